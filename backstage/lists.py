"""A list with filters and pages: a public list, or a table at the desk.

A view gives the filters, the rows that the user may see, and the parameters of the request:

    found = FilteredList(DelegateFilter, Delegate.objects.visible_to(user), request.GET.dict(), request)
    page = found.page(found.matching.select_related("city"), DELEGATES_A_PAGE)
    context = {"form": found.form, "chosen": found.chosen(), "page": page}

Its template passes these on to `_filter_bar.html`, `_chosen_filters.html` and `_pagination.html` among the components.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import urlencode

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.choices import flatten_choices
from django_filters.fields import ModelChoiceField

LONGEST_QUERY = 200
"""The most characters that people may type into a search box."""
FURTHER_PAGE = re.compile("[2-9]|[1-9][0-9]{1,5}")
"""Numbers of the pages after the first."""

Row = TypeVar("Row")
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


class ChosenFilter(NamedTuple):
    """A filter in use, as a page shows it.

    `problem` says why it finds nothing, if that is known. `others` is the query string of the list without this filter.
    """

    name: str
    label: str
    value: str
    problem: str
    others: str
    language: str = "und"
    """Of the value, where it is a title in a language of its own; otherwise `und`, which no page marks."""


class ListPage(Page[Row]):
    """A page of a list. The addresses of the pages beside it keep the filters of the list."""

    def __init__(self, rows: Any, number: int, paginator: Paginator[Row], filters: Mapping[str, str]) -> None:
        super().__init__(rows, number, paginator)
        self.filters = filters

    @property
    def query(self) -> str:
        """The query string of this page. The first page has the address of the list itself."""
        return self._at(self.number) if self.number > 1 else query_string(self.filters)

    @property
    def previous_query(self) -> str:
        return self._at(self.previous_page_number())

    @property
    def next_query(self) -> str:
        return self._at(self.next_page_number())

    def _at(self, number: int) -> str:
        return query_string({**self.filters, "page": str(number)})


def page_of(
    rows: QuerySet[Any, Row] | Sequence[Row],
    asked: str | None,
    size: int,
    *,
    filters: Mapping[str, str] | None = None,
    count: int | None = None,
) -> ListPage[Row]:
    """The page with the number `asked`. A number too high gives the last page, and anything else the first page.

    Counting the rows costs a query, unless `count` gives their number.
    """
    paginator: Paginator[Row] = Paginator(rows, size)
    if count is not None:
        paginator.count = count
    found = paginator.get_page(asked)
    return ListPage(found.object_list, found.number, paginator, filters or {})


@dataclass(frozen=True)
class FilteredList(Generic[Rows]):
    """The rows of `visible` that the parameters of a request ask for, by the filters of a FilterSet.

    Each filter has one value, under its own name. Parameters that are no filters are ignored. A filter that cannot be,
    such as `year=soon`, is an error of the form. A FilterSet whose choices depend on the user finds the user in `request`.
    """

    filterset_class: type[django_filters.FilterSet]
    visible: Rows
    parameters: Mapping[str, str]
    request: HttpRequest | None = None

    @cached_property
    def in_use(self) -> dict[str, str]:
        """The filters that have a value, in the order of the FilterSet, so that the same filters always give the same
        address.
        """
        given = {name: self.parameters.get(name, "").strip() for name in self.filterset_class.base_filters}
        return {name: value for name, value in given.items() if value}

    @property
    def query(self) -> str:
        """The query string of the list: its filters, without a page."""
        return query_string(self.in_use)

    @cached_property
    def form(self) -> forms.Form:
        """The bound and validated form. A page may give its fields other widgets.

        Rows of a table that grows are found by words or come by a link: a select would offer them all.
        """
        form: forms.Form = self._filterset.form
        form.is_valid()
        return form

    @cached_property
    def valid(self) -> dict[str, str]:
        """The filters in use without those that are errors of the form."""
        return {name: value for name, value in self.in_use.items() if name not in self.form.errors}

    @property
    def narrowed(self) -> Rows:
        """The rows that match the valid filters; invalid filters are ignored."""
        rows: Rows = self._filterset.qs
        return rows

    @property
    def matching(self) -> Rows:
        """The rows that match all filters in use. There are none if one of the filters is invalid."""
        return self.narrowed.none() if self.form.errors else self.narrowed

    def without(self, name: str) -> Rows:
        """The rows that match the filters other than `name`, for counting what each choice of that filter would find."""
        rows: Rows = self._filterset_of(self._others(name)).qs
        return rows

    def alone(self, name: str) -> Rows:
        """The rows that match this filter in use, whatever the others are."""
        rows: Rows = self._filterset_of({name: self.in_use[name]}).qs
        return rows

    def chosen(
        self, words: Mapping[str, str] | None = None, languages: Mapping[str, str] | None = None
    ) -> list[ChosenFilter]:
        """The filters in use.

        `words` maps the name of a filter to the words for its value, where the form cannot know them, and `languages` to
        their language.
        """
        called = words or {}
        return [
            ChosenFilter(
                name=name,
                label=str(self.form.fields[name].label),
                value=called.get(name) or self._in_words(name),
                problem=str(self.form.errors[name][0]) if name in self.form.errors else "",
                others=query_string(self._others(name)),
                language=(languages or {}).get(name, "und"),
            )
            for name in self.in_use
        ]

    def page(self, rows: QuerySet[Any, Row], size: int, *, count: int | None = None) -> ListPage[Row]:
        """The requested page of `rows`: `matching` or `narrowed`, ordered and with the relations that the page needs."""
        return page_of(rows, self.parameters.get("page"), size, filters=self.in_use, count=count)

    @property
    def way_back(self) -> str:
        """The query string that leads from one row's own page back to this page of the list. It costs no query."""
        page = self.parameters.get("page", "")
        return query_string({**self.valid, "page": page} if FURTHER_PAGE.fullmatch(page) else self.valid)

    @cached_property
    def _filterset(self) -> Any:
        return self._filterset_of(self.in_use)

    def _filterset_of(self, filters: Mapping[str, str]) -> Any:
        return self.filterset_class(filters, queryset=self.visible, request=self.request)

    def _others(self, name: str) -> dict[str, str]:
        return {other: value for other, value in self.in_use.items() if other != name}

    def _in_words(self, name: str) -> str:
        """The label of the chosen value. Typed text, or a value that is no choice, is shown as it is."""
        field = self.form.fields[name]
        value, chosen = self.in_use[name], self.form.cleaned_data.get(name)
        if isinstance(field, ModelChoiceField):  # this avoids reading all choices, which may be many
            return str(field.null_label if chosen == field.null_value else chosen or value)
        if isinstance(field, forms.ChoiceField):
            choices = cast("Iterable[Any]", field.choices)
            return str(dict(flatten_choices(iter(choices))).get(value, value))
        return value


def query_string(parameters: Mapping[str, str]) -> str:
    """The parameters as a query string with its question mark, or an empty string without parameters."""
    return f"?{urlencode(parameters)}" if parameters else ""
