"""For how many the meals, items and cars of each day are: read in a fixed number of queries, and as a value for its files."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backstage.tables.cells import Value
from participants.labels import DIETS
from participants.models import DelegateNeeds, Pickup
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.travel.meals import DayCount, Diets, Eater, counts
from participants.travel.presence import Present, everyone_present, heads_by_day
from tours.agenda.phrases import time_range
from tours.agenda.view import AgendaView
from tours.models import Event
from tours.wording import clock, weekday_and_date


def read_counts(event: Event, view: AgendaView | None) -> tuple[DayCount, ...]:
    """The counts of each day, and of each item of the agenda that `view` shows. It takes four queries."""
    needs = {row.delegate_id: row for row in DelegateNeeds.objects.filter(delegate__event=event)}
    eaters = [_eater(present, needs.get(row.pk)) for row, present in everyone_present(event)]
    return counts(view, eaters, heads_by_day([each.present.days for each in eaters], event))


def _eater(present: Present, needs: DelegateNeeds | None) -> Eater:
    return Eater(present, needs.diet, needs.diet_note) if needs else Eater(present)


def counts_list(event: Event, view: AgendaView | None, *, at: datetime) -> PeopleList:
    """Six queries."""
    cars = _cars(event)
    columns = (
        Column(_("What"), 0.28),
        Column(_("When"), 0.12),
        Column(_("Where"), 0.2),
        Column(_("People"), 0.08, is_figure=True),
        Column(_("Diets"), 0.32),
    )
    parts = (
        Part(weekday_and_date(day.day), people_here(day.there.people), (*_items(day), *cars.get(day.day, ())))
        for day in read_counts(event, view)
    )
    return people_list(event, _("Head counts"), [Table(_("Head counts"), _("Day"), columns, tuple(parts), "")], at=at)


def people_here(number: int) -> str:
    return ngettext("%(count)d person is here.", "%(count)d people are here.", number) % {"count": number}


def diets_in_words(diets: Diets) -> str:
    """`Vegetarian: 2; Halal: 1; not told: 3. An allergy to nuts.`"""
    words = [f"{DIETS[diet]}: {count}" for diet, count in diets.counts]
    if diets.not_told:
        words.append(_("not told: %(count)d") % {"count": diets.not_told})
    return ". ".join(filter(None, ("; ".join(words), *diets.notes)))


def _items(day: DayCount) -> Iterable[tuple[Value, ...]]:
    for count in day.items:
        line = count.item.line
        diets = diets_in_words(count.diets) if count.is_meal else ""
        yield (line.title, time_range(line), line.where, count.diets.people, diets)


def _cars(event: Event) -> Mapping[date, tuple[tuple[Value, ...], ...]]:
    """How many go in each car, by day. Two queries."""
    found: dict[date, tuple[tuple[Value, ...], ...]] = {}
    for pickup in Pickup.objects.filter(event=event).prefetch_related("legs"):
        people = len({leg.delegate_id for leg in pickup.legs.all()})
        row = (str(pickup), clock(pickup.time) if pickup.time else "", pickup.place, people, "")
        found[pickup.day] = (*found.get(pickup.day, ()), row)
    return found
