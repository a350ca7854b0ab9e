"""The counting of the races, without the verbs that they are about."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from bench.seats.racing import DONE, Figures, Verb, raced

pytestmark = pytest.mark.django_db(transaction=True)


class Fake:
    """A race whose verbs do nothing but win, be refused, or fail the database."""

    what = "fake"

    def __init__(self, *codes: str) -> None:
        self.codes = codes

    def begin(self) -> Sequence[Verb]:
        return [partial(told, code) for code in self.codes]

    def is_right(self, told: list[str]) -> bool:
        return told == [DONE, "full"]


def told(code: str) -> None:
    if code == "broken":
        raise DatabaseError
    if code != DONE:
        raise ValidationError("No.", code=code)


def test_round_with_one_winner_is_right() -> None:
    assert raced(Fake("full", DONE), 3) == Figures(3, 3, Counter(full=3), wrong=0)


def test_round_with_two_winners_none_or_a_failure_is_wrong() -> None:
    assert raced(Fake(DONE, DONE), 2) == Figures(2, 4, Counter(), wrong=2)
    assert raced(Fake("full", "full"), 2) == Figures(2, 0, Counter(full=4), wrong=2)
    assert raced(Fake(DONE, "broken"), 1) == Figures(1, 1, Counter(DatabaseError=1), wrong=1)
