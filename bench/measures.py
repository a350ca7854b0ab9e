"""The lines of the table: which work is compared with which, and the aims."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from bench.growing import crowd
from bench.measuring import Comparison, Work, compared
from bench.samples import Sample
from bench.table import Aim, Figure, Line
from bench.work import serving
from bench.work.delegates import Follower
from tests.counting import Asked, asked

Samples = Sequence[Sample]
"""Samples in order from the shortest event to the longest."""
Request = Callable[[str, str], Work]
Followers = Mapping[int, Follower]
"""By the number of items, from the shortest event to the longest."""

REQUESTS: tuple[tuple[str, Request, Aim | None], ...] = (
    ("304", serving.unchanged, Aim(1.3, "≤ 1.3x")),
    ("warm", serving.warm, Aim(2, "≤ 2x")),
)
DRAWINGS: tuple[tuple[str, str, Aim | None], ...] = (
    ("page", "strings joined", Aim(40, "≤ 40x at 200", items=200)),
    ("calendar", "strings joined", Aim(5, "≤ 5x")),
    ("calendar, next edition", "strings joined", Aim(2, "≤ 2x")),
    ("booklet", "canvas alone", Aim(5, "≤ 5x")),
)
FLAT = Aim(1.25, "≤ 1.25x (flat)")
LINEAR = Aim(1.25, "≤ 1.25x (linear)")
PUBLISHED = Aim(0.5, "≤ 0.5 s at 1000", items=1000)
LENGTHS = {
    "page": Aim(220_000, "≤ 220 KB at 200", items=200),
    "calendar": Aim(220_000, "≤ 220 KB at 200", items=200),
    "booklet": Aim(170_000, "≤ 170 KB at 200", items=200),
}
FEW_MORE = Aim(1.5, "≤ 1.5x")


class Mine(NamedTuple):
    """What a delegate asks for, how it may grow, its queries, and what it may cost."""

    name: str
    grows: Aim | None
    queries: int
    costs: Aim | None = None


MINE = (
    Mine("first page", FEW_MORE, 8),
    Mine("agenda", FEW_MORE, 4, Aim(15, "≤ 15 ms at 1000", items=1000)),
    Mine("changes", FLAT, 2),
    Mine("places", FLAT, 3),
    Mine("calendar", None, 4),
    Mine("calendar, 304", FLAT, 1),
)
"""A whole calendar is gzipped for one delegate alone, and so grows."""
CROWD = Aim(2, "≤ 2x")
ASKED = Aim(1, "≤ 1/1 if not cold")


def lines(samples: Samples) -> Iterator[Line]:
    """Measures line by line. Publishing comes first, because the last edition is then served and drawn."""
    yield from _publishing(samples)
    for name, request, aim in REQUESTS:
        for output in serving.OUTPUTS:
            yield _served(samples, f"{output}, {name}", output, request, aim)
    for output in serving.OUTPUTS:
        yield _warm_growth(samples, output)
    for output, against, aim in DRAWINGS:
        yield _cold(samples, output, against, aim)
    for output in serving.OUTPUTS:
        yield _cold_growth(samples, output)
    for output in serving.OUTPUTS:
        yield _crowd(samples, output)
    for output in serving.OUTPUTS:
        yield _length(samples, output)
    for output in serving.OUTPUTS:
        yield _questions(samples, output)
    yield from _delegate(samples)


def _delegate(samples: Samples) -> Iterator[Line]:
    """The pages of one delegate, whose own lines are joined to what is kept for all who read the same."""
    followers = {sample.items: Follower(sample.event) for sample in samples}
    for mine in MINE:
        yield _mine_warm(samples, followers, mine)
    for mine in MINE:
        yield _mine_growth(followers, mine)
    for mine in MINE:
        queries = {items: follower.questions(mine.name).queries for items, follower in followers.items()}
        figures = {items: Figure(count, str(count)) for items, count in queries.items()}
        yield Line(f"my {mine.name}, queries", "", Aim(mine.queries, f"≤ {mine.queries}"), figures)


def _mine_warm(samples: Samples, followers: Followers, mine: Mine) -> Line:
    """The milliseconds, and as a ratio what they are to the plain view: the rest of it is not ours."""
    figures = {}
    for sample in samples:
        comparison = compared(followers[sample.items].work(mine.name), serving.plain(sample.slug))
        ours = comparison.ours * 1000
        figures[sample.items] = Figure(ours, f"{_shown(ours)} ms", f"{comparison.ratio:.1f}x")
    return Line(f"my {mine.name}, warm", "plain view", mine.costs, figures)


def _mine_growth(followers: Followers, mine: Mine) -> Line:
    (shortest, first), *others = followers.items()
    ratios = {items: _ratio(compared(other.work(mine.name), first.work(mine.name))) for items, other in others}
    return Line(f"my {mine.name}, warm", f"itself, {shortest} items", mine.grows, ratios)


def _publishing(samples: Samples) -> Iterator[Line]:
    """Publishing an event after a change of one item. This composes, compares, stores and projects the whole event."""
    comparisons = {
        sample.items: compared(Work(sample.publish, prepare=sample.change), serving.plain(sample.slug))
        for sample in samples
    }
    seconds = {items: comparison.ours for items, comparison in comparisons.items()}
    yield Line("publish", "", PUBLISHED, {items: Figure(each, f"{each:.3f} s") for items, each in seconds.items()})
    ratios = {items: _ratio(comparison) for items, comparison in comparisons.items()}
    yield Line("publish", "plain view", None, ratios)
    yield Line("publish, queries", "", None, {sample.items: _publish_queries(sample) for sample in samples})


def _publish_queries(sample: Sample) -> Figure:
    sample.change()
    with asked() as seen:
        sample.publish()
    return Figure(seen.queries, str(seen.queries))


def _served(samples: Samples, measure: str, output: str, request: Request, aim: Aim | None) -> Line:
    ratios = {
        sample.items: _ratio(compared(request(sample.slug, output), serving.plain(sample.slug))) for sample in samples
    }
    return Line(measure, "plain view", aim, ratios)


def _warm_growth(samples: Samples, output: str) -> Line:
    first, *others = samples
    base = serving.warm(first.slug, output)
    ratios = {sample.items: _ratio(compared(serving.warm(sample.slug, output), base)) for sample in others}
    return Line(f"{output}, warm", f"itself, {first.items} items", FLAT, ratios)


def _cold(samples: Samples, output: str, against: str, aim: Aim | None) -> Line:
    ratios = {sample.items: _ratio(compared(*sample.drawings[output])) for sample in samples}
    return Line(f"{output}, cold", against, aim, ratios)


def _cold_growth(samples: Samples, output: str) -> Line:
    """The work for one item, compared with the work for one item of the next shorter event."""
    figures = {}
    for shorter, longer in pairwise(samples):
        comparison = compared(longer.drawings[output].ours, shorter.drawings[output].ours)
        growth = comparison.ratio * shorter.items / longer.items
        figures[longer.items] = Figure(growth, f"{growth:.2f}x")
    return Line(f"{output}, cold, an item", "itself, next shorter", LINEAR, figures)


def _crowd(samples: Samples, output: str) -> Line:
    """Eight readers who ask at once, when nothing is kept: one of them draws, and the others wait for it."""
    figures = {}
    for sample in samples:
        in_turn, together = crowd.in_turn(sample.slug, output), crowd.after_a_purge(sample.slug, output)
        ratio = round(together / in_turn, 2)
        figures[sample.items] = Figure(
            ratio, f"{_shown(ratio)}x", f"{_shown(together * 1000)} : {_shown(in_turn * 1000)} ms"
        )
    return Line(f"{output}, cold, {crowd.READERS} readers", "the same in turn", CROWD, figures)


def _length(samples: Samples, output: str) -> Line:
    figures = {sample.items: _octets(*serving.lengths(sample.slug, output)) for sample in samples}
    return Line(f"{output}, length (gzipped)", "", LENGTHS.get(output), figures)


def _questions(samples: Samples, output: str) -> Line:
    figures = {sample.items: _counts(serving.questions(sample.slug, output)) for sample in samples}
    return Line(f"{output}, queries/rows: cold, warm, 304", "", ASKED, figures)


def _ratio(comparison: Comparison) -> Figure:
    """The ratio as a figure, rounded to hundredths, so that the aim is judged by the number shown."""
    ratio, ours, theirs = round(comparison.ratio, 2), comparison.ours * 1000, comparison.theirs * 1000
    return Figure(ratio, f"{_shown(ratio)}x", f"{_shown(ours)} : {_shown(theirs)} ms")


def _octets(plain: int, gzipped: int) -> Figure:
    return Figure(plain, f"{plain / 1000:,.1f} KB", f"{gzipped / 1000:,.1f}" if gzipped < plain else "")


def _counts(seen: dict[str, Asked]) -> Figure:
    counts = {name: (one.queries, one.rows()) for name, one in seen.items()}
    most = max(*counts["warm"], *counts["304"])
    return Figure(most, ", ".join(f"{queries}/{found}" for queries, found in counts.values()))


def _shown(number: float) -> str:
    return f"{number:.2f}" if number < 100 else f"{number:,.0f}"
