"""What a small correction may change, and where it is told."""

from datetime import date, time
from typing import Any

import pytest

from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.changes.comparing import compare, told_changes
from tours.agenda.changes.history import history
from tours.agenda.changes.item_story import item_page
from tours.agenda.changes.small_corrections import too_big
from tours.agenda.facts import Link
from tours.agenda.values import PUBLIC, STAFF, Agenda, Item
from tours.calendar import programme_calendar
from tours.vocabulary import Access, EventState, Level, Status


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"start": time(10, 30)}, "Items that start at another time: “Opening of the week”."),
        ({"end": time(11, 30)}, "Items that end at another time: “Opening of the week”."),
        ({"end_zone": "Asia/Tokyo"}, "Items that end at another time: “Opening of the week”."),
        ({"room": "Hall 2"}, "Items at another place: “Opening of the week”."),
        ({"place": values.KINTEX}, "Items at another place: “Opening of the week”."),
        ({"status": Status.TENTATIVE}, "Items with another status: “Opening of the week”."),
        ({"level": Level.STAFF}, "Items for other readers: “Opening of the week”."),
        ({"groups": ("A",)}, "Items for other readers: “Opening of the week”."),
    ],
)
def test_item_that_is_elsewhere_or_otherwise_is_too_big(facts: dict[str, Any], said: str) -> None:
    assert too_big(values.published(values.item()), values.composed(values.item(**facts))) == [said]


def test_texts_of_an_item_and_of_the_event_are_small() -> None:
    corrected = values.item(
        title="Opening of the weak", summary="Said so.", links=(Link(label="a", url="b"),), track="A"
    )
    assert too_big(values.published(values.item()), values.composed(corrected, title="Weak", purposes=())) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"starts": date(2017, 9, 3)}, "The event has other dates."),
        ({"state": EventState.POSTPONED}, "The event has another state."),
        ({"host_city": values.RIJEKA}, "The event has another host city."),
        ({"access": Access.PARTICIPANTS}, "The event is for other readers."),
        ({"zone": "Asia/Tokyo"}, "The event has another time zone."),
    ],
)
def test_event_that_is_elsewhere_or_otherwise_is_too_big(facts: dict[str, Any], said: str) -> None:
    assert too_big(values.published(values.item()), values.composed(values.item(), **facts)) == [said]


def test_items_that_come_and_go_are_too_big_and_a_sentence_names_five() -> None:
    new = [values.item(f"new-{number}", title=f"Visit {number}") for number in range(7)]
    assert too_big(values.published(values.item()), values.composed(*new)) == [
        "New items: “Visit 0”, “Visit 1”, “Visit 2”, “Visit 3”, “Visit 4” and 2 more.",
        "Removed items: “Opening of the week”.",
    ]


def edition(number: int, previous: Agenda | None, item: Item, *, small: tuple[int, ...] = (), **facts: Any) -> Agenda:
    return succeed(previous, values.composed(item, **facts), number=number, at=values.PUBLISHED_AT, small=small)


@pytest.fixture
def agendas() -> list[Agenda]:
    """The room changes in version 2; versions 3 and 4 are small corrections of titles."""
    first = edition(1, None, values.item())
    second = edition(2, first, values.item(room="Hall 2"))
    third = edition(3, second, values.item(room="Hall 2", title="Opening"), small=(3,))
    return [
        first,
        second,
        third,
        edition(4, third, values.item(room="Hall 2", title="Opening"), small=(3, 4), title="W"),
    ]


def test_small_correction_is_compared_and_not_told(agendas: list[Agenda]) -> None:
    first, second, third, fourth = (for_audience(agenda, PUBLIC) for agenda in agendas)
    assert [bool(compare(second, later)) for later in (third, fourth)] == [True, True]
    assert [bool(told_changes(second, later)) for later in (third, fourth)] == [False, False]
    told = told_changes(first, fourth)
    assert [(detail.label, detail.after) for detail in told.items[0].details] == [
        ("Title", "Opening"),
        ("Place", "Hall 2"),
    ]
    assert [detail.label for detail in told.facts] == ["Title"]
    assert [item.sequence for item in fourth.items] == [2]


def test_history_names_a_small_correction_and_tells_its_changes_to_staff_alone(agendas: list[Agenda]) -> None:
    newest_first = agendas[::-1]
    for audience, told in ((PUBLIC, [False, False, True, False]), (STAFF, [True, True, True, False])):
        entries = history(newest_first, audience, most=4)
        assert [bool(entry.changes) for entry in entries] == told
        assert [entry.is_small for entry in entries] == [True, True, False, False]


def test_page_and_calendar_of_an_item_name_the_last_version_that_was_told(agendas: list[Agenda]) -> None:
    page = item_page(agendas[-1], "item-1")
    assert (page.item.told.number, page.item.changed.number) == (2, 3)
    corrected = edition(2, agendas[0], values.item(title="Opening"), small=(2,))
    assert item_page(corrected, "item-1").details == ()
    told, untold = (
        programme_calendar(
            for_audience(agenda, PUBLIC), base_url="https://example.org", office="a@example.org"
        ).decode()
        for agenda in (agendas[-1], corrected)
    )
    assert ["version 2" in told.replace("\r\n ", ""), "version 3" in told, "hanged in" in untold] == [
        True,
        False,
        False,
    ]
