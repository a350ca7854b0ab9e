"""Sends a letter to many delegations of an event: all or none, each noted at its delegation."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.letters.urgency import Urgency
from accounts.models import User
from backstage.grounds import NO_GROUNDS
from participants.delegations.invitations import refuse_too_large
from participants.letters.mails import Leads, Mail, stem_of
from participants.letters.posting import Attachment, post
from participants.letters.reaching import address_of, undeliverable, why_unreachable
from participants.letters.writing import Mailing, letter_to, mailing_of
from participants.locking import changing, refuse_cancelled, refuse_postponed
from participants.models import Delegation, InvitationFile
from participants.vocabulary import Whose
from tours.models import Event
from tours.uploads.storing import open_whole

READ = ("participation__event", "participation__city", "participation__organisation", "focal_point")


class Kind(NamedTuple):
    """A kind of letter."""

    template: str
    moment: str
    """The field of the delegation that notes when it was sent."""
    refuse: Callable[[Delegation, datetime], None]
    """Raises ValidationError where the delegation, as it is once the event is locked, gets no such letter."""
    invites: bool = False
    """Whether it is the invitation, which brings its files and whose address is noted."""
    urgency: Urgency = Urgency.LETTER


def send(
    kind: Kind, delegations: Sequence[Delegation], *, by: User | None, now: datetime | None = None
) -> list[Delegation]:
    """Sends the letter to the focal point of each. Raises ValidationError where one of them cannot get it.

    The delegations are of one event, which is locked, so that nobody gets a letter twice.
    """
    if not delegations:
        raise ValidationError(_("Choose at least one delegation."), code="none")
    now = now or timezone.now()
    with changing(delegations[0].participation.event, by=by, grounds=NO_GROUNDS) as event:
        refuse_cancelled(event)
        refuse_postponed(event)
        mailing, rows = mailing_of(event), _fresh(event, delegations)
        _refuse(kind, rows, now)
        brought = attachments(mailing.files) if kind.invites else []
        for row in rows:
            _send(kind, row, mailing, brought, now)
        return rows


def _fresh(event: Event, delegations: Iterable[Delegation]) -> list[Delegation]:
    keys = {row.pk for row in delegations}
    rows = list(Delegation.objects.filter(pk__in=keys, participation__event=event).select_related(*READ))
    if len(rows) != len(keys):
        raise ValidationError(_("Choose delegations of this event."), code="other_event")
    return rows


def _refuse(kind: Kind, rows: Sequence[Delegation], now: datetime) -> None:
    unknown = undeliverable(map(address_of, rows))
    for row in rows:
        if why := why_unreachable(row, unknown):
            raise ValidationError(why, code="unreachable")
        kind.refuse(row, now)


def _send(kind: Kind, row: Delegation, mailing: Mailing, brought: list[Attachment], now: datetime) -> None:
    mail = _mail(kind, row, mailing)
    post([mail], once=now.isoformat(), reply_to=mailing.reply_to, attachments=brought)
    setattr(row, kind.moment, now)
    if kind.invites:
        row.letter_to = mail.to
    row.save(update_fields=[kind.moment, "letter_to"])


def _mail(kind: Kind, row: Delegation, mailing: Mailing) -> Mail:
    written, point = letter_to(row, kind.template, mailing), row.focal_point
    leads = Leads(point, Whose.OWN) if point and not point.ended else None
    name = point.name if point else ""
    stem = stem_of(row, kind.template)
    return Mail("", address_of(row), name, written.subject, written.body, stem, leads, urgency=kind.urgency)


def attachments(files: Sequence[InvitationFile]) -> list[Attachment]:
    """The files with their bytes. Raises ValidationError where they are too large, or one is damaged."""
    refuse_too_large(files)
    return [_attachment(file) for file in files]


def _attachment(file: InvitationFile) -> Attachment:
    try:
        with open_whole(file.digest, file.file_name) as stored:
            return (file.file_name, stored.read(), file.media_type)
    except FileNotFoundError as missing:
        words = _("The file “%(title)s” is missing or damaged. Remove it from the invitation, and add it again.")
        raise ValidationError(words % {"title": file.title}, code="damaged") from missing
