import pytest

from bench.events import change_one_item, made_event
from bench.site.shared import made_shared
from bench.site.texts import repeatable
from tests.factories import rows
from tours.models import Event

pytestmark = pytest.mark.django_db


def event_of(items: int) -> Event:
    return made_event(items, made_shared(repeatable(1), cities=12))


def test_event_can_be_published_again_after_each_change() -> None:
    event, numbers = event_of(3), []
    for _edition in range(3):
        change_one_item(event)
        numbers.append(rows.publish(event).number)
    assert numbers == [1, 2, 3]


def test_event_has_every_variety_of_a_real_agenda() -> None:
    items = list(event_of(62).items.select_related("venue", "track"))
    assert {item.status for item in items} == {"confirmed", "tentative", "cancelled"}
    assert {item.level for item in items} == {"public", "delegates", "staff"}
    assert {item.start is None for item in items} == {True, False}
    assert {item.ends_on is None for item in items} == {True, False}
    assert len({item.title for item in items}) == 62
    assert len({item.venue for item in items}) == 3
    assert len({item.track for item in items}) == 2
    assert any("스마트" in item.title or "도시" in item.title for item in items)
