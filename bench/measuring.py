"""Measures two pieces of work against each other, fairly, on a machine that is not quiet.

Both run in this process, in turns (A B, B A, A B …), in batches that take about the same time. What counts is the time of the
processor. Each turn gives a ratio of two batches that met the same conditions; the median of the turns is the result. The
collector of garbage stays on, as on a server; each batch starts with nothing to collect but what it makes, so whoever makes
garbage pays for it.
"""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import NamedTuple

BATCH = 0.01
"""Seconds of the processor that a batch takes at least."""
FEWEST_TURNS = 5
ENOUGH = 0.6
"""Seconds after which no further turn begins."""


class Cost(NamedTuple):
    """Seconds a call, by the processor and by the clock on the wall."""

    cpu: float
    wall: float


class Work(NamedTuple):
    """`prepare` runs before each call and is not counted."""

    run: Callable[[], object]
    prepare: Callable[[], object] = lambda: None


class Comparison(NamedTuple):
    """`ratio`, `ours` and `theirs` are medians, of the processor's time a call.

    `quickest` is of our calls by the clock on the wall, which is only ever made longer by what else runs.
    """

    ratio: float
    ours: float
    theirs: float
    quickest: float


def compared(ours: Work, theirs: Work) -> Comparison:
    """Takes `ENOUGH`, or longer where `FEWEST_TURNS` do."""
    first, second = _Batches(ours), _Batches(theirs)
    gc.collect()
    gc.freeze()  # what was there before is not gone through again and again
    turn = [first, second]
    ends = time.perf_counter() + ENOUGH
    while len(first.costs) < FEWEST_TURNS or time.perf_counter() < ends:
        for batches in turn:
            batches.add()
        turn.reverse()
    gc.unfreeze()
    ratio = median(our.cpu / their.cpu for our, their in zip(first.costs, second.costs, strict=True))
    return Comparison(ratio, first.cpu, second.cpu, min(cost.wall for cost in first.costs))


class _Batches:
    def __init__(self, work: Work) -> None:
        """Calls it twice: to warm up, and to see how many calls a batch needs."""
        self.work = work
        self.costs: list[Cost] = []
        _cost(work, 1)
        self.calls = 1 + int(BATCH / _cost(work, 1).cpu)

    def add(self) -> None:
        gc.collect()
        self.costs.append(_cost(self.work, self.calls))

    @property
    def cpu(self) -> float:
        return median(cost.cpu for cost in self.costs)


def _cost(work: Work, calls: int) -> Cost:
    cpu = wall = 0.0
    for _call in range(calls):
        work.prepare()
        wall_before, cpu_before = time.perf_counter(), time.process_time()
        work.run()
        cpu += time.process_time() - cpu_before
        wall += time.perf_counter() - wall_before
    return Cost(cpu / calls, wall / calls)
