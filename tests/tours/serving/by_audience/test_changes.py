"""What changed for a delegate since the version, and with the groups, that they saw."""

import re
from datetime import time

import pytest

from tests.factories import rows
from tests.isolation import plain_names
from tests.tours.serving.by_audience.makers import HOME, for_groups, group, mixed_event, read
from tours.editions.withdrawing import withdraw
from tours.models import Event
from tours.serving.by_audience.changes import NOTHING, ChangesPart, changes_part

pytestmark = pytest.mark.django_db


def since(event: Event, number: int, then: str, now: str) -> ChangesPart:
    groups = tuple(str(group(event, name).uid) for name in then)
    return changes_part(read(event, *now), number, groups)


def told(part: ChangesPart) -> list[tuple[str, str]]:
    """The tag and title of each entry."""
    return re.findall(
        r'<span class="tag[^"]*">([^<]+)</span>\s+<(?:a|span)[^>]*>([^<]+)</(?:a|span)>', plain_names(part.html)
    )


def test_move_is_one_entry_from_what_to_what() -> None:
    event = mixed_event()
    rows.publish(event)
    visit = event.items.get(title="B")
    visit.start, visit.end = time(12), time(13)
    visit.save()
    rows.publish(event)
    part = since(event, 1, "B", "B")
    assert (part.count, told(part)) == (1, [("Changed", "B")])
    assert re.findall("<(ins|del)[^>]*>([^<]+)<", plain_names(part.html)) == [
        ("ins", "Monday 4 September 2017 12:00–13:00, Seoul time (UTC+9)"),
        ("del", "Monday 4 September 2017 10:00–11:00, Seoul time (UTC+9)"),
    ]
    assert [since(event, 1, "A", "A").count, since(event, 2, "B", "B").count] == [0, 0]


def test_other_groups_make_items_new_and_no_longer_theirs() -> None:
    event = mixed_event()
    rows.publish(event)
    part = since(event, 1, "A", "B")
    assert (part.count, told(part)) == (2, [("New", "B"), ("No longer for you", "A")])
    assert since(event, 1, "B", "B").count == 0
    assert re.findall('href="([^"]+)"', part.html) == [f"{HOME}items/{event.items.get(title='B').uid}/"]


def test_item_of_a_new_group_is_new_though_corrected_since() -> None:
    event = mixed_event()
    rows.publish(event)
    visit = event.items.get(title="B")
    visit.summary = "With coffee"
    visit.save()
    rows.publish(event, small=True)
    assert told(since(event, 1, "A", "AB")) == [("New", "B")]
    assert since(event, 1, "B", "B").count == 0


def test_version_that_was_withdrawn_is_never_compared_with() -> None:
    event = mixed_event()
    rows.publish(event)
    for_groups(event, "A", title="Secret")
    second = rows.publish(event)
    withdraw(second, by=rows.coordinator())
    part = since(event, 2, "A", "A")
    assert "Secret" not in part.html
    assert part.count == 0


def test_without_an_earlier_version_there_is_nothing_to_compare() -> None:
    event = mixed_event()
    rows.publish(event)
    assert since(event, 0, "A", "A") == NOTHING
