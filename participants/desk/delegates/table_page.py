"""The page with the table of all delegates of an event, and with the form for many at once."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from backstage.lists import FilteredList, page_of, query_string
from participants.desk.delegates.columns import Column
from participants.desk.delegates.listing import (
    DELEGATES_A_PAGE,
    Found,
    cells,
    delegates_of,
    lines,
    shown_columns,
    sorted_keys,
    table_filter,
)
from participants.desk.delegates.quick_form import QuickForm
from participants.desk.finding import Desk, naming_at


class Heading(NamedTuple):
    column: Column
    query: str
    """The query string of the list that is sorted by this column."""
    is_sorted: bool


@require_http_methods(["GET", "HEAD", "POST"])
def delegates(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the table, narrowed and sorted by the query string. POST says the same of all that are ticked."""
    desk = naming_at(request, uid)
    if request.method == "POST" and not desk.registers:
        raise PermissionDenied
    form = _form(request, desk)
    if form and form.is_bound and form.is_valid() and form.carry_out(by=signed_in(request)):
        number = len(form.cleaned_data["rows"])
        words = ngettext("%(number)d delegate was changed.", "%(number)d delegates were changed.", number)
        messages.success(request, words % {"number": number})
        return redirect(request.get_full_path())
    rows = delegates_of(desk.event, signed_in(request))
    found = FilteredList(table_filter(registers=desk.registers), rows, request.GET.dict(), request)
    context = {**_table(request, desk, found), **desk._asdict(), "quick": form}
    return render(request, "participants/delegates.html", context, status=_status(found, form))


def _form(request: HttpRequest, desk: Desk) -> QuickForm | None:
    if not desk.registers:
        return None
    return QuickForm(request.POST if request.method == "POST" else None, event=desk.event, auto_id="quick_%s")


def _status(found: Found, form: QuickForm | None) -> int:
    return 400 if found.form.errors or (form and form.errors) else 200


def _table(request: HttpRequest, desk: Desk, found: Found) -> dict[str, Any]:
    columns = shown_columns(registers=desk.registers)
    page = page_of(
        sorted_keys(found, registers=desk.registers), request.GET.get("page"), DELEGATES_A_PAGE, filters=found.in_use
    )
    shown = lines(desk.event, list(page), registers=desk.registers)
    return {
        "form": found.form,
        "chosen": [each for each in found.chosen() if each.name != "sort"],
        "is_narrowed": bool(set(found.in_use) - {"sort"}),
        "page": page,
        "query": query_string(request.GET.dict()),
        "headings": [_heading(column, found) for column in columns],
        "lines": [(line, cells(line, columns)) for line in shown],
    }


def _heading(column: Column, found: Found) -> Heading:
    others = {name: value for name, value in found.in_use.items() if name != "sort"}
    asked = others if column.sort in {"", "name"} else {**others, "sort": column.sort}
    return Heading(column, query_string(asked), is_sorted=column.sort == found.valid.get("sort", "name"))
