"""Verbs that begin at one moment, and what became of them in many rounds."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import NamedTuple, Protocol, Self

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

Verb = Callable[[], object]
DONE = "done"


class Race(Protocol):
    what: str

    def begin(self) -> Sequence[Verb]:
        """Puts the rows back to where the race begins, and returns the verbs of the next round."""

    def is_right(self, told: list[str]) -> bool:
        """Whether what the verbs told, and the rows after them, are as they must be."""


class Figures(NamedTuple):
    rounds: int
    winners: int
    refusals: Counter[str]
    """How often a verb was refused, by the code of the refusal."""
    wrong: int
    """Rounds in which too many or too few won, or the rows disagree."""


class Crowd:
    """A number of threads, each with a connection of its own that stays open. `with` closes them."""

    def __init__(self, many: int) -> None:
        self._together = Barrier(many)
        self._pool = ThreadPoolExecutor(many)

    def __enter__(self) -> Self:
        self._all(lambda: connection.ensure_connection())
        return self

    def __exit__(self, *_of_failure: object) -> None:
        self._all(lambda: connection.close())
        self._pool.shutdown()

    def at_once(self, verbs: Sequence[Verb]) -> list[str]:
        """Does all of them at one moment. Tells the code of each refusal, or of what failed the database."""
        return sorted(self._pool.map(self._told, verbs))

    def _told(self, verb: Verb) -> str:
        self._together.wait()
        try:
            verb()
        except ValidationError as refusal:
            return str(refusal.error_list[0].code)
        except DatabaseError as failure:
            return type(failure).__name__
        return DONE

    def _all(self, verb: Verb) -> None:
        """Waiting for one another, no thread does it twice. `connection` is another one in each thread."""
        told = self.at_once([verb] * self._together.parties)
        if {*told} != {DONE}:
            raise RuntimeError(f"The connections of the threads cannot be opened or closed: {told}.")


def raced(race: Race, rounds: int) -> Figures:
    told: Counter[str] = Counter()
    wrong = 0
    with Crowd(len(race.begin())) as crowd:
        for _round in range(rounds):
            found = crowd.at_once(race.begin())
            told.update(found)
            wrong += not race.is_right(found)
    winners = told.pop(DONE, 0)
    return Figures(rounds, winners, told, wrong)
