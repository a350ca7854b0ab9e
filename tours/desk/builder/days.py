"""The agenda as the builder shows it: its days, each with its items, and what the last step was."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q, QuerySet

from tours.models import AgendaItem, Event, ItemPart, KeptRows, Venue

MOST_DAYS = 31
"""Of a longer event only the days with items are listed, and its first."""
MOST_PLACES = 200


@dataclass
class Day:
    """One day of the agenda. Without a date, it is the tray. `text` and `refusals` are of lines that were typed there
    and could not be taken.
    """

    day: date | None
    items: list[AgendaItem] = field(default_factory=list)
    text: str = ""
    refusals: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return anchor_of(self.day)

    @property
    def timed(self) -> list[AgendaItem]:
        return [item for item in self.items if item.start is not None]

    @property
    def untimed(self) -> list[AgendaItem]:
        """Items that wait for a time."""
        return [item for item in self.items if item.start is None]


class Steps(NamedTuple):
    """The last step that can be undone, and the one that can be done again."""

    last: KeptRows | None
    undone: KeptRows | None


def shown_items(event: Event) -> QuerySet[AgendaItem]:
    """The items, with all that a row shows. It takes three queries, however many items there are."""
    parts = Prefetch("parts", ItemPart.objects.select_related("person"))
    return event.items.select_related("venue", "track").prefetch_related("groups", parts)


def days_of(event: Event) -> list[Day]:
    """The days of the event, and those before and after it that have items; then the tray."""
    items = list(shown_items(event))
    days = {day: Day(day) for day in (*_listed(event, (item.day for item in items)), None)}
    for item in items:
        days[item.day].items.append(item)
    return list(days.values())


def days_with_items(event: Event) -> list[date]:
    """The days that have items, in their order, without the tray. It takes one query."""
    found = event.items.filter(day__isnull=False).order_by("day").values_list("day", flat=True).distinct()
    return [day for day in found if day]


def anchor_of(day: date | None) -> str:
    """The anchor of the day on the page."""
    return f"day-{day:%Y-%m-%d}" if day else "tray"


def listed_days(event: Event) -> list[date]:
    """The days that the page lists. One query."""
    return _listed(event, days_with_items(event))


def _listed(event: Event, with_items: Iterable[date | None]) -> list[date]:
    number = (event.ends - event.starts).days + 1
    of_event = (event.starts + timedelta(days=at) for at in range(number if number <= MOST_DAYS else 1))
    return sorted({*of_event, *(day for day in with_items if day)})


def one_day(event: Event, day: date | None, **facts: Any) -> Day:
    return Day(day, list(shown_items(event).filter(day=day)), **facts)


def steps_of(event: Event) -> Steps:
    """One query. What the rows were is not read."""
    kept = list(event.kept_rows.order_by("number").defer("rows"))
    done = [step for step in kept if not step.undone]
    undone = [step for step in kept if step.undone]
    return Steps(done[-1] if done else None, undone[0] if undone else None)


def offered(event: Event) -> dict[str, Any]:
    """What is offered while one types: places of the event and of its city, and tracks. Two queries."""
    there = Q(items__event=event) | Q(city=event.host_city_id)
    names = Venue.objects.filter(there).order_by("name").values_list("name", flat=True).distinct()
    return {"places": list(names[:MOST_PLACES]), "tracks": list(event.tracks.values_list("name", flat=True))}
