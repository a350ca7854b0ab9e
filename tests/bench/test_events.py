import pytest

from bench.events import change_one_item, made_event
from tests.factories import rows

pytestmark = pytest.mark.django_db


def test_event_can_be_published_again_after_each_change() -> None:
    event, numbers = made_event(3), []
    for _edition in range(3):
        change_one_item(event)
        numbers.append(rows.publish(event).number)
    assert numbers == [1, 2, 3]


def test_event_has_every_variety_of_a_real_agenda() -> None:
    items = made_event(60).items.all()
    assert {item.status for item in items} == {"confirmed", "tentative", "cancelled"}
    assert {item.start is None for item in items} == {True, False}
    assert {item.ends_on is None for item in items} == {True, False}
    assert {item.track.name if item.track else "" for item in items} == {"", "Track A", "Track B"}
