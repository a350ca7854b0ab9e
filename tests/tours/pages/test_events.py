"""The public addresses of events: what they show, to whom, and how they meet bad input."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories import rows
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.editions.withdrawing import withdraw
from tours.models import Document, PublishedEvent
from tours.vocabulary import Access, Level

pytestmark = pytest.mark.django_db
PAGES = ["", "changes/", "programme.ics", "programme.pdf", "days/2017-09-04.ics"]


@pytest.mark.parametrize("page", PAGES)
def test_draft_event_is_found_by_nobody(client: Client, page: str) -> None:
    rows.full_event(3, slug="week")
    assert is_not_found(client.get(f"/events/week/{page}"))
    client.force_login(rows.coordinator())
    assert is_not_found(client.get(f"/events/week/{page}"))


@pytest.mark.parametrize("page", PAGES)
def test_participants_only_event_is_found_by_staff_alone(client: Client, page: str) -> None:
    rows.publish(rows.full_event(3, slug="week", access=Access.PARTICIPANTS))
    answers = {}
    for name, user in {"anonymous": None, "stranger": rows.stranger(), "coordinator": rows.coordinator()}.items():
        asking = Client()
        if user:
            asking.force_login(user)
        response = asking.get(f"/events/week/{page}")
        answers[name] = (response.status_code, response.get("Cache-Control") == "private, no-cache")
    assert answers == {"anonymous": (404, False), "stranger": (404, False), "coordinator": (200, True)}


def test_participants_only_event_is_absent_from_every_list(client: Client) -> None:
    rows.publish(rows.full_event(3, title="Closed doors", access=Access.PARTICIPANTS))
    rows.publish(rows.full_event(3, title="Open doors"))
    for page in ("/", "/events/", "/events.ics"):
        text = without_bdi(client.get(page))
        assert "Closed doors" not in text, page
    assert "Open doors" in without_bdi(client.get("/events/"))


def test_page_shows_the_edition_and_not_the_rows(client: Client) -> None:
    event = rows.full_event(3, slug="week", title="Smart City Week")
    rows.publish(event)
    event.title = "Not published yet"
    event.save()
    page = without_bdi(client.get("/events/week/"))
    assert "<h1>Smart City Week</h1>" in page
    assert "Not published yet" not in page


def test_item_that_the_version_changed_is_marked_where_one_reads(client: Client) -> None:
    event = rows.event(slug="week")
    rows.item(event, title="Stays")
    item = rows.item(event, title="Visit", room="Room 5")
    rows.publish(event)
    assert "mark" not in without_bdi(client.get("/events/week/"))
    item.room = "Hall 2"
    item.save()
    rows.publish(event)
    page = without_bdi(client.get("/events/week/"))
    assert re.findall(r'<p class="mark">.*</p>', page) == [
        '<p class="mark"><b>Changed in version 2</b>: was Room 5</p>'
    ]
    assert 'Visit</a></h4>\n<p class="mark">' in page


def test_changes_page_tells_what_each_edition_brought(client: Client) -> None:
    event, by = rows.event(slug="week"), rows.coordinator()
    item = rows.item(event, title="Visit", room="Room 5")
    rows.publish(event, by=by)
    item.room = "Hall 2"
    item.save()
    rows.publish(event, by=by, note="Another room")
    text = without_bdi(client.get("/events/week/changes/"))
    assert [word in text for word in ("Another room", "Room 5", "Hall 2", "Version 2", "Version 1")] == [True] * 5


def test_changes_page_tells_of_twenty_versions_and_leads_to_those_before(client: Client) -> None:
    event, by = rows.event(slug="week"), rows.coordinator()
    item = rows.item(event)
    for number in range(1, 23):
        item.room = f"Room {number}"
        item.save()
        rows.publish(event, by=by)
    first = without_bdi(client.get("/events/week/changes/"))
    assert re.findall(r'id="version-(\d+)"', first) == [str(number) for number in range(22, 2, -1)]
    assert '<a href="?before=3">' in first
    second = without_bdi(client.get("/events/week/changes/?before=3"))
    assert re.findall(r'id="version-(\d+)"', second) == ["2", "1"]
    assert ("The first version." in second, "?before" in second) == (True, False)


@pytest.mark.parametrize(
    ("withdrawn", "sentence"),
    [
        (1, "The earlier version was withdrawn, so there is nothing to compare this one with."),
        (2, "The earlier versions were withdrawn, so there is nothing to compare this one with."),
    ],
)
def test_version_after_those_withdrawn_is_not_called_the_first(client: Client, withdrawn: int, sentence: str) -> None:
    event, by = rows.full_event(1, slug="week"), rows.coordinator()
    for _number in range(withdrawn):
        withdraw(rows.publish(event, by=by), by=by)
    rows.publish(event, by=by)
    page = without_bdi(client.get("/events/week/changes/"))
    assert re.findall(r'id="version-(\d+)"', page) == [str(withdrawn + 1)]
    assert re.findall(r"^<p>([^<]*)</p>$", page, re.MULTILINE) == [sentence]
    assert "?before" not in page


def test_version_is_compared_with_none_that_was_not_for_its_readers(client: Client) -> None:
    event, by = rows.full_event(1, slug="week", access=Access.PARTICIPANTS), rows.coordinator()
    rows.publish(event, by=by)
    event.access = Access.PUBLIC
    event.save()
    rows.publish(event, by=by)
    page = without_bdi(client.get("/events/week/changes/"))
    assert re.findall(r"^<p>([^<]*)</p>$", page, re.MULTILINE) == [
        "Readers of this page cannot see any earlier version, so there is nothing to compare this one with."
    ]


@pytest.mark.parametrize(
    ("days", "warning"),
    [(30, "For Android and every other calendar: the programme as it is today. Later"), (-30, "Later")],
)
def test_file_says_that_later_changes_do_not_reach_it(client: Client, days: int, warning: str) -> None:
    day = timezone.now().date() + timedelta(days=days)
    rows.publish(rows.event(slug="week", starts=day, ends=day, zone="UTC"))
    page = without_bdi(client.get("/events/week/"))
    assert f"Calendar file (.ics)</a><br><small>{warning} changes will not reach it.</small></li>" in page


def test_calendars_on_the_web_are_one_tap_away_from_a_coming_public_event(client: Client) -> None:
    coming = timezone.now().date() + timedelta(days=30)
    for slug, facts in {"week": {}, "closed": {"access": Access.PARTICIPANTS}}.items():
        rows.publish(rows.event(slug=slug, title="Smart & green", starts=coming, ends=coming, **facts))
    rows.publish(rows.event(slug="past", starts=date(2017, 9, 4), ends=date(2017, 9, 4)))
    feed = "http%3A%2F%2F127.0.0.1%3A8000%2Fevents%2Fweek%2Fprogramme.ics"
    assert web_calendars(client, "week") == [
        (
            f"https://outlook.live.com/calendar/0/addfromweb?url={feed}&amp;name=Smart%20%26%20green",
            "Outlook.com",
        ),
        (
            f"https://outlook.office.com/calendar/0/addfromweb?url={feed}&amp;name=Smart%20%26%20green",
            "Outlook for work or school",
        ),
        (
            "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F127.0.0.1%3A8000%2Fevents%2Fweek%2Fprogramme.ics",
            "Google Calendar, on a computer",
        ),
    ]
    assert web_calendars(client, "past") == []
    client.force_login(rows.coordinator())
    assert web_calendars(client, "closed") == []  # nobody else's server may fetch it


def web_calendars(client: Client, slug: str) -> list[tuple[str, str]]:
    page = without_bdi(client.get(f"/events/{slug}/"))
    return re.findall(r'<a href="([^"]+)" rel="noopener">([^<]+)</a>', page.partition('<section class="share"')[0])


@pytest.mark.parametrize(("days", "button", "keeps"), [(30, True, True), (0, True, True), (-30, False, False)])
def test_past_event_has_its_calendar_among_plain_links(client: Client, days: int, button: bool, keeps: bool) -> None:
    day = timezone.now().date() + timedelta(days=days)
    rows.publish(rows.event(slug="week", starts=day, ends=day, zone="UTC"))
    page = without_bdi(client.get("/events/week/"))
    assert ('<a class="button" href="webcal:' in page, "The calendar updates itself" in page) == (button, keeps)
    assert re.findall(r'<a(?: class="button")? href="(.*?)"(?: download)?>(?:Sub|Calendar file)', page)[
        :: -1 if keeps else 1
    ] == [
        "/events/week/programme.ics",
        "webcal://127.0.0.1:8000/events/week/programme.ics",
    ]


@pytest.mark.parametrize("page", ["/events/week/", "/events/week/changes/", "/cities/seoul/"])
def test_page_says_its_address_for_paper(client: Client, page: str) -> None:
    rows.publish(rows.event(slug="week"))
    html = without_bdi(client.get(page))
    assert re.findall(r'<p class="on-paper">(.*?)</p>', html) == [f"http://127.0.0.1:8000{page}"]


def test_page_changes_at_once_when_an_edition_is_withdrawn(client: Client) -> None:
    event, by = rows.full_event(2, slug="week"), rows.coordinator()
    rows.publish(event, by=by)
    rows.item(event, title="Added by mistake")
    second = rows.publish(event, by=by)
    assert "Added by mistake" in without_bdi(client.get("/events/week/"))
    withdraw(second, by=by)
    assert "Added by mistake" not in without_bdi(client.get("/events/week/"))
    assert "Added by mistake" not in without_bdi(client.get("/events/week/changes/"))


def test_day_and_item_have_calendars_of_their_own(client: Client) -> None:
    event = rows.full_event(10, slug="week")
    rows.publish(event)
    uid = event.items.get(title="Item 3").uid
    day = client.get("/events/week/days/2017-09-05.ics").content
    one = client.get(f"/events/week/items/{uid}.ics").content
    assert (day.count(b"BEGIN:VEVENT"), one.count(b"BEGIN:VEVENT")) == (2, 1)
    assert b"SUMMARY:Item 3" in one


def test_calendar_of_all_events_has_an_all_day_entry_each(client: Client) -> None:
    rows.publish(rows.event(title="Smart City Week", starts=date(2017, 9, 4), ends=date(2017, 9, 8)))
    rows.publish(rows.event(title="Exchange Days"))
    text = without_bdi(client.get("/events.ics"))
    assert text.count("BEGIN:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20170904\r\nDTEND;VALUE=DATE:20170909\r\n" in text


def test_document_is_served_to_those_whom_the_edition_shows_it_to(client: Client) -> None:
    event = rows.event(slug="week")
    addresses = {}
    for level in (Level.PUBLIC, Level.DELEGATES):
        content = b"%PDF-1.7\n" + level.encode()
        document = Document(event=event, title="Note", level=level, file=SimpleUploadedFile("note.pdf", content))
        document.full_clean()
        document.save()
        addresses[level] = f"/events/week/documents/{document.digest}/{document.file_name}"
    assert is_not_found(client.get(addresses[Level.PUBLIC]))
    rows.publish(event)
    shown = client.get(addresses[Level.PUBLIC])
    assert (shown.status_code, b"".join(shown)) == (200, b"%PDF-1.7\npublic")
    assert shown["Content-Disposition"] == 'attachment; filename="note.pdf"'
    assert is_not_found(client.get(addresses[Level.DELEGATES]))
    client.force_login(rows.coordinator())
    assert b"".join(client.get(addresses[Level.DELEGATES])) == b"%PDF-1.7\ndelegates"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/events/nowhere/", 404),
        ("/events/week/programme.pdf?format=foolscap", 400),
        ("/events/week/programme.pdf?format=%00", 400),
        ("/events/week/programme.pdf?format=%ED%A0%80", 400),
        ("/events/week/programme.pdf?format=" + "9" * 4000, 400),
        ("/events/week/days/2017-02-30.ics", 404),
        ("/events/week/days/9999-99-99.ics", 404),
        ("/events/week/days/2030-01-01.ics", 404),
        ("/events/week/items/00000000-0000-0000-0000-000000000000.ics", 404),
        ("/events/week/items/1.ics", 404),
        ("/events/%00/", 404),
        ("/events/%ED%A0%80/", 404),
        ("/events/" + "x" * 5000 + "/", 404),
        ("/events/week/changes/?before=x", 400),
        ("/events/week/changes/?before=0", 400),
        ("/events/week/changes/?before=99999999999999999999", 400),
        ("/events/week/changes/?before=1", 404),
        ("/events/week/changes/?before=2", 404),
        ("/events/week/changes/?since=x", 400),
        ("/events/week/changes/?since=0", 400),
        ("/events/week/changes/?since=-1", 400),
        ("/events/week/changes/?since=%00", 400),
        ("/events/week/changes/?since=2017-02-30", 400),
        ("/events/week/changes/?since=0001-01-01", 400),
        ("/events/week/changes/?since=9999-12-31", 400),
        ("/events/week/changes/?since=2017-8-30", 400),
        ("/events/week/changes/?since=1&since=2017-08-30", 400),
        ("/events/week/changes/?since=2", 404),
        ("/events/nowhere/changes/?since=2017-08-30", 404),
        ("/events/week/documents/" + "0" * 64 + "/..%2F..%2Fsettings.py", 404),
        ("/events/week/pictures/" + "0" * 64 + "/a.png", 404),
        ("/news/nowhere/", 404),
        ("/news/%00/", 404),
    ],
)
def test_bad_input_is_a_4xx_with_a_page(client: Client, address: str, status: int) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    response = client.get(address)
    assert response.status_code == status
    assert "<h1" in without_bdi(response)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("page", ["/", "/events/", "/events.ics", "/events/week/", "/events/week/programme.pdf"])
def test_other_methods_are_refused_and_change_nothing(client: Client, page: str, method: str) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    before = list(PublishedEvent.objects.values())
    response = getattr(client, method)(page)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert list(PublishedEvent.objects.values()) == before


def test_markup_in_any_text_prints_as_text(client: Client) -> None:
    image = "<img src=x onerror=alert(1)>"
    event = rows.full_event(0, slug="week", title=image, summary=image, conditions=image)
    item = rows.item(event, title=image, summary=image, room=image, report=image)
    rows.speaker(item, image)
    rows.publish(event)
    for page in ("", "changes/"):
        text = without_bdi(client.get(f"/events/week/{page}"))
        assert "<img" not in text
        assert "&lt;img src=x" in text


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    policy = (
        "base-uri 'none'; connect-src 'self'; default-src 'none'; form-action 'self'; frame-ancestors 'none'; "
        "img-src 'self'; manifest-src 'self'; script-src 'self'; style-src 'self'"
    )
    for page in ("/", "/events/week/", "/events/nowhere/", "/events/week/programme.ics"):
        answer = client.get(page)
        assert answer["Content-Security-Policy"] == policy, page


def test_page_says_when_participants_have_items_of_their_own_and_nothing_else_of_them(client: Client) -> None:
    event = rows.event(slug="week", tells_of_participants_items=True, places=40)
    rows.item(event, title="Secret meeting", level=Level.DELEGATES)
    rows.publish(event)
    text = without_bdi(client.get("/events/week/"))
    assert re.findall(r'<p class="meta">(Participants .*?)</p>', text) == [
        (
            "Participants also have a programme of their own: "
            '<span><time datetime="2017-09-04T10:00:00+09:00">10:00</time>–'
            '<time datetime="2017-09-04T11:00:00+09:00">11:00</time></span>'
        )
    ]
    assert [word in text for word in ("Secret", "Programme to follow", "days/2017-09-04.ics")] == [False] * 3
    assert b"Participants also" not in client.get("/events/week/programme.ics").content
    told = client.get("/api/v1/events/week/editions/1/").json()
    assert (told["items"], told["participants_times"]) == (
        [],
        [
            {
                "day": "2017-09-04",
                "start": "10:00",
                "end": "11:00",
                "ends_on": "2017-09-04",
                "zone": "Asia/Seoul",
                "end_zone": "",
            }
        ],
    )
