"""For how many each item, meal and car of a day is, and what they eat. It names nobody."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from participants.labels import DIETS
from participants.travel.presence import Present
from participants.vocabulary import Diet
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import ItemKind, Level, Status


class Eater(NamedTuple):
    """Somebody who comes, with what they eat. Without a diet, nobody knows it yet."""

    present: Present
    diet: str = ""
    note: str = ""


class Diets(NamedTuple):
    people: int
    counts: tuple[tuple[Diet, int], ...] = ()
    """How many have each diet, in the order of the labels. Diets that nobody has are left out, and so are people who
    eat anything.
    """
    not_told: int = 0
    notes: tuple[str, ...] = ()


class ItemCount(NamedTuple):
    item: ItemView
    diets: Diets

    @property
    def is_meal(self) -> bool:
        return self.item.line.kind is ItemKind.MEAL


class DayCount(NamedTuple):
    """A day with how many are there, and for how many each of its items is."""

    day: date
    there: Diets
    items: tuple[ItemCount, ...]


def counts(view: AgendaView | None, eaters: Iterable[Eater], days: Mapping[date, int]) -> tuple[DayCount, ...]:
    """`days` are those to show, in order. Items of a cancelled status, and of staff alone, are for nobody who comes."""
    everyone = list(eaters)
    by_day: dict[date, list[ItemView]] = {day: [] for day in days}
    for item in view.standing if view else ():
        if item.line.level is not Level.STAFF and item.line.status is not Status.CANCELLED:
            by_day.setdefault(item.line.day, []).append(item)
    return tuple(_day(day, by_day[day], everyone) for day in sorted(by_day))


def _day(day: date, items: list[ItemView], everyone: list[Eater]) -> DayCount:
    there = [eater for eater in everyone if day in eater.present.days]
    return DayCount(day, diets_of(there), tuple(ItemCount(item, _of_item(item, there)) for item in items))


def _of_item(item: ItemView, there: list[Eater]) -> Diets:
    return diets_of([eater for eater in there if eater.present.is_at(item.line)])


def diets_of(eaters: list[Eater]) -> Diets:
    counted = Counter(eater.diet for eater in eaters)
    special = tuple((diet, counted[diet]) for diet in DIETS if counted[diet] and diet != Diet.ANYTHING)
    notes = tuple(sorted(eater.note for eater in eaters if eater.note))
    return Diets(len(eaters), special, counted[""], notes)
