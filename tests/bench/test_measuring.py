import time

import pytest

from bench import measuring
from bench.measuring import Comparison, Work, compared


def test_works_are_called_in_turns_after_two_calls_each_to_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "BATCH", 0)
    monkeypatch.setattr(measuring, "ENOUGH", 0)
    called: list[str] = []
    compared(Work(lambda: called.append("a"), prepare=lambda: called.append("-")), Work(lambda: called.append("b")))
    assert "".join(called) == "-a-abb" + "-ab" + "b-a" + "-ab" + "b-a" + "-ab"


def test_result_is_the_median_of_the_turns_without_what_prepares_them(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(measuring, "BATCH", 0)
    monkeypatch.setattr(measuring, "ENOUGH", 0)
    monkeypatch.setattr(time, "process_time", clock.read)
    monkeypatch.setattr(time, "perf_counter", clock.read)
    ours = iter([9, 9, 4, 6, 90, 6, 8])  # two calls to begin with, then five turns, one of them disturbed
    comparison = compared(
        Work(lambda: clock.pass_(next(ours)), prepare=lambda: clock.pass_(100)), Work(lambda: clock.pass_(2))
    )
    assert comparison == Comparison(ratio=3, ours=6, theirs=2)


class Clock:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def read(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds
