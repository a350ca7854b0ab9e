"""Writes letters to focal points: the words of each, from what all letters of an event have in common."""

import re
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.letters.writing import Letter
from participants.delegations.invitations import invitation_of
from participants.letters.mails import PLACEHOLDER
from participants.letters.reaching import where_replies_go
from participants.models import Delegation, Invitation, InvitationFile
from tours.models import Event, PublishedEvent
from tours.vocabulary import OrganisationRole
from tours.wording import full_date, joined, representatives, weekday_range

_BLANK_LINES = re.compile(r"\n{3,}")


class Mailing(NamedTuple):
    """What all letters of an event have in common. What they say of the event is what was published."""

    programme: str
    event: PublishedEvent
    organisers: str
    hosts: str
    invitation: Invitation
    paragraphs: dict[str, str]
    """The paragraphs by language."""
    files: list[InvitationFile]
    reply_to: str


def mailing_of(event: Event) -> Mailing:
    """Costs seven queries, however many letters follow. Raises ValidationError where the event has no published version."""
    try:
        published = event.published
    except ObjectDoesNotExist as missing:
        words = _("Publish the event first: whoever is invited wants to read about it. Its announcement is enough.")
        raise ValidationError(words, code="unpublished") from missing
    row = invitation_of(event)
    roles = list(published.organisations.values_list("role", "name"))
    return Mailing(
        programme=event.programme.name,
        event=published,
        organisers=joined([name for role, name in roles if role == OrganisationRole.ORGANISER]),
        hosts=joined([name for role, name in roles if role == OrganisationRole.HOST]),
        invitation=row,
        paragraphs=dict(row.paragraphs.values_list("language", "text")) if row.pk else {},
        files=list(row.files.all()) if row.pk else [],
        reply_to=where_replies_go(event, invitation=row),
    )


def letter_to(delegation: Delegation, template: str, mailing: Mailing) -> Letter:
    """The letter, from a template such as `invitation`, whose first line is the subject."""
    context = {**_of_event(mailing), **_of_delegation(delegation, mailing)}
    text = render_to_string(f"mails/participants/{template}.txt", context).strip()
    subject, _line, body = text.partition("\n")
    return Letter(" ".join(subject.split()), _BLANK_LINES.sub("\n\n", body).strip() + "\n")


def _of_event(mailing: Mailing) -> dict[str, object]:
    event, row = mailing.event, mailing.invitation
    return {
        "programme": _line(mailing.programme),
        "title": _line(event.title),
        "dates": weekday_range(event.starts, event.ends),
        "place": f"{event.host_city_name}, {event.country_name}",
        "footnote": event.country_footnote,
        "organisers": mailing.organisers,
        "hosts": mailing.hosts,
        "invitation": row,
        "address": f"{settings.BASE_URL}{event.get_absolute_url()}" if event.is_public else "",
        "files": [f"{file.title} ({file.file_name})" for file in mailing.files],
        "reply_to": mailing.reply_to,
    }


def _of_delegation(delegation: Delegation, mailing: Mailing) -> dict[str, object]:
    ours, point = delegation.participation, delegation.focal_point
    return {
        "name": _line(point.name) if point else "",
        "body": _line(str(delegation)),
        "seats": representatives(ours.seats),
        "extra": delegation.extra,
        "nominate_by": full_date(delegation.nominate_by) if delegation.nominate_by else "",
        "confirm_by": full_date(delegation.confirm_by) if delegation.confirm_by else "",
        "paragraph": paragraph_for(delegation, mailing.paragraphs),
        "link": PLACEHOLDER if point and not point.ended else "",
    }


def paragraph_for(delegation: Delegation, paragraphs: dict[str, str]) -> str:
    """The paragraph in the delegation's language, or else its focal point's; for `sr-Latn` also one in `sr`."""
    point = delegation.focal_point
    tag = delegation.language or (point.language if point else "")
    return paragraphs.get(tag) or paragraphs.get(tag.partition("-")[0], "")


def _line(text: str) -> str:
    return " ".join(text.split())
