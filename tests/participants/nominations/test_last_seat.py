"""Sixteen at once for the last seat and for the last place of the event. `python -m bench.seats` has more rounds."""

from collections import Counter
from threading import Barrier

import pytest

from bench.seats import races
from bench.seats.racing import Figures, raced

AT_ONCE, ROUNDS = 16, 30
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_one_of_sixteen_gets_the_last_seat() -> None:
    assert raced(races.LastSeat(), ROUNDS) == Figures(ROUNDS, ROUNDS, Counter(full=ROUNDS * (AT_ONCE - 1)), wrong=0)


def test_one_of_sixteen_gets_the_last_place_of_the_event() -> None:
    refused = Counter(event_full=ROUNDS * (AT_ONCE - 1))
    assert raced(races.LastPlace(), ROUNDS) == Figures(ROUNDS, ROUNDS, refused, wrong=0)


def test_offer_lapses_or_is_taken() -> None:
    figures = raced(races.LapseOrAccept(), ROUNDS)
    assert (figures.wrong, figures.winners + figures.refusals["state"]) == (0, 2 * ROUNDS)


def test_control_without_the_guard_gives_the_seat_to_more_than_one() -> None:
    """It shows that the tests above would tell: reading first and writing then lets several through."""
    figures = raced(races.control(meet=Barrier(AT_ONCE).wait), 1)
    assert figures == Figures(1, AT_ONCE, Counter(), wrong=1)


def test_seat_is_guarded_even_without_the_lock() -> None:
    assert raced(races.without_the_lock(), 1) == Figures(1, 1, Counter(full=AT_ONCE - 1), wrong=0)
