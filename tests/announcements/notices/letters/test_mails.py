"""What the mails of a notice say and bring: to delegates by their choice, to assistants, and as HTML."""

import re
from datetime import date, time
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives
from icalendar import Calendar

from accounts.letters.urgency import URGENCY, USELESS_AFTER
from announcements.notices.deciding import word
from announcements.notices.raising import HOLD
from announcements.notices.sending import send_due
from backstage.mail.outbox import KEY
from participants.models import Delegate, PersonContact
from participants.vocabulary import NewsBy, Whose
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change, published_and_raised
from tests.factories import rows
from tests.participants.letters.values import contact, holders
from tours.models import AgendaItem, Contact, Event
from tours.vocabulary import EventState, Level, PersonRole

pytestmark = pytest.mark.django_db
Mails = list[EmailMultiAlternatives]


@pytest.fixture
def event() -> Event:
    made = rows.event(title="Smart City Week", slug="week")
    Contact.objects.create(event=made, name="Event desk", phone="+82 2 0000 0000")
    return made


def told(event: Event, way: NewsBy, items: int = 1, **facts: Any) -> Delegate:
    """Somebody who wants to be told in that way, and hears that so many visits have moved to Gate 4."""
    ana = makers.told(event, "Ana")
    Delegate.objects.filter(pk=ana.pk).update(news_by=way)
    visits = [makers.visit(event, title=f"Visit {number}", start=time(9, number)) for number in range(items)]
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        for visit in visits:
            change(visit, **facts or {"room": "Gate 4"})
        assert published_and_raised(event, at=EVENING)
        assert send_due(EVENING + HOLD) == 1
    return ana


def calendars(mail: EmailMultiAlternatives) -> list[Any]:
    """The entries, with the method of each part and of its calendar."""
    parts = [part for part in mail.message().walk() if part.get_content_type() == "text/calendar"]
    found = []
    for part in parts:
        payload: Any = part.get_payload(decode=True)
        calendar = Calendar.from_ical(payload)
        [entry] = calendar.walk("VEVENT")
        found.append((part.get_param("method"), str(calendar["METHOD"]), str(entry["SUMMARY"]), str(entry["ATTENDEE"])))
    return found


def test_words_alone_bring_no_calendar(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.WORDS)
    assert [(calendars(mail), "calendar" in mail.body) for mail in mailoutbox] == [([], False)]


def test_subscribers_read_that_the_calendar_shows_it(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.CALENDAR)
    [mail] = mailoutbox
    assert calendars(mail) == []
    assert "\n\nIf you subscribed to your private calendar, it shows this by itself.\n\n" in mail.body


def test_one_changed_item_is_one_mail_with_its_invitation(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.INVITATIONS)
    [mail] = mailoutbox
    assert calendars(mail) == [("REQUEST", "REQUEST", "Visit 0", "mailto:ana@example.org")]
    assert "\n\nThe invitation in this mail brings it into your calendar.\n\n" in mail.body


def test_cancelled_item_is_taken_back(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.INVITATIONS, status="cancelled")
    assert calendars(mailoutbox[0]) == [("CANCEL", "CANCEL", "Cancelled: Visit 0", "mailto:ana@example.org")]
    assert mailoutbox[0].subject == "Smart City Week: “Visit 0” is cancelled"


def test_up_to_five_items_follow_in_mails_of_their_own(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.INVITATIONS, 5)
    words, *others = mailoutbox
    assert (calendars(words), words.subject) == ([], "Smart City Week: 5 changes for you")
    assert "\n\nFor each item, another mail follows with an invitation for your calendar.\n\n" in words.body
    assert [[each[2] for each in calendars(mail)] for mail in others] == [[f"Visit {number}"] for number in range(5)]
    assert [mail.subject for mail in others] == [
        f"Smart City Week: “Visit {number}” has changed" for number in range(5)
    ]


def test_beyond_five_the_page_has_the_calendar(event: Event, mailoutbox: Mails) -> None:
    told(event, NewsBy.INVITATIONS, 6)
    [mail] = mailoutbox
    assert calendars(mail) == []
    assert "More than 5 items changed, so no invitations are sent. Your page has the calendar as a file." in mail.body


def test_assistant_reads_for_whom_it_is(event: Event, mailoutbox: Mails) -> None:
    item = makers.visit(event)
    ana = makers.told(event, "Ana")
    contact(ana, "office@example.org", Whose.ASSISTANT)
    moved(item)
    own, assistant = mailoutbox
    with time_machine.travel(EVENING):
        assert [holders(mail) for mail in mailoutbox] == [
            [(ana, "ana@example.org", "own")],
            [(ana, "office@example.org", "assistant")],
        ]
    assert "This mail is for Ana. You get it as their assistant." not in own.body
    assert assistant.body.startswith("This mail is for Ana. You get it as their assistant.\n\nŽao nam je")


def moved(item: AgendaItem, **facts: Any) -> None:
    with time_machine.travel(EVENING, tick=False):
        rows.publish(item.event)
        change(item, **facts or {"room": "Gate 4"})
        notice = published_and_raised(item.event, at=EVENING)
        assert notice
        word(notice, words="Žao nam je & <b>izvinite</b>", copies_focal_points=False, by=rows.coordinator())
        send_due(EVENING + HOLD)


def test_html_says_the_same_and_everything_in_it_is_escaped(event: Event, mailoutbox: Mails) -> None:
    item = makers.visit(event, title="<script>alert(1)</script> & more")
    makers.told(event, "Ana <img src=x>", email="ana@example.org")
    moved(item, room="<b>Gate 4</b>")
    [[html, kind]] = mailoutbox[0].alternatives
    assert kind == "text/html"
    text = str(html)
    assert [each in text for each in ("<script", "<img", "<b>")] == [False] * 3
    for words in (
        "Žao nam je &amp; &lt;b&gt;izvinite&lt;/b&gt;",
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more",
        "Place: Gate 2 → &lt;b&gt;Gate 4&lt;/b&gt;",
        '<a href="tel:+82200000000"',
    ):
        assert words in text
    assert "Whom to call:\n- Event desk: +82 2 0000 0000\n" in mailoutbox[0].body
    [address] = re.findall(r"^http\S+/d/open/\S+$", str(mailoutbox[0].body), re.MULTILINE)
    assert f'<a href="{address}">{address}</a>' in text
    assert "http" not in text.replace(address, "")  # nothing is loaded that would tell of reading


@pytest.mark.parametrize(
    ("start", "facts", "urgency", "until"),
    [
        (time(21, 45), {}, "notice", "2017-09-09T00:00:00+09:00"),
        (time(21, 46), {}, "letter", "2017-09-09T00:00:00+09:00"),
        (time(23), {"ends": date(2017, 9, 10)}, "notice", "2017-09-11T00:00:00+09:00"),
        (time(23), {"ends": date(2017, 9, 7)}, "notice", "2017-09-09T00:00:00+09:00"),
        (time(23), {"state": EventState.CANCELLED}, "notice", None),
    ],
)
def test_what_begins_within_a_day_is_urgent_and_mails_are_of_use_until_the_event_is_over(
    event: Event, mailoutbox: Mails, start: time, facts: dict[str, Any], urgency: str, until: str | None
) -> None:
    """As it was, and as it is now. That an event is called off is of use for ever."""
    makers.told(event, "Ana")
    visit = makers.visit(event, start=start, end=None)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(visit, room="Gate 4")
        Event.objects.update(**facts)
        assert published_and_raised(event, at=EVENING)
        assert send_due(EVENING) == 0
        assert send_due(EVENING + HOLD) == 1
    marks = {name: value for name, value in mailoutbox[0].extra_headers.items() if name != KEY}
    assert marks == {URGENCY: urgency} | ({USELESS_AFTER: until} if until else {})


@pytest.mark.parametrize(("level", "is_read"), [(Level.PUBLIC, True), (Level.DELEGATES, False), (Level.STAFF, False)])
def test_contacts_are_told_to_whom_they_are_for(event: Event, mailoutbox: Mails, level: Level, is_read: bool) -> None:
    """A guide who is no delegate reads what everybody may; a delegate what is for delegates; nobody what is for staff."""
    Contact.objects.update(level=level)
    guide = rows.person("Guide")
    PersonContact.objects.create(person=guide, email="guide@example.org")
    item = makers.visit(event)
    rows.part(item, guide, role=PersonRole.GUIDE, level=Level.STAFF)
    makers.told(event, "Ana")
    moved(item)
    called = {mail.to[0]: "+82 2 0000 0000" in mail.body for mail in mailoutbox}
    assert called == {"ana@example.org": level is not Level.STAFF, "guide@example.org": is_read}
    assert ["+82 2 0000 0000" in str(mail.alternatives[0][0]) for mail in mailoutbox] == list(called.values())
