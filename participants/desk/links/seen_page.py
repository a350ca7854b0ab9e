"""The page that says who has seen the current version of an event, and whom to call."""

from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from backstage.lists import FilteredList, page_of
from participants.desk.finding import registering_at
from participants.desk.links.seen import Asked, People, asked_of, in_order, lines, people_of, reached_of, versions_of
from participants.filters import NO, YES, DelegateFilter
from tours.models import Event

PEOPLE_A_PAGE = 50


class SeenFilter(DelegateFilter):
    """The filter of those who have a place: by name, city and group."""

    seen = django_filters.ChoiceFilter(
        method="who_have_seen", choices=[(NO, _("Not seen")), (YES, _("Seen"))], label=_("Seen"), empty_label=_("All")
    )
    state = capacity = seat = None

    def who_have_seen(self, rows: People, _name: str, answer: str) -> People:
        return rows.filter(has_seen=answer == YES)


@require_safe
def seen(request: HttpRequest, uid: str) -> HttpResponse:
    event = registering_at(request, uid)
    asked = asked_of(event)
    if asked is None:
        return render(request, "participants/links/seen.html", {"event": event, "asked": None})
    people = people_of(event, signed_in(request), asked.least)
    found = FilteredList(SeenFilter, people, request.GET.dict(), request)
    context = {"event": event, "asked": asked, **_counts(people, asked), **_list(request, event, found, asked)}
    return render(request, "participants/links/seen.html", context, status=400 if found.form.errors else 200)


def _counts(people: People, asked: Asked) -> dict[str, Any]:
    versions = versions_of(people)
    return {
        "versions": versions,
        "total": sum(each.people for each in versions),
        "number_seen": sum(each.people for each in versions if (each.number or 0) >= asked.least),
    }


def _list(request: HttpRequest, event: Event, found: FilteredList[Any], asked: Asked) -> dict[str, Any]:
    reached = reached_of(found.matching)
    page = page_of(in_order(found.matching, reached), request.GET.get("page"), PEOPLE_A_PAGE, filters=found.in_use)
    return {
        "form": found.form,
        "chosen": found.chosen(),
        "is_narrowed": bool(found.in_use),
        "page": page,
        "lines": lines(event, list(page), asked.least, reached),
    }
