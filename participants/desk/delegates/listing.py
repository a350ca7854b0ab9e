"""The rows of the table of delegates: found, sorted and read for one page, in a number of queries that never grows."""

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

import django_filters
from django.contrib.auth.models import AnonymousUser
from django.db.models import F, IntegerField, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.lists import FilteredList
from backstage.text.folding import folded
from participants.data_classes import DataClass
from participants.desk.delegates.columns import COLUMNS, Cell, Column, Line
from participants.filters import DelegateFilter, Delegates
from participants.letters.to_registrars.undelivered import mail_comes_back
from participants.models import Delegate, DelegateContact
from participants.nominations.changing import READ
from participants.vocabulary import DelegateState
from tours.models import Appearance, Event

DELEGATES_A_PAGE = 50
STATES = list(DelegateState)
Found = FilteredList[Delegates]


class Key(NamedTuple):
    """What the table is sorted by. It is read of all rows that match, so it is no more than this."""

    key: int
    name: str
    city: str | None
    organisation: str | None
    rank: int | None
    state: str
    changed: Any

    @property
    def body(self) -> str:
        """The city or organisation that sends them. Empty for who is of no delegation, such as a driver."""
        return self.city or self.organisation or ""


SORTS: dict[str, Callable[[Key], Any]] = {
    "name": lambda row: folded(row.name),
    "city": lambda row: (not row.body, folded(row.body), *_choice(row)),
    "choice": lambda row: _choice(row),
    "state": lambda row: (STATES.index(DelegateState(row.state)), folded(row.name)),
    "changed": lambda row: -row.changed.timestamp(),
}
SORT_LABELS: dict[str, Promise] = {
    "city": _("City"),
    "choice": _("Order of choice"),
    "state": _("State"),
    "changed": _("Last changed first"),
}


def _choice(row: Key) -> tuple[Any, ...]:
    return (row.rank is None, row.rank or 0, folded(row.name))


def _sorts(*names: str) -> django_filters.ChoiceFilter:
    """A filter that finds all: the table reads its value."""
    labels = [(name, SORT_LABELS[name]) for name in names]
    return django_filters.ChoiceFilter(method="sorted_by", choices=labels, label=_("Sort by"), empty_label=_("Name"))


class TableFilter(DelegateFilter):
    """The filters of the table, and by what it is sorted, for those who see names only."""

    sort = _sorts("city", "state", "changed")

    def sorted_by(self, rows: Delegates, _name: str, _value: str) -> Delegates:
        return rows


class RegistrarsTableFilter(TableFilter):
    """The table for people who register delegates. They see the order of choice."""

    sort = _sorts("city", "choice", "state", "changed")


def table_filter(*, registers: bool) -> type[TableFilter]:
    return RegistrarsTableFilter if registers else TableFilter


def shown_columns(*, registers: bool) -> list[Column]:
    return [column for column in COLUMNS if registers or column.seen_as == DataClass.NAMES]


def sorted_keys(found: Found, *, registers: bool) -> list[int]:
    """The keys of all that match, in the order that is asked for. One query; names sort as they are spoken, Đ as D.

    Who does not register people does not learn the order of choice by the place of a row either.
    """
    rank = F("rank") if registers else Value(None, IntegerField())
    matching = found.matching.order_by("pk").annotate(choice=rank)
    rows = [Key(*row) for row in matching.values_list("pk", "name", *_BODY, "choice", "state", "changed_at")]
    return [row.key for row in sorted(rows, key=SORTS[found.valid.get("sort", "name")])]


_BODY = ("delegation__participation__city__name", "delegation__participation__organisation__name")


def lines(event: Event, keys: Collection[int], *, registers: bool) -> list[Line]:
    """The delegates in the order of the keys, with what the columns read. Three queries, and two more for contacts."""
    rows = Delegate.objects.select_related(*READ).prefetch_related("groups", *(["contacts"] if registers else []))
    by_key = rows.in_bulk(list(keys))
    people = [row.person_id for row in by_key.values() if row.person_id]
    there = Appearance.objects.filter(event=event, person__in=people).select_related("organisation", "city").order_by()
    at_event = {row.person_id: row for row in there}
    contacts = {key: list(row.contacts.all()) if registers else [] for key, row in by_key.items()}
    no_mail = mail_comes_back(contact for each in contacts.values() for contact in each)
    return [
        _line(by_key[key], at_event.get(by_key[key].person_id or 0), contacts[key], no_mail)
        for key in keys
        if key in by_key
    ]


def _line(
    row: Delegate, appearance: Appearance | None, contacts: list[DelegateContact], no_mail: frozenset[str]
) -> Line:
    groups = [group.name for group in row.groups.all()]
    return Line(row, appearance, groups, contacts, no_mail & {contact.email for contact in contacts})


def cells(line: Line, columns: Collection[Column]) -> list[Cell]:
    return [Cell(column, column.read(line)) for column in columns]


def delegates_of(event: Event, user: User | AnonymousUser) -> Delegates:
    return Delegate.objects.visible_to(user).filter(event=event)
