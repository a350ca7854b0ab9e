"""The verb for a reader who gets somebody else's personal link: the link ends, and users who register people are told
once.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from accounts.letters.writing import letter
from backstage.grounds import Grounds, acting_because
from backstage.mail.outbox import KEY
from participants.letters.to_registrars import who_registers
from participants.links.ending import end_link
from participants.links.saying import facts_of, masked
from participants.models import AccessLink
from participants.vocabulary import LinkEnd
from tours.models import Role


@transaction.atomic
def say_not_mine(link: AccessLink) -> None:
    """What was done by the link stays. If nobody registers people there, the office is told."""
    current = AccessLink.objects.select_for_update().get(pk=link.pk)
    if current.ended_at:
        return
    with acting_because(None, Grounds(by_link=link.holder_name)):
        end_link(current, LinkEnd.NOT_MINE)
    facts = {**facts_of(link.holder), "mailbox": masked(link.email), "page": _page(link)}
    written = letter("participants/not_mine", **facts)
    for address in sorted(_addresses(link)) or [settings.OFFICE_EMAIL]:
        key = f"personal link {link.pk} is of somebody else"
        EmailMessage(written.subject, written.body, to=[address], headers={KEY: key}).send()


def _addresses(link: AccessLink) -> set[str]:
    return set(_roles(link).values_list("user__email", flat=True))


def _roles(link: AccessLink) -> QuerySet[Role]:
    of = link.delegate or link.role
    if of and of.event:
        return who_registers.at_event(of.event)
    of_programme = link.focal_point or link.role
    assert of_programme and of_programme.programme  # noqa: S101, PT018  (a constraint of the tables)
    return who_registers.in_programme(of_programme.programme)


def _page(link: AccessLink) -> str:
    """The address at the desk where people who register others put the link right."""
    return settings.BASE_URL + _path(link)


def _path(link: AccessLink) -> str:
    if link.delegate:
        return reverse("participants:delegate", args=[link.delegate.pk])
    if link.focal_point:
        return reverse("participants:focal_points", args=[link.focal_point.programme.slug])
    return reverse("tours:desk")
