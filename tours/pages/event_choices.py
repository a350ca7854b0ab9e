"""The choices of the event filters: the values that published events have, and the number of events with each."""

from collections import Counter
from typing import Any, NamedTuple, cast

from django.db.models import CharField, Count, F, Max, QuerySet, TextField, Value
from django.db.models.functions import Cast

from backstage.text.folding import folded
from tours.labels import EVENT_KINDS
from tours.models import PublishedCity, PublishedTheme
from tours.models.published import PublishedEventQuerySet

NO_LABEL = Value("", output_field=TextField())


class Option(NamedTuple):
    """A value of a filter, and how many events have it."""

    value: str
    label: str
    events: int


class Offer(NamedTuple):
    """The choices by the names of their filters, and the footnotes of the countries among them."""

    options: dict[str, list[Option]]
    footnotes: list[str]

    def label(self, name: str, value: str) -> str:
        """The label of a choice; empty if no event has it."""
        return next((option.label for option in self.options.get(name, ()) if option.value == value), "")

    def lacks(self, name: str, value: str) -> bool:
        """Whether the filter has choices, but not this value."""
        return name in self.options and all(option.value != value for option in self.options[name])


class _Found(NamedTuple):
    name: str
    option: Option


def offered(events: PublishedEventQuerySet) -> Offer:
    """The choices that the given events have. One query, with a row for each choice."""
    found = [_Found(name, Option(value, label, count)) for name, value, label, count in _counts(events)]
    named = {name: _by_label(found, name) for name in ("country", "city", "theme")}
    options = {**named, "kind": _kinds(found), "year": _years(found)}
    return Offer(options, sorted(option.value for name, option in found if name == "footnote"))


def _by_label(found: list[_Found], name: str) -> list[Option]:
    return sorted((row.option for row in found if row.name == name), key=lambda option: folded(option.label))


def _kinds(found: list[_Found]) -> list[Option]:
    events = {option.value: option.events for name, option in found if name == "kind"}
    return [Option(kind, str(label), events[kind]) for kind, label in EVENT_KINDS.items() if kind in events]


def _years(found: list[_Found]) -> list[Option]:
    """The years, newest first. An event over New Year counts in both years."""
    events: Counter[str] = Counter()
    for name, option in found:
        if name == "year":
            events[option.value] += option.events
    return [Option(year, year, events[year]) for year in sorted(events, key=int, reverse=True)]


def _counts(events: PublishedEventQuerySet) -> QuerySet[Any, tuple[str, str, str, int]]:
    """Rows of filter name, value, label and number of events.

    A year may come twice. If a city has had several names, one of them is the label.
    """
    cities = PublishedCity.objects.filter(event__in=events.order_by())
    themes = PublishedTheme.objects.filter(event__in=events.order_by())
    return _count("country", cities, "country_code", Max("country_name")).union(
        _count("city", cities, "slug", Max("name")),
        _count("theme", themes, "slug", Max("name")),
        _count("kind", events, "kind"),
        _count("year", events, "starts__year"),
        _count("year", events.exclude(starts__year=F("ends__year")), "ends__year"),
        _count("footnote", cities.exclude(country_footnote=""), "country_footnote"),
        all=True,
    )


def _count(
    name: str, rows: QuerySet[Any], value: str, label: Max | Value = NO_LABEL
) -> QuerySet[Any, tuple[str, str, str, int]]:
    facts = {"name_": Value(name, output_field=CharField()), "value_": Cast(value, TextField())}
    counts = rows.order_by().values(**facts).annotate(label_=label, events_=Count("event", distinct=True))
    return cast("QuerySet[Any, tuple[str, str, str, int]]", counts.values_list("name_", "value_", "label_", "events_"))
