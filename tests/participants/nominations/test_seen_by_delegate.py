"""Who knows of their place: asked of a row and of the table, the answer is the same."""

from itertools import product

import pytest
from django.utils import timezone

from participants.models import Delegate
from participants.nominations.seen_by.delegate import KNOWING_OF_PLACE, knows_of_place
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers

pytestmark = pytest.mark.django_db
STATES = ["accepted", "offered", "reserve", "declined", "lapsed", "withdrawn", "endorsed"]


def test_condition_holds_for_the_rows_that_know_of_their_place() -> None:
    by = rows.operator()
    event = makers.published_event()
    delegation = makers.delegation(event, by=by)
    facts = product(STATES, ["", *STATES], [None, timezone.now()], ["", "accepted"], [delegation, None])
    made = [
        Delegate(
            event=event,
            name="Ana",
            person=rows.person(f"Ana {number}"),
            state=state,
            told_state=told,
            confirmed_at=confirmed,
            gave_up=gave_up,
            delegation=home,
            offered_until=timezone.now() if state == DelegateState.OFFERED else None,
        )
        for number, (state, told, confirmed, gave_up, home) in enumerate(facts)
    ]
    Delegate.objects.bulk_create(made)
    known = Delegate.objects.filter(KNOWING_OF_PLACE).values_list("pk", flat=True)
    assert set(known) == {row.pk for row in Delegate.objects.all() if knows_of_place(row)}
    assert 0 < len(known) < len(made)
