"""The builder's page: the days of the agenda as a list, or as a grid."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tours.desk.builder.clashes import number_of_clashes
from tours.desk.builder.days import days_of, offered, steps_of
from tours.desk.builder.grid import BY, grids_of
from tours.desk.builder.many import ManyForm
from tours.desk.finding import event_or_404


@require_safe
def agenda(request: HttpRequest, uid: str) -> HttpResponse:
    """`?view=grid` shows the days as tables by track, with `&by=place` by place."""
    event = event_or_404(request, uid)
    return render(request, "tours/builder/agenda.html", context_of(request, event))


def context_of(request: HttpRequest, event: Any, many: ManyForm | None = None) -> dict[str, Any]:
    days, is_edited = days_of(event), event.edits_agenda
    by = request.GET.get("by") if request.GET.get("by") in BY else "track"
    is_grid = request.GET.get("view") == "grid"
    context: dict[str, Any] = {"event": event, "days": days, "edits": is_edited, "is_grid": is_grid, "by": by}
    if is_grid:
        return context | {"grids": grids_of(days, str(by))}
    if is_edited:
        many = many or ManyForm(event=event, days=[day.day for day in days if day.day])
        context |= {"steps": steps_of(event), "clashes": number_of_clashes(event), "many": many, **offered(event)}
    return context
