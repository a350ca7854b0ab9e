"""Reminds those who lack something of what the event asks: each by a mail that says what, by when, and whom to write to."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.letters.urgency import Urgency
from accounts.models import User
from backstage.grounds import NO_GROUNDS
from backstage.models import AuditEntry
from participants.days import today_at
from participants.labels import ENTRY_RULES
from participants.letters.mails import Mail, Mailbox, facts_of, mailboxes_of, personal_mail, stem_of
from participants.letters.posting import post
from participants.letters.reaching import taking_mail, where_replies_go
from participants.locking import changing, refuse_cancelled, refuse_postponed
from participants.models import Delegate, Preparation
from participants.states import HOLDING
from participants.travel.checklist.checking import Cell, Line, Thing
from participants.travel.checklist.entry import is_past
from participants.travel.checklist.reading import Checked, read_checklist
from tours.labels import Labels
from tours.models import Event
from tours.wording import full_date

WANTED: Labels[Thing] = {
    Thing.DOCUMENT: gettext_lazy("Passport or identity card"),
    Thing.ENTRY: gettext_lazy("Entry: visa or electronic permission"),
    Thing.INSURANCE: gettext_lazy("Insurance: whether you have your own"),
    Thing.ARRIVAL: gettext_lazy("Flight or train there: number, day and time, or that you need none"),
    Thing.DEPARTURE: gettext_lazy("Flight or train home: number, day and time, or that you need none"),
    Thing.ROOM: gettext_lazy("Room: where you sleep, or that you need none"),
    Thing.DIET: gettext_lazy("Diet: what you eat"),
    Thing.EMERGENCY: gettext_lazy("Emergency contact: whom to call, and the telephone"),
}
"""What a mail asks for, so that who reads it knows what to send."""
MOST_AT_ONCE = 500
"""The page has a field for each. More than 1000 fields no form may have."""


class Reminder(NamedTuple):
    """The mails to somebody and their assistant. `last` is the moment of the last reminder."""

    row: Delegate
    mails: tuple[Mail, ...]
    last: datetime | None
    is_usual: bool
    """Whether it is ticked at first: who was reminded today is not."""

    @property
    def key(self) -> str:
        return str(self.row.pk)

    @property
    def last_on(self) -> date | None:
        """The day of the last reminder, at the event."""
        return today_at(self.row.event, self.last) if self.last else None


class Reminders(NamedTuple):
    """`without` are those who lack something and have no address that takes mail. Answers go to `reply_to`.

    `quiet` are those who lack something and do not know yet that they have a place.
    """

    reminders: tuple[Reminder, ...]
    without: tuple[Delegate, ...]
    left: int
    """How many more follow once these are reminded."""
    reply_to: str
    quiet: tuple[Delegate, ...] = ()

    @property
    def digest(self) -> str:
        """Changes with every word, recipient and reminder of what is shown."""
        shown = [(each.key, each.mails, each.last) for each in self.reminders]
        return hashlib.sha256(repr(shown).encode()).hexdigest()


def refuse_reminding(event: Event, *, now: datetime) -> None:
    """Raises ValidationError while nobody is reminded: the event is cancelled, postponed or over."""
    refuse_cancelled(event)
    refuse_postponed(event)
    if event.ends < today_at(event, now):
        raise ValidationError(_("The event is over, so nobody is reminded."), code="over")


def reminders(event: Event, *, now: datetime) -> Reminders:
    """The reminders for people who lack something. People who were not reminded today are first. A fixed number of
    queries.
    """
    read = read_checklist(event, today=today_at(event, now))
    rows = {line.row.pk: line for line in read.lines if line.missing}
    prefetch_related_objects([line.row for line in rows.values()], "contacts")
    reachable = taking_mail(contact.email for line in rows.values() for contact in line.row.contacts.all())
    told = dict(Preparation.objects.filter(delegate__in=rows).values_list("delegate", "reminded_at"))
    writing = _Writing(event, read, where_replies_go(event), today_at(event, now))
    known = {key: line for key, line in rows.items() if _knows_of_place(line.row)}
    found = [writing.reminder(line, mailboxes_of(line.row, reachable), told.get(key)) for key, line in known.items()]
    reached = sorted((each for each in found if each.mails), key=lambda each: not each.is_usual)
    without = tuple(each.row for each in found if not each.mails)
    left, quiet = max(0, len(reached) - MOST_AT_ONCE), tuple(line.row for key, line in rows.items() if key not in known)
    return Reminders(tuple(reached[:MOST_AT_ONCE]), without, left, writing.reply_to, quiet)


def _knows_of_place(row: Delegate) -> bool:
    """A decision is quiet until it is told. Who is of no delegation, such as a driver, was asked before they are entered."""
    return row.delegation_id is None or row.told_state in HOLDING


class _Writing(NamedTuple):
    event: Event
    read: Checked
    reply_to: str
    today: date

    def reminder(self, line: Line, boxes: Iterable[Mailbox], last: datetime | None) -> Reminder:
        is_usual = last is None or today_at(self.event, last) < self.today
        return Reminder(line.row, tuple(self._mail(line, box) for box in boxes), last, is_usual)

    def _mail(self, line: Line, box: Mailbox) -> Mail:
        due = self.read.due_on
        facts = {
            **facts_of(self.event),
            "things": [_wanted(cell, self.today) for cell in line.missing],
            "due": full_date(due) if due and due >= self.today else "",
            "presumes": "yes" if any(cell.thing is Thing.ENTRY for cell in line.missing) else "",
            "reply_to": self.reply_to,
        }
        stem = stem_of(line.row, "still_missing")
        return personal_mail("still_missing", box, line.row, stem=stem, facts=facts, urgency=Urgency.BULK)


def _wanted(cell: Cell, today: date) -> str:
    """`Entry: visa, to be filed by 3 August 2017`. It says nothing that somebody told of themselves."""
    entry = cell.entry
    if entry is None or entry.rule is None or entry.file_by is None:
        return str(WANTED[cell.thing])
    what = str(ENTRY_RULES[entry.rule]).lower()
    if is_past(entry.file_by, today):
        return _("Entry: %(what)s, to be filed at once") % {"what": what}
    return _("Entry: %(what)s, to be filed by %(day)s") % {"what": what, "day": full_date(entry.file_by)}


def remind(event: Event, keys: Collection[str], *, shown: str, by: User) -> int:
    """Sends the mails to those with the keys, notes when each was reminded, and returns how many people they are.

    `shown` is the digest of what was shown. Raises ValidationError where that is no longer so, where nobody is chosen, and
    while nobody is reminded. Then nothing is sent.
    """
    with changing(event, by=by, grounds=NO_GROUNDS) as record:
        now = timezone.now()
        refuse_reminding(record, now=now)
        current = reminders(record, now=now)
        if current.digest != shown:
            words = _("Something changed since this page was shown, so nothing was sent. Read the mails again.")
            raise ValidationError(words, code="changed")
        chosen = [each for each in current.reminders if each.key in keys]
        if not chosen:
            raise ValidationError(_("Tick at least one person to remind."), code="nothing")
        mails = [mail for each in chosen for mail in each.mails]
        post(mails, once=now.isoformat(), reply_to=current.reply_to)
        _note([each.row for each in chosen], now)
        return len(chosen)


def _note(rows: Collection[Delegate], now: datetime) -> None:
    """Four queries, however many they are. The trail says who was reminded, and of nothing."""
    before = dict(Preparation.objects.filter(delegate__in=rows).values_list("delegate", "reminded_at"))
    Preparation.objects.bulk_create(
        [Preparation(delegate=row, reminded_at=now) for row in rows],
        update_conflicts=True,
        unique_fields=["delegate"],
        update_fields=["reminded_at"],
    )
    noted = Preparation.objects.filter(delegate__in=rows).select_related("delegate__person")
    AuditEntry.objects.bulk_create(
        AuditEntry.objects.entry_of(row, {"reminded_at": [_text(before.get(row.delegate_id)), _text(now)]})
        for row in noted
    )


def _text(moment: datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else ""
