"""Writes to the cities of an event: their invitations, what was decided of their names, and a reminder.

One city sent its confirmation back: the letter that is drawn for it stands for the signed one.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.core.files.base import ContentFile

from demo.rows import saved
from demo.who_comes.desk import Desk
from participants.letters.inviting import send_invitations
from participants.letters.reaching import where_replies_go
from participants.letters.reminding import remind, unanswered
from participants.letters.telling.mails import digest, tellings
from participants.letters.telling.sending import tell
from participants.models import Delegation, SupportingFile
from participants.selection.composing import confirmation_of
from participants.selection.confirmation import letter
from participants.vocabulary import FileKind


def send_letters(desk: Desk, delegations: Sequence[Delegation], *, at: datetime) -> None:
    send_invitations(delegations, by=desk.by, now=at)


def remind_who_is_silent(desk: Desk, *, at: datetime) -> None:
    waiting = unanswered().filter(participation__event=desk.event)
    remind(list(waiting), by=desk.by, now=at)


def tell_decisions(desk: Desk, delegations: Collection[Delegation]) -> None:
    """Tells these alone, each with its people. The others stay untold, as on a day on which the registrar was called away."""
    current = tellings(desk.event, now=desk.now)
    chosen = {f"delegation-{row.pk}" for row in delegations}
    mails = [mail.key for telling in current if telling.key in chosen for mail in telling.mails]
    tell(desk.event, shown=digest(current), mails=mails, by=desk.by)


def keep_confirmation(desk: Desk, delegation: Delegation) -> None:
    value = confirmation_of(delegation, at=desk.now, reply_to=where_replies_go(desk.event))
    file = ContentFile(letter(value), f"confirmation-{desk.now:%Y-%m-%d}.pdf")
    saved(SupportingFile(event=desk.event, delegation=delegation, kind=FileKind.ENDORSEMENT, file=file))
