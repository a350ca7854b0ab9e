"""Evening A: the host moves the visit the night before. By rows, with a slow mail server and two thousand mails before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from icalendar import Calendar
from pytest_django import Settings

from accounts.models import User
from announcements.models import Notice, NoticeState
from announcements.notices.deciding import tell_now
from announcements.notices.sending import send_due
from participants.desk.links.seen import asked_of, in_order, people_of, reached_of
from participants.models import Delegate, SeenEdition
from participants.vocabulary import Capacity
from tests.announcements.notices import makers
from tests.announcements.notices.makers import change
from tests.backstage.mail.mails import backlog, deliver
from tests.backstage.mail.smtp import Inbox, serving
from tests.factories import rows
from tests.participants.letters.values import contact
from tours.agenda.audiences import for_audience
from tours.agenda.values import Audience
from tours.calendar import programme_calendar
from tours.editions.publishing import agenda_of
from tours.models import AgendaItem, Edition, Event, Group
from tours.vocabulary import ItemKind, Level, PersonRole
from tours.wording import weekday_and_date

pytestmark = pytest.mark.django_db
HOST = "host0.example.org"
"""All mailboxes are at one host, that of the bulk which waits."""


@dataclass
class SlowInbox(Inbox):
    """Takes two seconds for each mail, by the clock of the test."""

    passing: Callable[[], None] = lambda: None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.passing()
        return await super().handle_DATA(server, session, envelope)


@dataclass
class Evening:
    """21:40, and what stands in the programme of the next day."""

    event: Event
    group: Group
    visit: AgendaItem
    bus: AgendaItem
    by: User
    clock: time_machine.Traveller
    inbox: Inbox

    def publish(self) -> Notice:
        rows.publish(self.event)
        notice = tell_now(self.event, by=self.by)
        assert notice is not None
        send_due(timezone.now())
        return notice

    def delivered(self) -> list[str]:
        """What leaves within a minute, by the names of the mailboxes."""
        before, until = len(self.inbox.received), timezone.now() + timedelta(minutes=1)
        while timezone.now() < until:
            if not deliver(1):
                self.clock.shift(1)
        return [address.partition("@")[0] for address in self.inbox.recipients[before:]]


@pytest.fixture
def evening(settings: Settings) -> Iterator[Evening]:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    settings.MAIL_FROM, settings.MAIL_RATE = "tours@example.org", 60
    by = rows.coordinator()
    first = timezone.localdate() + timedelta(days=3)
    event = rows.event(title="Smart City Week", slug="week", starts=first, ends=first + timedelta(days=4))
    a, b = makers.group(event, "A"), makers.group(event, "B")
    for number in range(24):
        makers.told(event, f"D{number}", b if number < 9 else a, email=f"d{number}@{HOST}")
    day = first + timedelta(days=1)
    visit = makers.visit(event, b, day=day, room="South gate")
    bus = makers.visit(event, b, day=day, kind=ItemKind.TRANSFER, title="Bus", start=time(9), end=None, room="")
    makers.visit(event, a, day=day, title="Museum")
    on_duty(visit, "Interpreter", Capacity.INTERPRETER, PersonRole.INTERPRETER)
    on_duty(bus, "Driver", Capacity.DRIVER, PersonRole.DRIVER)
    makers.told(event, "Other Driver", a, email=f"other@{HOST}", capacity=Capacity.DRIVER)
    makers.liaison(event, f"liaison@{HOST}")
    rows.publish(event)
    at = datetime.combine(first, time(21, 40), ZoneInfo("Asia/Seoul"))
    with time_machine.travel(at, tick=False) as clock:
        slow = SlowInbox(passing=lambda: clock.shift(2))
        backlog(2000)
        with serving(slow):
            settings.MAIL_URL = slow.url
            yield Evening(event, b, visit, bus, by, clock, slow)


def on_duty(item: AgendaItem, name: str, capacity: Capacity, role: PersonRole) -> Delegate:
    row = makers.told(item.event, name, email=f"{name.lower()}@{HOST}", capacity=capacity)
    assert row.person
    rows.part(item, row.person, role=role, level=Level.STAFF)
    return row


def concerned() -> list[str]:
    return [*(f"d{number}" for number in range(9)), "interpreter", "driver", "liaison"]


def move(evening: Evening) -> Notice:
    """The visit begins an hour later at another gate, and so does the bus."""
    change(evening.visit, start=time(10, 30), end=time(12), room="East gate")
    change(evening.bus, start=time(10))
    return evening.publish()


def sequences(event: Event, group: Group) -> dict[str, int]:
    edition = Edition.objects.filter(event=event).newest_first()[0]
    view = for_audience(agenda_of(edition), Audience(level=Level.DELEGATES, groups=(str(group.uid),)))
    site = {"base_url": "https://tours.example.org", "office": "office@example.org"}
    entries: list[Any] = Calendar.from_ical(programme_calendar(view, **site)).walk("VEVENT")
    return {str(entry["UID"]): int(entry["SEQUENCE"]) for entry in entries}


def test_twelve_people_hear_within_a_minute_and_nobody_else_does(evening: Evening) -> None:
    notice = move(evening)
    names = evening.delivered()
    assert sorted(names[:12]) == sorted(concerned())
    assert {name[0] for name in names[12:]} <= {"m"}  # bulk goes on
    notice.refresh_from_db()
    assert (notice.state, notice.recipients.count()) == (NoticeState.SENT, 12)


def test_each_reads_one_entry_for_each_item_from_what_to_what(evening: Evening) -> None:
    move(evening)
    evening.delivered()
    read = {str(mail["To"]).partition("@")[0]: mail for mail in evening.inbox.messages[:12]}
    assert evening.visit.day
    day = weekday_and_date(evening.visit.day)
    visit = [
        "Changed: Traffic centre",
        f"- Time: {day}, 09:30–11:00 → 10:30–12:00, Seoul time (UTC+9)",
        "- Place: South gate → East gate",
    ]
    bus = ["Changed: Bus", f"- Time: {day}, 09:00 → 10:00, Seoul time (UTC+9)"]
    entries = {name: told_in(body_of(mail)) for name, mail in read.items()}
    part = ["- You have a part in this."]
    assert entries["d0"] == entries["liaison"] == [*bus, "", *visit]
    assert entries["interpreter"] == [*visit, *part]
    assert entries["driver"] == [*bus, *part]
    assert str(read["d0"]["Subject"]) == "Smart City Week: 2 changes for you"
    assert str(read["driver"]["Subject"]) == "Smart City Week: “Bus” has changed"
    assert all(mail.get_body(("html",)) for mail in read.values())


def body_of(mail: EmailMessage) -> list[str]:
    part = mail.get_body(("plain",))
    assert part
    return str(part.get_content()).splitlines()


def told_in(lines: list[str]) -> list[str]:
    """The entries: what stands between the two other paragraphs."""
    first = next(number for number, line in enumerate(lines) if line.startswith("Changed:"))
    last = max(number for number, line in enumerate(lines) if line.startswith("- "))
    return lines[first : last + 1]


def test_a_second_mail_for_the_gate_alone(evening: Evening) -> None:
    before = sequences(evening.event, evening.group)
    move(evening)
    evening.delivered()
    first = sequences(evening.event, evening.group)
    evening.clock.shift(timedelta(minutes=2))
    change(evening.visit, room="North gate")
    evening.publish()
    names = evening.delivered()[:11]
    assert sorted(names) == sorted(set(concerned()) - {"driver"})
    gates = [line for mail in evening.inbox.messages for line in body_of(mail) if "→ North gate" in line]
    assert gates == ["- Place: East gate → North gate"] * 11
    second = sequences(evening.event, evening.group)
    moved = {str(evening.visit.uid), str(evening.bus.uid)}
    assert {uid: number for uid, number in first.items() if number} == dict.fromkeys(moved, 1)
    assert {uid: number for uid, number in second.items() if number > first[uid]} == {str(evening.visit.uid): 2}
    assert (before.keys(), set(before.values())) == (second.keys(), {0})


def test_taken_back_before_sending_makes_no_mail(evening: Evening) -> None:
    change(evening.visit, room="East gate")
    rows.publish(evening.event)
    change(evening.visit, room="South gate")
    assert evening.publish().recipients.count() == 0
    assert {name[0] for name in evening.delivered()} <= {"m"}


def test_desk_lists_who_has_not_seen_it_undeliverable_first(evening: Evening) -> None:
    unreached, seen, *others = Delegate.objects.filter(groups=evening.group).order_by("pk")[:4]
    unreached.contacts.all().delete()
    contact(unreached, "")
    move(evening)
    SeenEdition.objects.create(delegate=seen, number=2, groups=[])
    asked = asked_of(evening.event)
    assert asked
    people = people_of(evening.event, evening.by, asked.least)
    order = in_order(people, reached_of(people))
    assert (order[0], order[-1]) == (unreached.pk, seen.pk)
    assert {row.pk for row in others} < set(order[1:-1])
