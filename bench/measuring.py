"""Compares the cost of two pieces of work fairly, even on a busy machine.

Both run in this process, in turns (A B, B A, A B …), in batches that take about the same time. Processor time is
measured. Each turn gives the ratio of two batches under the same conditions, and the result is the median of the turns.
The garbage collector stays on, as on a server. Garbage is collected before each batch, so each batch pays only for its
own garbage.
"""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

BATCH = 0.01
"""The least processor time of a batch, in seconds."""
FEWEST_TURNS = 5
ENOUGH = 0.6
"""Seconds after which no further turn begins."""


class Work(NamedTuple):
    """Work to measure. `prepare` runs before each call and is not measured."""

    run: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


class Comparison(NamedTuple):
    """The result of comparing two works: the median of the turns' ratios, and of a call's seconds of processor time."""

    ratio: float
    ours: float
    theirs: float


def compared(ours: Work, theirs: Work) -> Comparison:
    """Compares two works. Takes about `ENOUGH` seconds, or longer if `FEWEST_TURNS` turns need more."""
    first, second = _Batches(ours), _Batches(theirs)
    gc.collect()
    gc.freeze()  # the collector does not examine older objects again and again
    turn = [first, second]
    ends = time.perf_counter() + ENOUGH
    while len(first.costs) < FEWEST_TURNS or time.perf_counter() < ends:
        for batches in turn:
            batches.add()
        turn.reverse()
    gc.unfreeze()
    ratio = median(our / their for our, their in zip(first.costs, second.costs, strict=True))
    return Comparison(ratio, median(first.costs), median(second.costs))


class _Batches:
    def __init__(self, work: Work) -> None:
        """Calls the work twice: to warm up, and to find how many calls a batch needs."""
        self.work = work
        self.costs: list[float] = []
        """The seconds of a call, batch by batch."""
        _cost(work, 1)
        self.calls = 1 + int(BATCH / _cost(work, 1))

    def add(self) -> None:
        gc.collect()
        self.costs.append(_cost(self.work, self.calls))


def _cost(work: Work, calls: int) -> float:
    spent = 0.0
    for _call in range(calls):
        work.prepare()
        before = time.process_time()
        work.run()
        spent += time.process_time() - before
    return spent / calls
