"""The people who come, by the country of their city, with what they need for entry and the latest day to file it."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from backstage.tables.cells import Value
from backstage.text.folding import folded
from participants.labels import ENTRY_RULES, ENTRY_STEPS
from participants.models import Delegate, Preparation
from participants.travel.checklist.entry import WITH_COUNTRY, Entry, entry_of, is_past, is_soon, requirements_of
from participants.travel.coming import body_of, coming_to
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.travel.presence import days_of, legs_by_delegate
from participants.vocabulary import EntryRule, EntryStep
from tours.models import Event

NOTHING_TO_FILE = frozenset({EntryStep.FILED, EntryStep.GRANTED, EntryStep.NOT_NEEDED})


class Entering(NamedTuple):
    """Somebody who comes. `first` is the first day on which they are there."""

    row: Delegate
    entry: Entry
    first: date
    step: EntryStep | None

    @property
    def name(self) -> str:
        return self.row.display_name

    @property
    def has_to_file(self) -> bool:
        return self.entry.file_by is not None and self.step not in NOTHING_TO_FILE


def read_entering(event: Event) -> list[Entering]:
    """The people who come, by country and name. People whose country is not known are last. It takes four queries."""
    requirements, legs = requirements_of(event), legs_by_delegate(event)
    steps = dict(Preparation.objects.filter(delegate__event=event).values_list("delegate", "entry"))
    found = []
    for row in coming_to(event).select_related(*WITH_COUNTRY):
        first = days_of(row, event, legs.get(row.pk, ())).first
        step = EntryStep(steps[row.pk]) if steps.get(row.pk) else None
        found.append(Entering(row, entry_of(row, first, requirements, host=event.host_city.country_id), first, step))
    return sorted(found, key=_by_country)


def _by_country(each: Entering) -> tuple[bool, list[str], list[str]]:
    return each.entry.country is None, folded(country_in_words(each.entry)), folded(each.row.name)


def country_in_words(entry: Entry) -> str:
    return str(entry.country) if entry.country else _("Country not known")


def needed_in_words(entry: Entry) -> str:
    """`Visa. At the embassy in Vienna`; of a country without a line, that nobody said what is needed."""
    if entry.rule is None:
        return _("Nobody has said yet what they need.") if entry.country else _("They belong to no city.")
    return ". ".join(filter(None, (_("Needed: %(what)s") % {"what": ENTRY_RULES[entry.rule]}, entry.note)))


def lateness(each: Entering, today: date) -> str:
    """`past` or `within 7 days` for who has to file; empty if there is time."""
    if not each.has_to_file or each.entry.file_by is None:
        return ""
    if is_past(each.entry.file_by, today):
        return _("past")
    return _("within 7 days") if is_soon(each.entry.file_by, today) else ""


def entry_list(event: Event, *, at: datetime, today: date) -> PeopleList:
    """Four queries."""
    columns = (
        Column(_("Name"), 0.3),
        Column(_("Delegation"), 0.2),
        Column(_("First day there"), 0.12),
        Column(_("Latest day to apply"), 0.12),
        Column(_("Time left"), 0.1),
        Column(_("How far they are"), 0.16),
    )
    parts = tuple(_parts(read_entering(event), today))
    table = Table(_("Entry"), _("Country of their city"), columns, parts, _("Nobody comes yet."))
    return people_list(event, _("Entry by the country of their city"), [table], at=at)


def _parts(everyone: Iterable[Entering], today: date) -> Iterable[Part]:
    for country, group in groupby(everyone, lambda each: country_in_words(each.entry)):
        people = list(group)
        yield Part(country, needed_in_words(people[0].entry), tuple(_row(each, today) for each in people))


def _row(each: Entering, today: date) -> tuple[Value, ...]:
    step = str(ENTRY_STEPS[each.step]) if each.step else ""
    file_by = None if each.entry.rule is EntryRule.NONE else each.entry.file_by
    return (each.name, body_of(each.row), each.first, file_by, lateness(each, today), step)
