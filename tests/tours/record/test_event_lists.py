import pytest
from django.core.exceptions import ValidationError

from tests.factories import rows
from tours.models import ParticipatingCity
from tours.record.event_lists import CityNamed
from tours.record.events import change_event

pytestmark = pytest.mark.django_db


def test_seats_that_are_taken_while_they_are_lowered_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever takes a seat does not wait for the event's row: the database refuses, and the sentence is the same."""
    event = rows.event()
    row = ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=3, taken=1)
    validate = ParticipatingCity.full_clean

    def full_clean(self: ParticipatingCity) -> None:
        validate(self)
        ParticipatingCity.objects.filter(pk=self.pk).update(taken=2)

    monkeypatch.setattr(ParticipatingCity, "full_clean", full_clean)
    with pytest.raises(ValidationError) as refused:
        change_event(event, {"cities": [CityNamed("rijeka", None, 1)]})
    told = "A city cannot have more delegates than seats. Raise its seats first."
    assert refused.value.message_dict == {"cities.0": [told]}
    row.refresh_from_db()
    assert row.seats == 3


def test_nothing_is_written_where_nothing_differs() -> None:
    event = rows.event()
    change_event(event, {"cities": [CityNamed(rows.rijeka().slug, None, 2)], "purposes": ["Learn"]})
    event.refresh_from_db()
    before = event.updated_at
    change_event(event, {"cities": [CityNamed("rijeka", None)], "purposes": ["Learn"]})
    event.refresh_from_db()
    assert event.updated_at == before
