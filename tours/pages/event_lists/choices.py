"""The choices of the event filters: the values that public events have, and the number of events with each.

They are kept under the moment of the last public change, as counting them reads an entry of an index for each event, city
and theme.
"""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from backstage.text.folding import folded
from tours.labels import EVENT_KINDS
from tours.models import PublishedCity, PublishedEvent, PublishedTheme
from tours.models.editions.published import PublishedEventQuerySet, shown_to
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

    No query where they are kept, and eight otherwise.
    """
    output = Output(EVERY_EVENT, "choices.json", (changed_at.isoformat(),))
    return _decoder.decode(kept(output, lambda: msgspec.json.encode(_counted()), gzipped=False))


_decoder = msgspec.json.Decoder(Offer)


def _counted() -> Offer:
    events = PublishedEvent.objects.visible_to(AnonymousUser()).order_by()
    cities = PublishedCity.objects.visible_to(AnonymousUser()).order_by()
    themes = PublishedTheme.objects.filter(shown_to(AnonymousUser(), path="event__")).order_by()
    kinds, years = _kinds_and_years(events)
    options = {
        "country": _options(cities, "country_code", "country_name", Count("event", distinct=True)),
        "city": _options(cities, "slug", "name", Count("event"), most=MOST_OFFERED),
        "theme": _options(themes, "slug", "name", Count("event"), most=MOST_OFFERED),
        "kind": [Option(kind, str(label), kinds[kind]) for kind, label in EVENT_KINDS.items() if kind in kinds],
        "year": [Option(str(year), str(year), years[year]) for year in sorted(years, reverse=True)],
    }
    footnotes = cities.filter(country_footnote__gt="").values_list("country_footnote", flat=True).distinct()
    return Offer(options, sorted(footnotes), sum(kinds.values()))


def _options(rows: QuerySet[Any], value: str, label: str, events: Count, *, most: int | None = None) -> list[Option]:
    """The values that the most events have, by their labels. If one has had several labels, it is called as in the row
    that was written last. Two queries: one counts in an index alone, the other reads the labels.
    """
    counts = rows.values(value).annotate(events=events, last=Max("pk")).order_by("-events", value)
    found = list(counts.values_list(value, "events", "last")[:most])
    labels = dict(rows.filter(pk__in=[last for _value, _events, last in found]).values_list("pk", label))
    options = [Option(value, labels.get(last, value), events) for value, events, last in found]
    return sorted(options, key=lambda option: folded(option.label))


def _kinds_and_years(events: PublishedEventQuerySet) -> tuple[Counter[str], Counter[int]]:
    """The number of events of each kind, and that of each year: an event over New Year counts in both. One query."""
    kinds, years = Counter[str](), Counter[int]()
    for kind, first, last, number in events.values_list("kind", _year("starts"), _year("ends")).annotate(Count("pk")):
        kinds[kind] += number
        years.update(dict.fromkeys(range(int(first), int(last) + 1), number))
    return kinds, years


def _year(day: str) -> Substr:
    """The year as the database writes it: SQLite would ask Python for each row's."""
    return Substr(Cast(day, TextField()), 1, 4)
