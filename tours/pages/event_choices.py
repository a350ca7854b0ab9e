"""The choices of the event filters: the values that public events have, and the number of events with each.

They are kept under the moment of the last public change, as counting them reads the whole projection.
"""

from datetime import date, datetime
from typing import Any, NamedTuple, cast

import msgspec
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, Min, Q, QuerySet

from backstage.text.folding import folded
from tours.labels import EVENT_KINDS
from tours.models import PublishedCity, PublishedEvent, PublishedTheme
from tours.models.published import PublishedEventQuerySet
from tours.serving.kept_outputs import EVERY_EVENT, Output, kept

MOST_OFFERED = 50
"""The most cities, and the most themes, that are offered: those with the most events. Others are found by their name."""


class Option(NamedTuple):
    """A value of a filter, and how many events have it."""

    value: str
    label: str
    events: int


class Offer(NamedTuple):
    """The choices by the names of their filters, the footnotes of the countries among them, and the number of events."""

    options: dict[str, list[Option]]
    footnotes: list[str]
    total: int

    def label(self, name: str, value: str) -> str:
        """The label of a choice; empty if it is not offered."""
        return next((option.label for option in self.options[name] if option.value == value), "")


def offered(changed_at: datetime) -> Offer:
    """The choices that public events have since `changed_at`, the moment of `public_change`.

    No query where they are kept, and seven otherwise.
    """
    output = Output(EVERY_EVENT, "choices.json", (changed_at.isoformat(),))
    return _decoder.decode(kept(output, lambda: msgspec.json.encode(_counted()), gzipped=False))


_decoder = msgspec.json.Decoder(Offer)


def _counted() -> Offer:
    events = PublishedEvent.objects.visible_to(AnonymousUser()).order_by()
    cities = PublishedCity.objects.filter(event__in=events).order_by()
    themes = PublishedTheme.objects.filter(event__in=events).order_by()
    kinds = {value: number for value, number in events.values_list("kind").annotate(Count("pk"))}
    options = {
        "country": _by_label(_counts(cities, "country_code", "country_name", Count("event", distinct=True))),
        "city": _by_label(_counts(cities, "slug", "name", Count("pk"))[:MOST_OFFERED]),
        "theme": _by_label(_counts(themes, "slug", "name", Count("pk"))[:MOST_OFFERED]),
        "kind": [Option(kind, str(label), kinds[kind]) for kind, label in EVENT_KINDS.items() if kind in kinds],
        "year": _years(events),
    }
    footnotes = cities.exclude(country_footnote="").values_list("country_footnote", flat=True).distinct()
    return Offer(options, sorted(footnotes), sum(kinds.values()))


def _counts(rows: QuerySet[Any], value: str, label: str, events: Count) -> QuerySet[Any, tuple[str, str, int]]:
    """Rows of value, label and number of events, the most events first.

    If a city has had several names, one of them is the label.
    """
    counts = rows.values(value).annotate(label=Max(label), events=events)
    found = counts.order_by("-events", value).values_list(value, "label", "events")
    return cast("QuerySet[Any, tuple[str, str, int]]", found)


def _by_label(counts: QuerySet[Any, tuple[str, str, int]]) -> list[Option]:
    return sorted((Option(*row) for row in counts), key=lambda option: folded(option.label))


def _years(events: PublishedEventQuerySet) -> list[Option]:
    """The years, newest first. An event over New Year counts in both years."""
    bounds = events.aggregate(first=Min("starts"), last=Max("ends"))
    years = range(bounds["last"].year, bounds["first"].year - 1, -1) if bounds["first"] else ()
    counts = events.aggregate(**{str(year): Count("pk", filter=_in_year(year)) for year in years})
    return [Option(str(year), str(year), counts[str(year)]) for year in years if counts[str(year)]]


def _in_year(year: int) -> Q:
    return Q(starts__lte=date(year, 12, 31), ends__gte=date(year, 1, 1))
