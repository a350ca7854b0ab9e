"""Keeps what the filters of the list of events offer: the values that public events have, and the number of events with each.

Counting reads an entry of an index for each event, city and theme. So it is done where an event changes what is counted, and
no reader waits for it.
"""

from collections import Counter
from typing import Any, NamedTuple

import msgspec
from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from backstage.text.folding import folded
from backstage.text.slugs import slug_for
from tours.agenda.view import AgendaView
from tours.editions.projection.cities import seen_cities
from tours.labels import EVENT_KINDS
from tours.models import PublicOffer, PublishedCity, PublishedEvent, PublishedTheme
from tours.models.editions.published import PublishedEventQuerySet, shown_to
from tours.vocabulary import Access, EventKind

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


class Counted(NamedTuple):
    """What is counted of one public event: its kind, its years, and its cities and themes as they are called there."""

    kind: str
    years: tuple[int, int]
    cities: frozenset[tuple[str, ...]]
    themes: frozenset[tuple[str, ...]]


def offered() -> Offer:
    """The choices that public events have. One query."""
    kept = PublicOffer.objects.filter(pk=PublicOffer.ONLY).values_list("choices", flat=True).first()
    offer = _counted_anew() if kept is None else _decoder.decode(kept)
    offer.options["kind"] = [_called(option) for option in offer.options["kind"]]
    return offer


def write_offer() -> None:
    """Counts all public events again. Eight queries.

    Call it after `tick`, whose lock lets one transaction at a time do this.
    """
    choices = msgspec.json.encode(_counted_anew()).decode()
    PublicOffer.objects.update_or_create(pk=PublicOffer.ONLY, defaults={"choices": choices})


def counted_in(view: AgendaView) -> Counted | None:
    """What is counted of the event; None of an event for participants only."""
    event = view.event
    if event.access is not Access.PUBLIC:
        return None
    countries = [(each.city, each.city.country) for each in seen_cities(view)]
    return Counted(
        event.kind,
        (event.starts.year, event.ends.year),
        frozenset((city.slug, city.name, at.code, at.printed, at.footnote) for city, at in countries),
        frozenset({slug_for(name, otherwise="theme"): name for name in event.themes}.items()),
    )


def counted_at(published: PublishedEvent | None) -> Counted | None:
    """What is counted of the event, as its rows have it now. Two queries for a public one."""
    if published is None or not published.is_public:
        return None
    names = ("slug", "name", "country_code", "country_name", "country_footnote")
    return Counted(
        published.kind,
        (published.starts.year, published.ends.year),
        frozenset(published.cities.order_by().values_list(*names)),
        frozenset(published.themes.order_by().values_list("slug", "name")),
    )


_decoder = msgspec.json.Decoder(Offer)


def _called(kind: Option) -> Option:
    """Kinds are called as the reader's language calls them."""
    return kind._replace(label=str(EVENT_KINDS[EventKind(kind.value)]))


def _counted_anew() -> Offer:
    events = PublishedEvent.objects.visible_to(AnonymousUser()).order_by()
    cities = PublishedCity.objects.visible_to(AnonymousUser()).order_by()
    themes = PublishedTheme.objects.filter(shown_to(AnonymousUser(), path="event__")).order_by()
    kinds, years = _kinds_and_years(events)
    options = {
        "country": _options(cities, "country_code", "country_name", Count("event", distinct=True)),
        "city": _options(cities, "slug", "name", Count("event"), most=MOST_OFFERED),
        "theme": _options(themes, "slug", "name", Count("event"), most=MOST_OFFERED),
        "kind": [Option(kind, "", kinds[kind]) for kind in EVENT_KINDS if kind in kinds],
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
