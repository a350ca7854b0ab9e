"""What a selection sheet is made of."""

from datetime import date

import pytest

from participants.selection.composing import latest_appearances
from tests.factories import rows
from tests.participants import makers

pytestmark = pytest.mark.django_db


def test_who_is_nothing_at_the_event_is_what_they_were_at_their_last_one() -> None:
    by, ana, event = rows.operator(), rows.person("Ana Primer"), makers.published_event()
    for year, position in ((2015, "Clerk"), (2016, "Mayor"), (2014, "Student")):
        rows.appearance(rows.event(starts=date(year, 9, 4), ends=date(year, 9, 8)), ana, position=position)
    row = makers.proposed(makers.delegation(event, by=by), by=by, person=ana)
    event.appearances.all().delete()
    assert latest_appearances(event, [row])[ana.pk].position == "Mayor"
    rows.appearance(event, ana, position="Adviser")
    assert latest_appearances(event, [row])[ana.pk].position == "Adviser"
