"""Sixteen at once for the last seat and for the last place of the event."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F

from participants.models import Delegate, Delegation
from participants.nominations import deciding, offering, places
from tests.factories import rows
from tests.participants import makers
from tours.models import ParticipatingCity

AT_ONCE, ROUNDS = 16, 30
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(verbs: list[Callable[[], object]]) -> list[str]:
    """Does all of them at one moment, each on a connection of its own, and tells the code of each refusal."""
    barrier = Barrier(len(verbs))

    def run(verb: Callable[[], object]) -> str:
        try:
            barrier.wait()
            verb()
        except ValidationError as refusal:
            return str(refusal.error_list[0].code)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(verbs)) as pool:
        return sorted(pool.map(run, verbs))


def _accepting(names: list[Delegate]) -> list[Callable[[], object]]:
    return [partial(deciding.accept, row, by=None) for row in names]


def _begun_again(names: list[Delegate]) -> None:
    Delegate.objects.filter(pk__in=[row.pk for row in names]).update(state="proposed", takes_seat=False)
    ParticipatingCity.objects.update(taken=0)


def test_one_of_sixteen_gets_the_last_seat() -> None:
    ours = makers.delegation(makers.published_event(), by=rows.coordinator(), seats=1)
    names = [makers.proposed(ours, by=rows.coordinator()) for _each in range(AT_ONCE)]
    for _round in range(ROUNDS):
        assert at_once(_accepting(names)) == ["done", *["full"] * (AT_ONCE - 1)]
        assert (makers.taken(ours), Delegate.objects.seated().count()) == (1, 1)
        _begun_again(names)


def test_one_of_sixteen_gets_the_last_place_of_the_event() -> None:
    event, by = makers.published_event(places=1), rows.coordinator()
    names = [makers.proposed(makers.delegation(event, by=by), by=by) for _each in range(AT_ONCE)]
    for _round in range(ROUNDS):
        assert at_once(_accepting(names)) == ["done", *["event_full"] * (AT_ONCE - 1)]
        assert Delegate.objects.holding().count() == 1
        _begun_again(names)


def test_offer_lapses_or_is_taken() -> None:
    by = rows.coordinator()
    ours = makers.delegation(makers.published_event(), by=by, seats=1)
    row = deciding.reserve(makers.proposed(ours, by=by), by=by)
    for _round in range(ROUNDS):
        offered = offering.offer(row, by=by, hours=1)
        lapse = partial(offering.lapse, row, by=None, now=offered.offered_until)
        assert at_once([partial(deciding.accept, row, by=None), lapse]) in [["done", "state"], ["done", "done"]]
        row.refresh_from_db()
        assert (row.state, makers.taken(ours)) in [("accepted", 1), ("lapsed", 0)]
        Delegate.objects.filter(pk=row.pk).update(state="reserve")
        ParticipatingCity.objects.update(taken=0)


def test_control_without_the_guard_gives_the_seat_to_more_than_one() -> None:
    """It shows that the tests above would tell: reading first and writing then lets several through."""
    ours = makers.delegation(makers.published_event(), by=rows.coordinator(), seats=1)
    barrier, got = Barrier(AT_ONCE), []

    def take_unguarded(delegation: Delegation) -> None:
        row = ParticipatingCity.objects.get(pk=delegation.participation_id)
        barrier.wait()
        if row.taken < row.seats:
            got.append(1)
            ParticipatingCity.objects.filter(pk=row.pk).update(taken=F("seats"))

    with patch.object(places, "take_seat", take_unguarded):
        at_once([lambda: places.take_seat(ours)] * AT_ONCE)
    assert len(got) == AT_ONCE


def test_seat_is_guarded_even_without_the_lock() -> None:
    ours = makers.delegation(makers.published_event(), by=rows.coordinator(), seats=1)
    assert at_once([lambda: places.take_seat(ours)] * AT_ONCE) == ["done", *["full"] * (AT_ONCE - 1)]
