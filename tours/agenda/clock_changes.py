"""Times at which clocks change: the wall-clock time that they skip never comes, the one that they go back to comes twice.

Outputs take a skipped time by the offset before the change, and of one that comes twice the first. Their coordinator is told.
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
    """How far clocks are set forward by the change that `at` falls into; nothing where it falls into none (PEP 495)."""
    before, after = at.utcoffset(), at.replace(fold=1).utcoffset()
    return after - before if before is not None and after is not None else timedelta(0)
