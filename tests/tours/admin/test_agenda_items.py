"""Adding and changing agenda items."""

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows
from tests.tours.admin.pages import cells_of, errors_in, shown, undrawn
from tours.models import AgendaItem, Document, Event, Group, ItemPart, Track
from tours.vocabulary import Level, Status

pytestmark = pytest.mark.django_db
ADD = "/admin/tours/agendaitem/add/"
LIST = "/admin/tours/agendaitem/"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
ENDS_TOO_EARLY = "An item cannot end before it begins. If it ends after midnight, say on which day."
FOR_WHOM = "Choose “Delegates” or “Staff” for a guide, driver or interpreter, and “Everyone” for any other part."
NOT_A_CHOICE = "Select a valid choice. That choice is not one of the available choices."


def change(item: AgendaItem) -> str:
    return reverse("admin:tours_agendaitem_change", args=[item.pk])


def new_item(browser: Client, its: Event, **facts: Any) -> dict[str, Any]:
    page = shown(browser, f"{ADD}?event={its.pk}")
    return page | {"title": "Opening", "day": "2017-09-04", "start": "10:00", "end": "11:00", **facts}


def belongings(event: Event) -> dict[str, Any]:
    return {
        "track": Track.objects.create(event=event, name="Track A"),
        "groups": Group.objects.create(event=event, name="Bus 1"),
        "documents": Document.objects.create(
            event=event, title="Note", file="note.pdf", digest="0" * 64, file_name="note.pdf", media_type="", size=1
        ),
    }


def offered(browser: Client, address: str) -> dict[str, list[Any]]:
    with undrawn():
        fields = browser.get(address).context["adminform"].form.fields
    return {name: list(fields[name].queryset) for name in ("track", "groups", "documents")}


def test_item_is_added_from_its_event(desk: Client) -> None:
    event = rows.event()
    person = rows.person()
    facts = {
        "parts-0-role": "speaker",
        "parts-0-person": person.pk,
        "links-0-label": "Hall",
        "links-0-url": "kintex.com",
        "capacity": "20",
    }
    assert desk.post(ADD, new_item(desk, event, **facts)).status_code == 302
    item = event.items.get()
    part, link = item.parts.get(), item.links.get()
    assert (item.title, item.capacity, part.person, link.url) == ("Opening", 20, person, "https://kintex.com")
    assert (part.level, link.level) == (Level.PUBLIC, Level.PUBLIC)


def test_duty_is_for_staff_unless_delegates_are_chosen(desk: Client) -> None:
    event, person = rows.event(), rows.person()
    guide = {"parts-0-role": "guide", "parts-0-person": person.pk}
    desk.post(ADD, new_item(desk, event, **guide))
    desk.post(ADD, new_item(desk, event, **guide, **{"parts-0-level": "delegates"}))
    assert [part.level for part in ItemPart.objects.order_by("pk")] == [Level.STAFF, Level.DELEGATES]
    item = event.items.latest("pk")
    page = shown(desk, change(item))
    assert page["parts-0-level"] == "delegates"
    desk.post(change(item), page | {"parts-0-level": ""})
    assert item.parts.get().level == Level.STAFF


def test_every_field_of_a_row_has_a_name_for_screen_readers(desk: Client) -> None:
    item = rows.item(rows.event())
    ItemPart.objects.create(item=item, role="guide", confirmed=False, level="staff")
    page = desk.get(change(item)).content.decode()
    fields = re.findall(r'<(?:select|input type="(?!hidden)\w+") name="parts-0-(\w+)"([^>]*)>', page)
    named = {name: re.findall('aria-label="(.*?)"', rest) for name, rest in fields}
    assert named == {
        "role": ["Role"],
        "person": ["Person"],
        "confirmed": ["Confirmed"],
        "level": ["For whom"],
        "position": ["Position"],
        "DELETE": ["Delete?"],
    }


def test_page_offers_what_the_items_own_event_has(desk: Client) -> None:
    event, other = rows.event(), rows.event()
    own = {name: [row] for name, row in belongings(event).items()}
    belongings(other)
    nothing: dict[str, list[Any]] = {"track": [], "groups": [], "documents": []}
    assert offered(desk, change(rows.item(event))) == own
    assert offered(desk, f"{ADD}?event={event.pk}") == own
    for unknown in ("", "?event=abc", "?event=" + "9" * 40):
        assert offered(desk, ADD + unknown) == nothing


def test_what_another_event_has_is_refused(desk: Client) -> None:
    refusals = {
        "track": ["Choose a track of the item's own event."],
        "groups": ["Choose groups of the item's own event."],
        "documents": ["Choose documents of the item's own event."],
    }
    event, foreign = rows.event(), {name: row.pk for name, row in belongings(rows.event()).items()}
    added = new_item(desk, event)
    assert {name: errors_in(desk, ADD, added | {name: foreign[name]}) for name in refusals} == refusals
    its = change(rows.item(event))
    changed = shown(desk, its)
    assert {name: errors_in(desk, its, changed | {name: foreign[name]}) for name in refusals} == refusals


def test_what_the_event_has_is_taken(desk: Client) -> None:
    event = rows.event()
    own = belongings(event)
    desk.post(ADD, new_item(desk, event, **{name: row.pk for name, row in own.items()}))
    item = event.items.get()
    assert (item.track, item.groups.get(), item.documents.get()) == tuple(own.values())


def test_flight_that_lands_a_day_earlier_is_added(desk: Client) -> None:
    event = rows.event()
    landing = {"start": "00:30", "end": "12:30", "ends_on": "2017-09-03", "end_zone": "Pacific/Honolulu"}
    assert desk.post(ADD, new_item(desk, event, **landing)).status_code == 302
    flight = event.items.get()
    assert (flight.ends_on, flight.end_zone) == (date(2017, 9, 3), "Pacific/Honolulu")


def test_item_stays_with_its_event(desk: Client) -> None:
    item, other = rows.item(rows.event()), rows.event()
    assert desk.post(change(item), shown(desk, change(item)) | {"event": other.pk, "title": "Moved"}).status_code == 302
    saved = AgendaItem.objects.get()
    assert (saved.event, saved.title) == (item.event, "Moved")


BAD: list[tuple[dict[str, str], list[str]]] = [
    ({"title": "x" * 100_000}, ["Ensure this value has at most 200 characters (it has 100000)."]),
    ({"title": "a\0b"}, ["Null characters are not allowed."]),
    ({"end": "09:00"}, [ENDS_TOO_EARLY]),
    ({"start": ""}, ["An item that ends at a time must also begin at one."]),
    ({"ends_on": "2017-09-03"}, ["An item cannot end on a day before it begins."]),
    ({"end": "09:30", "end_zone": "Asia/Seoul"}, [ENDS_TOO_EARLY]),
    ({"end": "13:00", "end_zone": "Pacific/Auckland"}, [ENDS_TOO_EARLY]),
    ({"end": "23:00", "ends_on": "2017-09-02", "end_zone": "Pacific/Honolulu"}, [ENDS_TOO_EARLY]),
    (
        {"end_zone": "localtime"},
        ["“localtime” is not a known time zone. Choose one."],
    ),
    ({"kind": "event"}, ["Select a valid choice. event is not one of the available choices."]),
    ({"day": "9999-12-31"}, ["Write the year in four figures, between 1900 and 2199."]),
    ({"start": "99:99"}, ["Enter a valid time."]),
    ({"position": "-1"}, ["Ensure this value is greater than or equal to 0."]),
    ({"position": "many"}, ["Enter a whole number."]),
    ({"venue": "abc"}, [NOT_A_CHOICE]),
    ({"venue": "9" * 40}, [NOT_A_CHOICE]),
    ({"event": "abc"}, [NOT_A_CHOICE]),
    (
        {"language": "Korean"},
        [
            "“Korean” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR."
        ],
    ),
    ({"parts-0-role": "speaker"}, ["A part without a person cannot be confirmed."]),
    ({"parts-0-role": "guide", "parts-0-confirmed": "", "parts-0-level": "public"}, [FOR_WHOM]),
    ({"capacity": "10001"}, ["Write how many people the item takes, from 1 to 10000, or leave it empty."]),
    ({"links-0-label": "Map", "links-0-url": "javascript:alert(1)"}, ["Enter a valid URL."]),
]
"""What is typed, and what is told of it."""


def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(desk: Client) -> None:
    fields = new_item(desk, rows.event())
    assert [(facts, errors_in(desk, ADD, fields | facts)) for facts, _expected in BAD] == BAD
    assert not AgendaItem.objects.exists()


def test_the_same_part_twice_is_refused(desk: Client) -> None:
    item = rows.item(rows.event())
    part = rows.speaker(item)
    fields = shown(desk, change(item)) | {"parts-1-role": "speaker", "parts-1-person": part.person_id}
    assert (
        errors_in(desk, change(item), fields)[0]
        == "Please correct the duplicate data for person and role, which must be unique."
    )
    assert item.parts.count() == 1


def test_items_are_deleted_in_one_go(desk: Client) -> None:
    event = rows.full_event(items=3)
    keys = [item.pk for item in event.items.all()[:2]]
    desk.post(LIST, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    assert event.items.count() == 1


def test_list_shows_clock_times_of_the_place(desk: Client) -> None:
    rows.item(rows.event())
    assert '<td class="field-time">10:00–11:00</td>' in desk.get(LIST).content.decode()


def test_list_ends_with_items_without_a_day_and_one_is_added_on_the_events_first(desk: Client) -> None:
    event = rows.event()
    rows.item(event, title="Visit", day=None, start=None, end=None)
    rows.item(event, title="Opening")
    listed = [cells_of(desk.get(f"{LIST}{order}"), "on") for order in ("", "?o=2", "?o=-2")]
    assert listed == [["Mon 4 Sep 2017", "Without a day"]] * 2 + [["Without a day", "Mon 4 Sep 2017"]]
    event.items.filter(title="Opening").delete()
    assert shown(desk, f"{ADD}?event={event.pk}")["day"] == "04/09/2017"


def test_list_is_narrowed_by_event_and_day(desk: Client) -> None:
    event = rows.full_event(items=5)
    rows.full_event(items=5)
    shown_items = desk.get(f"{LIST}?event__id__exact={event.pk}&day__year=2017&day__month=9&day__day=5").context["cl"]
    assert [item.title for item in shown_items.result_list] == ["Item 1"]


def test_list_says_where_and_for_whom(desk: Client) -> None:
    event = rows.event()
    rows.item(event, room="Room 5", venue=rows.venue("Hall"))
    rows.item(event, start=None, end=None, status=Status.CANCELLED, level=Level.DELEGATES)
    page = desk.get(LIST)
    assert (cells_of(page, "where"), cells_of(page, "standing")) == (
        ["-", "Room 5, Hall"],
        ["Cancelled, Delegates", "Confirmed"],
    )


@pytest.mark.parametrize("count", [3, 300])
def test_list_costs_the_same_for_any_number_of_items(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(3):
        event = rows.event()
        rows.item(event, venue=rows.venue(f"Hall {number}"))
    AgendaItem.objects.bulk_create(
        AgendaItem(event=event, title="Session", day=event.starts) for _each in range(count - 3)
    )
    with django_assert_num_queries(8):
        response = desk.get(LIST)
    assert len(response.context["cl"].result_list) == min(count, 25)
    with django_assert_num_queries(9):
        desk.get(f"{LIST}?event__id__exact={event.pk}")


def test_sidebar_offers_the_latest_events_that_have_items(desk: Client) -> None:
    for year in range(1990, 2015):
        rows.item(rows.event(starts=date(year, 1, 1), ends=date(year, 1, 2), title=f"Week {year}"))
    rows.event(title="Without items")
    (by_event,) = [each for each in desk.get(LIST).context["cl"].filter_specs if each.title == "event"]
    assert [title for _key, title in by_event.lookup_choices] == [f"Week {year}" for year in range(2014, 1994, -1)]


@pytest.mark.parametrize("query", ["", "?_changelist_filters="])
def test_saving_leads_to_the_items_of_the_same_event(desk: Client, query: str) -> None:
    event = rows.event()
    its_items = f"{LIST}?event__id__exact={event.pk}"
    assert desk.post(ADD + query, new_item(desk, event)).headers["Location"] == its_items
    item = event.items.get()
    assert desk.post(change(item) + query, shown(desk, change(item))).headers["Location"] == its_items


def test_saving_leads_back_to_the_list_that_one_came_from(desk: Client) -> None:
    event = rows.event()
    came_from = urlencode({"_changelist_filters": f"event__id__exact={event.pk}&kind__exact=session"})
    response = desk.post(f"{ADD}?{came_from}", new_item(desk, event))
    assert response.headers["Location"] == f"{LIST}?event__id__exact={event.pk}&kind__exact=session"


def test_item_added_from_the_items_of_an_event_is_one_of_them_on_the_day_of_the_last(desk: Client) -> None:
    event = rows.event()
    address = f"{ADD}?_changelist_filters=event__id__exact%3D{event.pk}"
    assert address in desk.get(f"/admin/tours/event/{event.pk}/change/").content.decode()

    def offered() -> tuple[Any, Any]:
        with undrawn():
            form = desk.get(address).context["adminform"].form
        return int(form["event"].value()), form["day"].value()

    assert offered() == (event.pk, event.starts)
    rows.item(event, day=event.ends)
    assert offered() == (event.pk, event.ends)
    fields = new_item(desk, event, _addanother="1")
    assert desk.post(address, fields).headers["Location"] == address


def test_day_is_taken_as_people_write_it_and_the_day_comes_first(desk: Client) -> None:
    days = {
        "17.12.2026": date(2026, 12, 17),
        "17/12/2026": date(2026, 12, 17),
        "2026-12-17": date(2026, 12, 17),
        "03/04/2026": date(2026, 4, 3),
        "3.4.2026": date(2026, 4, 3),
    }
    event = rows.event()
    fields = new_item(desk, event)
    for typed in days:
        desk.post(ADD, fields | {"day": typed, "title": typed})
    assert dict(event.items.values_list("title", "day")) == days


def test_day_that_is_none_is_refused_with_examples(desk: Client) -> None:
    fields = new_item(desk, rows.event())
    for typed in ("12/17/2026", "17/12/26", "17 December", "2026-13-01"):
        told = errors_in(desk, ADD, fields | {"day": typed})
        assert (typed, told) == (typed, ["Write a date as 17/12/2026, 17.12.2026 or 2026-12-17."])


def test_editing_an_item_is_noted_at_its_event(desk: Client) -> None:
    event = rows.event()
    Event.objects.update(updated_at=LONG_AGO)
    desk.post(ADD, new_item(desk, event))
    event.refresh_from_db()
    assert event.updated_at > LONG_AGO
