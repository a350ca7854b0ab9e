from datetime import time
from typing import Any

import pytest

from tests.api.programs import Program
from tests.counting import asked
from tests.factories import rows
from tours.models import Event, Track

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event()


@pytest.fixture
def items(event: Event) -> str:
    return f"events/{event.uid}/items/"


def batch(count: int, **facts: Any) -> list[dict[str, Any]]:
    minutes = [divmod(number % 600, 60) for number in range(count)]
    return [
        {
            "external_id": f"X-{number}",
            "title": f"Session {number}",
            "day": "2017-09-05",
            "start": f"{8 + hour:02}:{minute:02}",
            **facts,
        }
        for number, (hour, minute) in enumerate(minutes)
    ]


def test_rows_are_created_updated_or_left(program: Program, event: Event, items: str) -> None:
    other = rows.item(event, title="By hand")
    program.put(items, batch(3))
    sent = batch(4)
    sent[1]["title"] = "Renamed"
    answer = program.put(items, sent)
    uids = {item.external_id: str(item.uid) for item in event.items.all()}
    outcomes = ["unchanged", "updated", "unchanged", "created"]
    assert (answer.status_code, answer.data) == (
        200,
        {
            "created": 1,
            "updated": 1,
            "unchanged": 2,
            "rows": [
                {"external_id": f"X-{number}", "uid": uids[f"X-{number}"], "outcome": outcome}
                for number, outcome in enumerate(outcomes)
            ],
        },
    )
    other.refresh_from_db()
    assert (event.items.count(), other.title, event.items.get(external_id="X-1").title) == (5, "By hand", "Renamed")


def test_item_without_a_day_waits_and_is_listed_last(program: Program, event: Event, items: str) -> None:
    waiting = {"external_id": "W", "title": "Visit", "day": None}
    assert program.put(items, [waiting, *batch(1)]).status_code == 200
    listed = [
        [row["day"] for row in program.get(f"{items}{order}").data["results"]] for order in ("", "?ordering=-day")
    ]
    assert listed == [["2017-09-05", None]] * 2
    answer = program.put(items, [waiting | {"start": "09:00"}])
    [row] = answer.data["rows"]
    told = "An item without a day has no times. Choose its day, or take its times out."
    assert (answer.status_code, row["errors"]) == (400, {"row": [told]})
    program.put(
        items,
        [
            {"external_id": "W", "day": "2017-09-06", "start": "09:00"},
            {"external_id": "X-0", "start": None, "day": None},
        ],
    )
    assert [(item.external_id, item.start) for item in event.items.all()] == [("W", time(9)), ("X-0", None)]


def test_what_a_row_leaves_out_stays(program: Program, event: Event, items: str) -> None:
    item = rows.item(
        event, external_id="X", title="Old", room="Hall 1", track=Track.objects.create(event=event, name="A")
    )
    rows.speaker(item)
    answer = program.put(items, [{"external_id": "X", "title": "New"}])
    item.refresh_from_db()
    assert (answer.data["updated"], item.title, item.room, item.parts.count()) == (1, "New", "Hall 1", 1)
    assert item.track


def test_all_or_nothing_with_an_error_for_every_row(program: Program, event: Event, items: str) -> None:
    program.put(items, batch(1))
    before = Event.objects.get().updated_at
    sent = batch(6)
    sent[0]["title"] = "Renamed"
    sent[1]["venue"] = {"name": "Nowhere"}
    sent[2] |= {"start": "10:00", "end": "09:00"}
    sent[3] |= {"start": "14:00", "end": "10:00", "end_zone": "Asia/Seoul"}
    sent[4]["external_id"] = "X-3"
    sent[5] |= {"track": "New track", "links": [{"title": "x", "url": "ftp://example.org/"}]}
    answer = program.put(items, sent)
    ends = "An item cannot end before it begins. If it ends after midnight, say on which day."
    assert (answer.status_code, answer["Content-Type"], answer.data) == (
        400,
        "application/problem+json",
        {
            "title": "Bad Request",
            "status": 400,
            "detail": "Nothing was written: see rows for what is wrong in each.",
            "rows": [
                {"row": 1, "external_id": "X-1", "errors": {"venue": ["There is no such venue."]}},
                {"row": 2, "external_id": "X-2", "errors": {"row": [ends]}},
                {"row": 3, "external_id": "X-3", "errors": {"row": [ends]}},
                {"row": 4, "external_id": "X-3", "errors": {"external_id": ["Another row of the list has this external id."]}},
                {"row": 5, "external_id": "X-5", "errors": {"links": ["Enter a valid URL."]}},
            ],
        },
    )  # fmt: skip
    event = Event.objects.get()
    assert (event.items.count(), event.items.get().title, event.tracks.count()) == (1, "Session 0", 0)
    assert event.updated_at == before


def test_rows_that_are_malformed_are_told_of_together(program: Program, event: Event, items: str) -> None:
    sent: list[Any] = [
        *batch(1),
        {"title": "x", "day": "2017-09-05"},
        "x",
        {"external_id": "Y", "dya": 1},
        {"external_id": 7},
    ]
    answer = program.put(items, sent)
    told = [(row["row"], row["external_id"], list(row["errors"])) for row in answer.data["rows"]]
    assert (answer.status_code, event.items.count()) == (400, 0)
    assert told == [(1, "", ["external_id"]), (2, "", ["row"]), (3, "Y", ["dya"])]


def test_new_row_needs_a_title_and_a_day(program: Program, event: Event, items: str) -> None:
    answer = program.put(items, [{"external_id": "Y"}])
    [row] = answer.data["rows"]
    assert (answer.status_code, list(row["errors"]), event.items.count()) == (400, ["title", "day"], 0)


@pytest.mark.parametrize("sent", [{}, [], "x", None, [{"external_id": "X"}] * 2001])
def test_list_has_one_to_two_thousand_rows(program: Program, items: str, sent: Any) -> None:
    answer = program.put(items, sent)
    assert (answer.status_code, answer.data["detail"]) == (400, "Send a list of 1 to 2000 items.")


def test_external_ids_are_of_one_event(program: Program, event: Event, items: str) -> None:
    other = rows.item(rows.event(), external_id="X-0", title="Another's")
    assert program.put(items, batch(1)).data["created"] == 1
    other.refresh_from_db()
    assert (other.title, event.items.count()) == ("Another's", 1)


def test_track_is_made_once_for_all_rows(program: Program, event: Event, items: str) -> None:
    Track.objects.create(event=event, name="A")
    program.put(items, [*batch(2, track="B"), {"external_id": "Z", "title": "z", "day": "2017-09-05", "track": "A"}])
    assert list(event.tracks.values_list("name", "position")) == [("A", 0), ("B", 1)]


@pytest.mark.parametrize("count", [3, 61])
def test_rows_that_change_nothing_cost_nothing(program: Program, items: str, count: int) -> None:
    venue, who = rows.venue(), rows.person()
    facts = {
        "venue": {"id": venue.pk},
        "track": "Data",
        "links": [{"title": "Slides", "url": "https://example.org/"}],
        "parts": [{"role": "speaker", "person": {"uid": str(who.uid)}}],
    }
    assert program.put(items, batch(count, **facts)).data["created"] == count
    with asked() as database:
        answer = program.put(items, batch(count, **facts))
    # Thirty-two to see that there is nothing to be kept for undoing.
    assert (answer.data["unchanged"], database.queries) == (count, 14 + 32)


@pytest.mark.parametrize("count", [3, 30])
def test_row_that_changes_costs_its_saving_within_a_savepoint(program: Program, items: str, count: int) -> None:
    """Also of flights, whose end is compared by the clocks of the venue."""
    venue = {"id": rows.venue().pk}
    program.put(items, batch(count, venue=venue, end="22:00", end_zone="Europe/London"))
    with asked() as database:
        answer = program.put(items, batch(count, room="Hall 1"))
    of_the_audit_trail = 2 * count + 1
    # The 36 are of what is kept for undoing.
    assert (answer.data["updated"], database.queries) == (count, 11 + 36 + 3 * count + of_the_audit_trail)


def test_answer_does_not_grow_with_what_is_wrong(program: Program, event: Event, items: str) -> None:
    fields = {f"f{number}": 1 for number in range(50_000)}
    one = program.post(items, fields)
    told = one.data["errors"]
    assert (one.status_code, len(told), one.data["detail"]) == (
        *(400, 20),
        "The request is not valid: see errors. And 49980 more.",
    )
    some = {f"f{number}": 1 for number in range(30)}
    many = program.put(items, [{"external_id": "x" * 1000, **some} for _ in range(1000)])
    assert many.data["detail"] == "Nothing was written: see rows for what is wrong in each. And 980 more."
    assert [len(row["errors"]) for row in many.data["rows"]] == [21] * 20
    assert many.data["rows"][0]["errors"]["row"] == ["The request is not valid: see errors. And 10 more."]
    assert {len(answer.content) < 200_000 for answer in (one, many)} == {True}
    groups = program.post(items, {"title": "x", "day": "2017-09-05", "groups": [7] * 50_000})
    assert groups.data["errors"] == {"groups": ["Ensure this field has no more than 100 elements."]}
