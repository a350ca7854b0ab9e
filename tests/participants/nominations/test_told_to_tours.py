"""Undoing a step of the agenda does not take away what somebody who comes is at the event."""

import pytest

from participants.nominations import deciding, proposing
from tests.factories import rows
from tests.participants import makers
from tours.record.items.references import PartNamed, PersonNamed
from tours.record.items.writing import upsert_items
from tours.record.undoing.undoing import redo, undo
from tours.vocabulary import PersonRole

pytestmark = pytest.mark.django_db


def test_appearance_of_a_delegate_stays_when_the_step_that_made_it_is_undone() -> None:
    event, by = makers.published_event(), rows.coordinator()
    speaker, other = rows.person("Maja Primer"), rows.person("Ivo Primer")
    parts = [PartNamed(person=PersonNamed(uid=each.uid), role=PersonRole.SPEAKER) for each in (speaker, other)]
    upsert_items(event, [{"title": "Opening", "day": event.starts, "parts": parts}])
    there = event.appearances.get(person=speaker)
    row = proposing.register_directly(event, speaker, by=by, facts={"capacity": "facilitator"})
    [lost] = undo(event, by=by)
    assert list(event.appearances.all()) == [there]
    assert lost.endswith("It stays, as the person comes to the event or has a part there.")
    assert redo(event, by=by) == []
    deciding.withdraw(row, by=by)
    undo(event, by=by)
    assert list(event.appearances.all()) == []
