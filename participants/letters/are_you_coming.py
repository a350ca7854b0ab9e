"""Asks those who have a place whether they come: a letter that leads to their page, to those whom the registrar chooses."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Reminded, User
from backstage.grounds import NO_GROUNDS
from participants.days import today_at
from participants.letters.mails import Mail, facts_of, mailboxes_of, personal_mail, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail, where_replies_go
from participants.letters.telling.mails import MOST_AT_ONCE, digest
from participants.locking import changing, refuse_cancelled, refuse_postponed
from participants.models import Delegate
from participants.nominations.changing import READ
from participants.states import HOLDING
from participants.vocabulary import DelegateState
from tours.models import Event


class Asking(NamedTuple):
    """The mails to somebody and their assistant. Who was asked today is not asked again."""

    row: Delegate
    mails: tuple[Mail, ...]
    asked_today: bool

    @property
    def key(self) -> str:
        return str(self.row.pk)


class Askings(NamedTuple):
    """`without` are those who have no address that takes mail, and `left` says how many more follow later."""

    askings: tuple[Asking, ...]
    without: tuple[Delegate, ...]
    left: int
    reply_to: str

    @property
    def digest(self) -> str:
        return digest(self.askings)


def refuse_asking(event: Event, *, now: datetime) -> None:
    """Raises ValidationError while nobody is asked: the event is cancelled, postponed or over."""
    refuse_cancelled(event)
    refuse_postponed(event)
    if event.ends < today_at(event, now):
        raise ValidationError(_("The event is over, so nobody is asked."), code="over")


def to_ask(event: Event) -> "QuerySet[Delegate]":
    """The delegates who have a place and were told of it, and have not said since the last change of dates that they
    come.
    """
    told = event.delegates.filter(state=DelegateState.ACCEPTED, told_state__in=HOLDING)
    return told.unconfirmed()


def askings(event: Event, *, now: datetime) -> Askings:
    """Whom to ask whether they come. People who were not asked today are first. A fixed number of queries."""
    rows = list(to_ask(event).select_related(*READ).prefetch_related("contacts").order_by("name", "pk"))
    reachable = taking_mail(contact.email for row in rows for contact in row.contacts.all())
    keys = {_key(row, now): row for row in rows}
    today = set(Reminded.objects.filter(key__in=keys).values_list("key", flat=True))
    reply_to = where_replies_go(event)
    found = [Asking(row, _mails(row, reachable, reply_to), key in today) for key, row in keys.items()]
    reached = sorted((each for each in found if each.mails), key=lambda each: each.asked_today)
    without = tuple(each.row for each in found if not each.mails)
    return Askings(tuple(reached[:MOST_AT_ONCE]), without, max(0, len(reached) - MOST_AT_ONCE), reply_to)


def _mails(row: Delegate, reachable: Collection[str], reply_to: str) -> tuple[Mail, ...]:
    facts, stem = {**facts_of(row.event), "reply_to": reply_to}, stem_of(row, "are_you_coming")
    boxes = mailboxes_of(row, reachable)
    return tuple(personal_mail("are_you_coming", box, row, stem=stem, facts=facts) for box in boxes)


def _key(row: Delegate, now: datetime) -> str:
    return f"are you coming {row.pk} {today_at(row.event, now)}"


def ask(event: Event, keys: Collection[str], *, shown: str, by: User) -> int:
    """Sends the mails to those with the keys, and returns how many people they are.

    `shown` is the digest of what was shown. Raises ValidationError where that is no longer so, where nobody is chosen or
    somebody was asked today, and while nobody is asked. Then nothing is sent.
    """
    with changing(event, by=by, grounds=NO_GROUNDS) as record:
        now = timezone.now()
        refuse_asking(record, now=now)
        current = askings(record, now=now)
        if current.digest != shown:
            words = _("Something changed since this page was shown, so nothing was sent. Read the mails again.")
            raise ValidationError(words, code="changed")
        chosen = [each for each in current.askings if each.key in keys]
        _refuse(chosen)
        Reminded.objects.bulk_create(Reminded(key=_key(each.row, now)) for each in chosen)
        mails = [mail for each in chosen for mail in each.mails]
        post(mails, once=str(today_at(record, now)), reply_to=current.reply_to)
        return len(chosen)


def _refuse(chosen: Collection[Asking]) -> None:
    if not chosen:
        raise ValidationError(_("Tick at least one person to ask."), code="nothing")
    again = [_("%(name)s was asked today already.") % {"name": each.row} for each in chosen if each.asked_today]
    if again:
        raise ValidationError(again, code="today")
