"""One row of the table of delegates as a form: in the row itself, and on a page of its own without script."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import asks_for_part, signed_in
from backstage.grounds import NO_GROUNDS
from backstage.lists import query_string
from participants.desk.delegates.listing import cells, lines, shown_columns
from participants.desk.delegates.row_form import RowForm, read_now
from participants.desk.finding import delegate_or_404, registering_at
from participants.locking import changing
from participants.models import Delegate

AS_IT_STANDS = "row"
"""The parameter by which the row is asked for as it stands, when somebody cancels."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delegate_row(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the form on GET and saves the row on POST. The query string is that of the table, to lead back there."""
    row = delegate_or_404(request, key)
    row.event = registering_at(request, row.event.uid)
    if request.method == "POST":
        return _saved(request, row)
    if AS_IT_STANDS in request.GET and asks_for_part(request):
        return _as_it_stands(request, row)
    return _form(request, row, sent_form(request, partial(RowForm, now=read_now(row))))


def _saved(request: HttpRequest, row: Delegate) -> HttpResponse:
    """The row is read and written with the event locked, so that no colleague comes in between."""
    user = signed_in(request)
    with changing(row.event, by=user, grounds=NO_GROUNDS):
        form = sent_form(request, partial(RowForm, now=read_now(row)))
        is_saved = form.is_valid() and form.save(by=user)
    if not is_saved:
        return _form(request, row, form)
    if asks_for_part(request):
        return _as_it_stands(request, row)
    messages.success(request, _("%(name)s is changed.") % {"name": row})
    return redirect(_table(request, row))


def _form(request: HttpRequest, row: Delegate, form: RowForm) -> HttpResponse:
    is_part = asks_for_part(request)
    context = {"row": row, "event": row.event, "form": form, "query": _query(request), "table": _table(request, row)}
    if is_part:
        form.fields["state"].widget.attrs["autofocus"] = not form.errors
    template = "participants/_delegate_row_form.html" if is_part else "participants/delegate_row.html"
    return render(request, template, context, status=400 if form.errors else 200)


def _as_it_stands(request: HttpRequest, row: Delegate) -> HttpResponse:
    columns: Any = shown_columns(registers=True)
    [line] = lines(row.event, [row.pk], registers=True)
    context = {
        "line": line,
        "cells": cells(line, columns),
        "query": _query(request),
        "registers": True,
        "is_back": True,
    }
    return render(request, "participants/_delegate_row.html", context)


def _query(request: HttpRequest) -> str:
    return query_string({name: value for name, value in request.GET.dict().items() if name != AS_IT_STANDS})


def _table(request: HttpRequest, row: Delegate) -> str:
    return reverse("participants:delegates", args=[row.event.uid]) + _query(request)
