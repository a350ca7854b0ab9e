"""Items without a day wait in the tray of the builder: each way of moving leads there and back, and what needs a day leaves them."""

from datetime import date, time
from typing import Any

import pytest

from tests.factories import rows
from tests.tours.desk.builder.test_pages import IN_PLACE, Desk, told
from tours.models import AgendaItem, Event

pytestmark = pytest.mark.django_db
WITHOUT_TIMES = "An item without a day has no times. Choose its day, or take its times out."
Where = tuple[date | None, time | None, time | None]
WAITS: Where = (None, None, None)
AT_TEN: Where = (date(2017, 9, 4), time(10), time(11))
UNTIMED: Where = (date(2017, 9, 4), None, None)


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week")


@pytest.fixture
def desk(event: Event) -> Desk:
    return Desk(event, rows.coordinator())


def waiting(event: Event, title: str = "Visit") -> AgendaItem:
    return rows.item(event, title=title, day=None, start=None, end=None)


def where(item: AgendaItem) -> Where:
    item.refresh_from_db()
    return item.day, item.start, item.end


MOVES: dict[str, Any] = {
    "edit in place": lambda desk, item, day: desk.save(item, day=day, start="", end=""),
    "form or drag": lambda desk, item, day: desk.post("desk_move", item.uid, day=day, start=""),
    "bulk": lambda desk, item, day: desk.post("desk_ticked", items=[str(item.uid)], day=day or "tray", do="change"),
}


@pytest.mark.parametrize("way", MOVES)
def test_each_way_of_moving_leads_to_the_tray_and_to_a_day(desk: Desk, event: Event, way: str) -> None:
    item = rows.item(event, title="Visit")
    assert MOVES[way](desk, item, "").status_code in {200, 302}
    assert where(item) == WAITS
    assert MOVES[way](desk, item, "2017-09-04").status_code in {200, 302}
    assert where(item) == UNTIMED
    desk.post("desk_undo")
    assert where(item) == WAITS
    desk.post("desk_undo")
    assert where(item) == AT_TEN


def test_typed_line_waits_and_words_that_say_so_are_no_part_of_its_title(desk: Desk, event: Event) -> None:
    text = "Visit to the traffic centre, to be scheduled @ City Hall\n(to be scheduled)"
    answer = desk.post("desk_lines", headers=IN_PLACE, day="", text=text)
    assert [(item.title, str(item.venue), where(item)) for item in event.items.all()] == [
        ("Visit to the traffic centre", "City Hall, Seoul", WAITS),
        ("(to be scheduled)", "None", WAITS),
    ]
    assert "Tray: items without a day 2 items wait for their day. No version has them until then." in told(answer)
    whole = desk.post("desk_lines", day="", text="Walk")
    assert whole["Location"] == f"{desk.address('desk_agenda')}#tray"


def test_times_without_a_day_are_refused_and_what_was_typed_stays(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    form = desk.save(item, day="").context["form"]
    assert (form.errors, form["start"].value()) == ({"day": [WITHOUT_TIMES]}, "10:00")
    assert desk.post("desk_move", item.uid, day="", start="9").context["form"].errors == {"day": [WITHOUT_TIMES]}
    assert WITHOUT_TIMES in told(desk.post("desk_understood", day="", text="9:30 Talk"))
    line = desk.post("desk_lines", headers=IN_PLACE, day="", text="9:30 Talk")
    assert (line.status_code, f"“Talk”: {WITHOUT_TIMES}" in told(line), ">9:30 Talk<" in line.content.decode()) == (
        400,
        True,
        True,
    )
    assert (where(item), event.items.count()) == (AT_TEN, 1)


def test_move_that_sends_no_day_stays_on_its_day(desk: Desk, event: Event) -> None:
    item = rows.item(event)
    desk.post("desk_move", item.uid, start="12:00")
    assert where(item) == (date(2017, 9, 4), time(12), time(13))


def test_what_is_of_days_leaves_the_tray_alone(desk: Desk, event: Event) -> None:
    rows.item(event, title="Opening")
    item = waiting(event)
    shift, copy = desk.get("desk_shift", minutes="30"), desk.get("desk_copy_day")
    assert [each.item.title for each in shift.context["found"]] == ["Opening"]
    assert shift.context["form"].fields["day"].choices == [("", "All days"), ("2017-09-04", "Monday 4 September")]
    assert copy.context["form"].fields["day"].choices == [("2017-09-04", "Monday 4 September")]
    assert "Shift from here on" not in told(desk.get("desk_item", item.uid))


def test_tray_stands_after_the_days_and_its_items_are_copied_and_moved_past_one_another(
    desk: Desk, event: Event
) -> None:
    rows.item(event, title="Opening")
    walk, visit = waiting(event, "Walk"), waiting(event)
    desk.post("desk_item_step", visit.uid, "earlier")
    desk.post("desk_item_step", walk.uid, "copy")
    listed = desk.get("desk_agenda").context["days"][-1]
    assert (listed.day, [item.title for item in listed.items]) == (None, ["Visit", "Walk", "Walk"])
    grid = told(desk.get("desk_agenda", view="grid"))
    assert "Tray: items without a day Time Item No time yet No time yet Visit No time yet Walk" in grid
