"""Ways on foot between the places of a day."""

from datetime import date, time
from typing import Any

import pytest
from django.template.loader import render_to_string

from tests.factories import values
from tours.agenda.facts import Place, Point
from tours.agenda.values import Audience
from tours.agenda.view import AgendaView
from tours.maps.ways import LONGEST, Walks, minutes_on_foot, walks
from tours.vocabulary import ItemKind, Level, Status

HALL = Place(name="Hall", point=Point(latitude=45.3258, longitude=14.4386))
QUAY = Place(name="Quay", point=Point(latitude=45.3258, longitude=14.4450))  # 500 m to the east
HILL = Place(name="Hill", point=Point(latitude=45.3348, longitude=14.4386))  # 1 km to the north
AWAY = Place(name="Away", point=Point(latitude=45.4258, longitude=14.4386))
UNKNOWN = Place(name="Unknown", address="Korzo 16")


def day(*lines: dict[str, Any]) -> AgendaView:
    """The lines in the order of time, an hour each."""
    items = [
        values.item(f"item-{hour}", **{"start": time(hour), "end": time(hour + 1)} | facts)
        for hour, facts in enumerate(lines, start=9)
    ]
    return values.view(*items, audience=Audience(level=Level.STAFF))


def told(view: AgendaView, uid: str) -> tuple[str | None, str | None]:
    item = next(item for item in view.items if item.uid == uid)
    found = walks(view, item)
    before, after = (walk and f"{walk.place.name} {walk.minutes}" for walk in found)
    return before, after


def test_item_tells_the_ways_from_the_place_before_and_to_the_place_after() -> None:
    view = day({"place": QUAY}, {"place": HALL}, {"place": HILL})
    assert [told(view, f"item-{hour}") for hour in (9, 10, 11)] == [
        (None, "Hall 9"),
        ("Quay 9", "Hill 17"),
        ("Hall 17", None),
    ]


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ([{"place": QUAY}, {"kind": ItemKind.BREAK}], "Quay 9"),  # a break is where people are
        ([{"place": QUAY}, {"kind": ItemKind.TRANSFER}], None),
        ([{"place": QUAY}, {"place": UNKNOWN}], None),
        ([{"place": QUAY}, {"place": HALL}], None),
        ([{"place": QUAY}, {"place": HILL, "status": Status.CANCELLED}], "Quay 9"),
        ([{"place": QUAY}, {"place": HILL, "track": "Other"}], "Quay 9"),
        ([{"place": QUAY}, {"place": HILL, "groups": ("B",), "level": Level.DELEGATES}], "Quay 9"),
        ([{"place": QUAY}, {"place": HILL, "start": None, "end": None}], "Quay 9"),
        ([{"place": QUAY}, {"place": HILL, "end": time(12)}], "Quay 9"),  # it goes on meanwhile
        ([{"place": QUAY, "start": time(10), "end": None}], None),  # it begins at the same time
        ([{"place": QUAY, "day": date(2017, 9, 3)}], None),
        ([{"place": AWAY}], None),
    ],
)
def test_way_is_told_only_where_it_is_known_and_walked(beside: list[dict[str, Any]], expected: str | None) -> None:
    last = {"place": HALL, "track": "Own", "groups": ("A",), "level": Level.DELEGATES}
    view = day(*beside, last)
    assert told(view, f"item-{9 + len(beside)}") == (expected, None)


@pytest.mark.parametrize(
    "facts", [{"kind": ItemKind.TRANSFER}, {"status": Status.CANCELLED}, {"start": None, "end": None}]
)
def test_no_way_is_told_of_what_nobody_walks_to(facts: dict[str, Any]) -> None:
    view = day({"place": QUAY}, {"place": HALL} | facts)
    assert walks(view, next(item for item in view.items if item.uid == "item-10")) == Walks()


def test_minutes_are_rounded_up_and_none_where_nobody_walks() -> None:
    assert [minutes_on_foot(HALL, other) for other in (QUAY, HILL, AWAY, UNKNOWN, None)] == [9, 17, None, None, None]
    near = Place(name="Near", point=Point(latitude=45.3259, longitude=14.4386))
    assert (minutes_on_foot(HALL, near), LONGEST) == (1, 30)


def test_page_says_how_the_minutes_are_reckoned_and_loads_nothing() -> None:
    view = day({"place": QUAY}, {"place": HALL})
    item = next(item for item in view.items if item.uid == "item-10")
    html = render_to_string("components/_way_there.html", {"view": view, "item": item, "place": HALL})
    assert "<p>From the place before, <bdi>Quay</bdi>: about 9 minutes on foot.</p>" in html
    assert "Estimated, not measured: 1.3 times the straight line, at 4.8 km an hour." in html
    assert "src=" not in html
