"""The list of events, and the calendar of those that match."""

import re
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django.asserts import assertInHTML

from tests.counting import asked
from tests.factories import rows
from tests.factories.copies import published_copies
from tests.factories.many import many_events
from tests.isolation import without_bdi
from tours.models import City, Event, ParticipatingCity, PublishedEvent, PublishedTheme, TargetCountry, Theme
from tours.vocabulary import Access, EventKind, Level

pytestmark = pytest.mark.django_db


def published_event(title: str, **facts: Any) -> Event:
    event = rows.event(title=title, **facts)
    rows.publish(event)
    return event


def in_days(title: str, days: int, **facts: Any) -> Event:
    day = timezone.now().date() + timedelta(days=days)
    return published_event(title, starts=day, ends=day, zone="UTC", **facts)


def html(client: Client, query: str = "") -> str:
    answer = client.get(f"/events/{query}")
    assert answer.status_code == 200
    return without_bdi(answer)


def listed(page: str) -> list[str]:
    """Headings and titles, in the order of the page."""
    return [heading or title for heading, title in re.findall(r"<h2>(.*?)</h2>|<h3><a [^>]*>(.*?)</a>", page)]


def test_running_come_first_then_upcoming_the_next_first_then_past_the_latest_first(client: Client) -> None:
    for title, days in (("Long past", -60), ("Far", 60), ("Past", -30), ("Now", 0), ("Near", 30)):
        in_days(title, days)
    headings = ["Under way", "Now", "Upcoming events", "Near", "Far", "Past events", "Past", "Long past"]
    assert listed(html(client)) == headings


def test_filtered_list_is_by_date_the_latest_first_and_tells_each_phase(client: Client) -> None:
    for title, days in (("Past week", -30), ("Week ahead", 30), ("Week far ahead", 60), ("Days", 5)):
        in_days(title, days)
    page = html(client, "?q=week")
    assert listed(page) == ["Events that match", "Week far ahead", "Week ahead", "Past week"]
    assert re.findall(r'<span class="tag.*?">(.*?)</span>', page) == ["Upcoming", "Upcoming", "Past"]
    assert listed(html(client, "?q=week&phase=upcoming")) == ["Events that match", "Week ahead", "Week far ahead"]


def test_list_says_how_many_there_are_and_how_many_match(client: Client) -> None:
    published_event("Week")
    for title in ("One", "Another"):
        published_event(title, host_city=rows.rijeka())
    assert "\n<p>3 events.</p>\n" in html(client)
    assert "\n<p>1 of 3 events matches.</p>\n" in html(client, "?q=week")
    assert "\n<p>2 of 3 events match.</p>\n" in html(client, "?updated_since=2017-01-01&year=2017&country=HR")


def test_fields_offer_what_there_is_with_its_count(client: Client) -> None:
    event = rows.event(title="Water", kind=EventKind.COURSE, starts=date(2017, 12, 30), ends=date(2018, 1, 2))
    event.themes.add(Theme.objects.create(programme=event.programme, name="Water", slug="water"))
    for home in (rows.belgrade(), rows.rijeka()):
        ParticipatingCity.objects.create(event=event, city=home, seats=1)
    rows.publish(event)
    published_event("Week")
    published_event("Behind closed doors", host_city=rows.rijeka(), starts=date(2016, 1, 1), access=Access.PARTICIPANTS)
    page = html(client, "?year=2018")
    options = re.findall(r'<option value="(.*?)"( selected)?>(.*?)</option>', page)
    assert [(value, label, bool(selected)) for value, selected, label in options] == [
        ("", "All countries", True),
        ("HR", "Croatia (1)", False),
        ("KR", "Republic of Korea (2)", False),
        ("RS", "Serbia (1)", False),
        ("Belgrade", "1 event", False),
        ("Rijeka", "1 event", False),
        ("Seoul", "2 events", False),
        ("", "All themes", True),
        ("water", "Water (1)", False),
        ("", "All kinds", True),
        ("study_tour", "Study tour (1)", False),
        ("course", "Course (1)", False),
        ("", "All years", False),
        ("2018", "2018 (1)", True),
        ("2017", "2017 (2)", False),
        ("", "Any time", True),
        ("upcoming", "Upcoming", False),
        ("running", "Under way", False),
        ("past", "Past", False),
    ]


def test_filters_in_use_are_told_and_each_can_be_done_without(client: Client) -> None:
    published_event("Week")
    page = html(client, "?city=&country=kr&year=2017&q=week&unknown=1")
    assert re.findall(r'<li>([\w ]+): <b>(.*?)</b> <a href="(.*?)">', page) == [
        ("Search words", "week", "/events/?country=KR&amp;year=2017"),
        ("Country", "Republic of Korea", "/events/?q=week&amp;year=2017"),
        ("Year", "2017", "/events/?q=week&amp;country=KR"),
    ]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/events/?q=week&amp;country=KR&amp;year=2017">' in page
    assert "<title>Events: week, Republic of Korea, 2017 - Sojourn</title>" in page
    assertInHTML('<input type="search" name="q" value="week" maxlength="200" id="id_q">', page)


def test_same_filters_have_one_address_in_whatever_order_they_are_asked_for(client: Client) -> None:
    published_event("Week")
    assert html(client, "?year=2017&q=week") == html(client, "?q=+week&city=&year=2017&page=1")


@pytest.mark.parametrize(
    ("query", "told_of"),
    [
        ("?city=atlantis", ["City “atlantis”: No event has this value."]),
        ("?country=zz&year=2016", ["Country “ZZ”: No event has this value.", "Year “2016”: No event has this value."]),
        ("?kind=course", ["Kind “Course”: No event has this value."]),
        ("?kind=party", ["Kind “party”: Select a valid choice. party is not one of the available choices."]),
        ("?year=soon&country=KR", ["Year “soon”: Enter a whole number."]),
        ("?year=1&year=x", ["Year “x”: Enter a whole number."]),
        ("?phase=%00", ["When “\0”: Select a valid choice. \0 is not one of the available choices."]),
        ("?q=atlantis", []),
        ("?q=%ED%A0%80", []),
        ("?q=<b>", []),
    ],
)
def test_filter_without_a_match_is_named_with_a_way_to_do_without(
    client: Client, query: str, told_of: list[str]
) -> None:
    published_event("Week")
    page = html(client, query)
    assert "<p>No event matches.</p>" in page
    assert re.findall(r"<p>(\w+ “.*?”: .*?) <a ", page) == [escape(sentence) for sentence in told_of]
    assert ('<a href="/events/">See all events</a>' in page, "events.ics?" in page) == (True, False)


@pytest.mark.parametrize("query", ["?q=" + "x" * 10_000, "?q=a%00b", "?updated_since=0001-01-01T00:00:00%2B23:00"])
def test_what_cannot_be_finds_nothing(client: Client, query: str) -> None:
    published_event("Week")
    assert listed(html(client, query)) == []


def test_pages_have_twenty_events_and_keep_the_filters(client: Client) -> None:
    def week(number: int) -> dict[str, Any]:
        return {"title": f"Week {number:02}", "starts": date(2017, 1, 1) + timedelta(days=number)}

    week_44 = published_event("Week 44", starts=date(2017, 2, 14), ends=date(2017, 12, 31))
    published_copies(week_44, 44, week)
    first, second, third = (html(client, f"?q=week&page={number}") for number in (1, 2, 3))
    titles = [title for page in (first, second, third) for title in listed(page)[1:]]
    assert titles == [f"Week {number:02}" for number in range(44, -1, -1)]
    assert [len(listed(page)) for page in (first, second, third)] == [21, 21, 6]
    links = [re.findall(r'<a rel="(\w+)" href="(.*?)"', page) for page in (first, second, third)]
    assert links == [
        [("next", "?q=week&amp;page=2")],
        [("prev", "?q=week&amp;page=1"), ("next", "?q=week&amp;page=3")],
        [("prev", "?q=week&amp;page=2")],
    ]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/events/?q=week&amp;page=2">' in second
    assert "<title>Events: week, page 2 - Sojourn</title>" in second


def test_phases_go_on_over_the_pages(client: Client) -> None:
    today = timezone.now().date()

    def ahead(number: int) -> dict[str, Any]:
        day = today + timedelta(days=number + 1)
        return {"title": f"Ahead {number:02}", "starts": day, "ends": day}

    published_copies(in_days("Past", -1), 25, ahead)
    assert listed(html(client, "?page=2"))[-3:] == ["Ahead 24", "Past events", "Past"]
    assert [heading for heading in listed(html(client)) if heading.endswith("events")] == ["Upcoming events"]


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 2), ("-1", 2), ("3", 2), ("9" * 30, 2), ("x", 1), ("", 1), ("%00", 1), ("9" * 5000, 1)]
)
def test_page_number_too_high_gives_the_last_page_and_no_number_the_first(
    client: Client, page: str, shown: int
) -> None:
    published_copies(published_event("Week"), 20)
    assert f"<li>Page {shown} of 2</li>" in html(client, f"?page={page}")


def test_designation_of_a_country_is_explained(client: Client) -> None:
    kosovo = rows.country("XK", "Kosovo")
    event = rows.event(host_city=rows.city("Prishtina", country=kosovo, zone="Europe/Belgrade"))
    TargetCountry.objects.create(programme=event.programme, country=kosovo, footnote="Without prejudice to status.")
    rows.publish(event)
    page = html(client)
    assert '<option value="XK">Kosovo* (1)</option>' in page
    assert page.count('<p class="footnote">* Without prejudice to status.</p>') == 1


def test_site_without_events_says_what_belongs_here(client: Client) -> None:
    page = html(client, "?q=week")
    assertInHTML('<p class="note info">Published events will be listed here. There are none yet.</p>', page)
    assert "filter-bar" not in page


def test_event_for_participants_is_in_no_count_choice_or_match_of_others(client: Client) -> None:
    published_event("Open")
    event = rows.event(title="Closed", host_city=rows.rijeka(), access=Access.PARTICIPANTS, kind=EventKind.COURSE)
    rows.item(event, title="Secret", level=Level.DELEGATES)
    rows.publish(event)
    for query in ("?country=HR", "?city=rijeka", "?kind=course", "?q=closed", "?q=secret"):
        assert "No event matches." in html(client, query), query
        assert b"BEGIN:VEVENT" not in client.get(f"/events.ics{query}").content, query
    assert ("Croatia" in html(client), "1 event." in html(client)) == (False, True)
    client.force_login(rows.coordinator())
    assert listed(html(client, "?q=closed")) == ["Events that match", "Closed"]
    assert b"BEGIN:VEVENT" not in client.get("/events.ics?q=closed").content


QUERIES = ["", "?country=KR&q=week", "?phase=past&city=town-{city}", "?year=2010&page=2", "?q=nothing", "?page=99"]


def test_list_costs_the_same_few_queries_and_rows_for_three_events_and_for_two_hundred(client: Client) -> None:
    costs = []
    for more in (3, 200):
        city = max(event.host_city_slug for event in many_events(more)).removeprefix(
            "town-"
        )  # of two hundred not offered
        for query in QUERIES:
            with asked() as seen:
                client.get("/events/" + query.format(city=city))
            costs.append((seen.queries, seen.rows()))
    # One for the choices, the zones of events about today, whether a word is common and whether
    # all words are found (where not, whether the word is known, and what is near), the count, the keys of the
    # page, its rows.
    assert costs[:6] == [(4, 7), (6, 9), (5, 4), (4, 8), (6, 2), (4, 7)]
    assert costs[6:] == [(4, 41), (6, 43), (6, 5), (4, 42), (6, 2), (4, 7)]


def test_fifty_cities_and_themes_at_most_are_offered_and_every_other_is_found_by_its_name(client: Client) -> None:
    many_events(51)
    *_others, last = many_events(9)
    page = html(client)
    assert (len(re.findall(r"<option.*?>Town", page)), page.count('<option value="theme-')) == (0, 50)
    assert page.count('<option value="Town') == 50
    name, theme = last.host_city_name, PublishedTheme.objects.get(event=last)
    assert f'<option value="{name}">' not in page
    page = html(client, f"?city={name}")
    assert listed(page) == ["Events that match", last.title]
    assert f'<link rel="canonical" href="http://127.0.0.1:8000/events/?city={last.host_city_slug}">' in page
    assertInHTML(
        f'<input type="text" name="city" value="{name}" list="cities" maxlength="90" autocomplete="off" id="id_city">',
        page,
    )
    assert f'<option value="{theme.slug}" selected>{theme.name}</option>' in html(client, f"?theme={theme.slug}")


def test_name_that_no_city_has_leads_to_cities_whose_names_begin_so(client: Client) -> None:
    published_event("Days", host_city=rows.city("Novi Sad", slug="novi-sad", country=rows.country("RS", "Serbia")))
    for typed in ("novi", "Нови", "sad"):
        page = html(client, f"?city={typed}&year=2017")
        assert '<li><a href="/events/?year=2017&amp;city=novi-sad">Novi Sad</a> (Serbia)</li>' in page
    assert listed(html(client, "?city=Нови Сад")) == ["Events that match", "Days"]
    assert "Cities with a name like this" not in html(client, "?city=atlantis")


def test_two_cities_of_one_name_are_typed_apart(client: Client) -> None:
    for slug, code in (("newcastle", "GB"), ("newcastle-2", "AU")):
        city = City.objects.create(name="Newcastle", slug=slug, country=rows.country(code, code), zone="UTC")
        published_event(slug, host_city=city)
    page = html(client, "?city=newcastle-2")
    assert re.findall(r'<option value="(newcastle.*?)">', page, re.IGNORECASE) == ["Newcastle", "newcastle-2"]
    assert listed(page) == ["Events that match", "newcastle-2"]
    assert 'name="city" value="newcastle-2"' in page


def test_field_without_anything_to_choose_is_left_out(client: Client) -> None:
    published_event("Week")
    fields = re.findall(r'<label for="id_(\w+)">', html(client))
    assert fields == ["q", "country", "city", "kind", "year", "phase"]


def test_list_with_more_events_than_a_calendar_holds_says_so(client: Client) -> None:
    sentence = "The calendar holds 60 of these events: those under way, the next ones and the latest past ones."
    many_events(60)
    assert sentence not in html(client)
    many_events(1)
    assert sentence in html(client)
    assert sentence not in html(client, "?theme=theme-1")


@pytest.mark.parametrize("query", ["", "?q=week"])
def test_calendar_holds_at_most_sixty_events_the_next_ones_first_and_says_so(client: Client, query: str) -> None:
    today = timezone.now().date()
    ahead = many_events(40, first=today + timedelta(days=1))
    past = many_events(30, first=today - timedelta(days=30))
    text = client.get(f"/events.ics{query}").content.decode().replace("\r\n ", "")
    held = re.findall("\r\nSUMMARY:(.*?)\r", text)
    assert held == [event.title for event in (*reversed(ahead), *reversed(past[10:]))]
    sentence = (
        "This calendar holds 60 events: those under way\\, the next ones and the latest past ones. "
        f"All: http://127.0.0.1:8000/events/{query}"
    )
    assert sentence in text


def test_calendar_of_more_events_than_it_holds_changes_with_the_day_and_says_when(client: Client) -> None:
    with time_machine.travel("2026-03-01T10:00Z", tick=False):
        many_events(60)
    with time_machine.travel("2026-03-02T10:00Z", tick=False):
        assert client.get("/events.ics")["Last-Modified"] == "Sun, 01 Mar 2026 10:00:01 GMT"
        many_events(1)
    with time_machine.travel("2026-03-03T10:00Z", tick=False):
        is_more = client.get("/events.ics")
        assert is_more["Last-Modified"] == "Tue, 03 Mar 2026 00:00:00 GMT"
    with time_machine.travel("2026-03-03T23:00Z", tick=False), asked() as seen:
        assert client.get("/events.ics", headers={"If-None-Match": is_more["ETag"]}).status_code == 304
    assert (seen.queries, seen.rows()) == (1, 1)


def test_filtered_calendar_costs_the_same_queries_and_at_most_sixty_events(client: Client) -> None:
    costs = []
    for more in (3, 150):
        many_events(more)
        with asked() as seen:
            client.get("/events.ics?q=week")
        costs.append((seen.queries, seen.rows()))
    # Whether the word is common and whether it is found, the zones about today, the keys to come, one past key more than is shown, and the events.
    assert costs == [(6, 7), (6, 122)]


def test_calendar_has_the_events_that_match_and_says_which(client: Client) -> None:
    published_event("Seoul week")
    published_event("Rijeka days", host_city=rows.rijeka())
    answer = client.get("/events.ics?country=hr&q=&unknown=1")
    text = answer.content.decode()
    assert re.findall("SUMMARY:(.*?)\r", text) == ["Rijeka days"]
    assert "NAME:Events of Sojourn: Croatia\r\n" in text
    assert "SOURCE;VALUE=URI:http://127.0.0.1:8000/events.ics?country=HR\r\n" in text
    assert "URL:http://127.0.0.1:8000/events/?country=HR\r\n" in text
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="events - Croatia.ics"'


def test_calendars_of_other_filters_are_other_calendars(client: Client) -> None:
    published_event("Week")
    sources = [
        re.findall("\r\nSOURCE;VALUE=URI:(.*?)\r", client.get(f"/events.ics{q}").content.decode())
        for q in ("", "?q=week", "?q=w")
    ]
    base = "http://127.0.0.1:8000/events.ics"
    assert sources == [[base], [f"{base}?q=week"], [f"{base}?q=w"]]


def test_filtered_calendar_is_tagged_by_its_bytes_and_not_kept(client: Client, settings: Any) -> None:
    published_event("Week")
    first = client.get("/events.ics?q=week")
    assert (first["Cache-Control"], first["Vary"], first.cookies) == ("public, no-cache", "Accept-Encoding", {})
    again = client.get("/events.ics?q=week", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    published_event("Another week")
    assert client.get("/events.ics?q=week", headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert not list(settings.KEPT_DIR.rglob("*.ics"))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("year=soon", "Year “soon”: Enter a whole number."),
        ("kind=party", "Kind “party”: Select a valid choice. party is not one of the available choices."),
        ("city=rijeka&q=a%00b", "Search words “a\0b”: Null characters are not allowed."),
    ],
)
def test_calendar_of_what_cannot_be_is_refused_with_a_sentence(client: Client, query: str, message: str) -> None:
    published_event("Week")
    answer = client.get(f"/events.ics?{query}")
    assert (answer.status_code, answer.context["message"]) == (400, message)


def test_list_leads_to_its_own_calendar(client: Client) -> None:
    published_event("Week")
    page = html(client, "?q=week&year=2017")
    file = '<a href="/events.ics?q=week&amp;year=2017" download>Calendar of these events (.ics)</a>'
    assert f"{file} <small>A file: later changes will not reach it.</small>" in page
    assert 'href="webcal://127.0.0.1:8000/events.ics?q=week&amp;year=2017"' in page
    assert 'href="webcal://127.0.0.1:8000/events.ics"' in html(client)


def test_footer_leads_to_the_calendar_that_updates_itself(client: Client) -> None:
    published_event("Week")
    assert ('<a href="/events/#calendar">' in html(client), 'id="calendar"' in html(client)) == (True, True)


def test_calendar_of_the_unfiltered_list_is_kept_under_one_key(client: Client, settings: Any) -> None:
    published_event("Week")
    for query in ("", "?q=", "?unknown=1", "?page=2"):
        assert client.get(f"/events.ics{query}")["Last-Modified"]
    assert len(list(settings.KEPT_DIR.rglob("*.ics"))) == 1


@pytest.mark.parametrize(
    "path", ["/events/", "/events/?q=week", "/events.ics", "/events.ics?q=week", "/search/?q=week"]
)
@pytest.mark.parametrize("change", ["closes", "leaves"])
def test_event_that_closes_or_leaves_after_its_key_was_read_is_left_out(client: Client, path: str, change: str) -> None:
    published_event("Open week")
    going = PublishedEvent.objects.filter(event=published_event("Going week"))
    changes = [partial(going.update, access=Access.PARTICIPANTS) if change == "closes" else going.delete]

    def change_first(execute: Any, sql: str, *arguments: Any) -> Any:
        if re.search(r'"event_id" IN \(%s', sql) and changes:
            changes.pop()()
        return execute(sql, *arguments)

    with connection.execute_wrapper(change_first):
        text = re.sub("</?mark>", "", client.get(path).content.decode())
    assert ("Open week" in text, "Going week" in text, changes) == (True, False, [])


def test_value_that_only_a_closed_event_has_stays_chosen_for_those_who_may_see_it(client: Client) -> None:
    published_event("Open")
    closed = {"kind": EventKind.WORKSHOP, "starts": date(2016, 5, 1), "ends": date(2016, 5, 1)}
    published_event("Closed", host_city=rows.rijeka(), access=Access.PARTICIPANTS, **closed)
    chosen = {"kind": ("workshop", "Workshop"), "year": ("2016", "2016"), "country": ("HR", "Croatia")}
    client.force_login(rows.coordinator())
    for name, (value, label) in chosen.items():
        page = html(client, f"?{name}={value}")
        assert listed(page) == ["Events that match", "Closed"]
        assert f'<option value="{value}" selected>{label}</option>' in page
    client.logout()
    assert "Croatia" not in html(client, "?country=HR")


@pytest.mark.parametrize("slug", ["NewYork", "new_york"])
def test_city_is_found_by_whatever_slug_it_has(client: Client, slug: str) -> None:
    published_event("Days", host_city=rows.city("New York", slug=slug))
    published_event("Week")
    assert listed(html(client, f"?city={slug}")) == ["Events that match", "Days"]
    assert re.findall("SUMMARY:(.*?)\r", client.get(f"/events.ics?city={slug}").content.decode()) == ["Days"]
    assert listed(html(client, "?city=Seoul")) == ["Events that match", "Week"]
