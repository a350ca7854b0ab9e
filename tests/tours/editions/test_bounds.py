"""What is too large to be drawn for anyone who asks is not published."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tours.editions import bounds
from tours.models import Edition

pytestmark = pytest.mark.django_db


def test_agenda_with_too_many_items_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_ITEMS", 2)
    event = rows.full_event(2)
    rows.publish(event)
    rows.item(event)
    with pytest.raises(ValidationError) as refused:
        rows.publish(event)
    assert refused.value.messages == ["The agenda has 3 items, and 2 at most can be published. Make two events of it."]
    assert Edition.objects.count() == 1


def test_agenda_with_too_much_text_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    event = rows.event()
    rows.item(event, summary="a" * 4_000)
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 4_000)
    with pytest.raises(ValidationError) as refused:
        rows.publish(event)
    [message] = refused.value.messages
    assert message.startswith("The agenda has 4")
    assert message.endswith(" characters, and 4000 at most can be published. Shorten summaries and reports.")
    monkeypatch.setattr(bounds, "MOST_CHARACTERS", 10_000)
    assert rows.publish(event).number == 1
