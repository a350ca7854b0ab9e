"""Wall-clock times near a change of clocks: a time that clocks skip never comes, one that they go back to comes twice.

Outputs read a skipped time with the offset before the change, and take the first of two. The coordinator is told.
"""

from datetime import datetime, timedelta

from tours.agenda.values import Line


def is_skipped(line: Line) -> bool:
    """Whether the line begins or ends at a time that its clocks skip (02:30 in Berlin, on the last Sunday of March)."""
    return any(_turn(at) > timedelta(0) for at in _moments(line))


def comes_twice(line: Line) -> bool:
    """Whether the line begins or ends at a time that comes twice (02:30 in Berlin, on the last Sunday of October)."""
    return any(_turn(at) < timedelta(0) for at in _moments(line))


def _moments(line: Line) -> list[datetime]:
    return [at for at in (line.starts_at, line.ends_at) if at is not None]


def _turn(at: datetime) -> timedelta:
    """How far clocks are set forward by the change that `at` falls into; zero where there is no change (PEP 495)."""
    before, after = at.utcoffset(), at.replace(fold=1).utcoffset()
    return after - before if before is not None and after is not None else timedelta(0)
