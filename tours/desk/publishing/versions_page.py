"""The desk's page of an event's versions: who published each and when, two compared, and one as its readers see it."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from backstage.lists import page_of
from tours.agenda.changes.comparing import compare
from tours.agenda.changes.in_place import in_place
from tours.desk.audiences import level_asked_for, tabs, view_of
from tours.desk.finding import event_or_404
from tours.editions.publishing import agenda_of
from tours.models import Edition, Event, Redaction
from tours.vocabulary import Level

VERSIONS_A_PAGE = 25
NUMBER = re.compile("[1-9][0-9]{0,8}")


@require_safe
def versions(request: HttpRequest, uid: object) -> HttpResponse:
    """The list; with `?version=3` that version, and with `?from=2&to=4` what changed from one to the other."""
    event = event_or_404(request, uid)
    try:
        level, numbers = level_asked_for(request.GET), _numbers(request)
    except ValidationError as error:
        return render(request, "400.html", {"message": error.message}, status=400)
    if len(numbers) == 2:
        return _compared(request, event, level, *sorted(numbers))
    return _one(request, event, level, *numbers) if numbers else _list(request, event)


def _numbers(request: HttpRequest) -> list[int]:
    """The version that is asked for, or the two. Raises ValidationError."""
    names = ["version"] if "version" in request.GET else [name for name in ("from", "to") if name in request.GET]
    given = [request.GET[name] for name in names]
    if names == ["from"] or names == ["to"] or not all(map(NUMBER.fullmatch, given)):
        raise ValidationError(_("Versions have numbers: version=3 shows one, from=2&to=4 compares two."))
    return [int(number) for number in given]


def _list(request: HttpRequest, event: Any) -> HttpResponse:
    redacted = Exists(Redaction.objects.filter(edition=OuterRef("pk")))
    rows = event.editions.newest_first().select_related("published_by", "withdrawn_by").defer("agenda")
    standing = event.editions.standing().newest_first().values_list("number", flat=True).first()
    context = {
        "event": event,
        "page": page_of(rows.annotate(redacted=redacted), request.GET.get("page"), VERSIONS_A_PAGE),
        "standing": standing,
        "redacts": signed_in(request).is_operator,
    }
    return render(request, "tours/publishing/versions.html", context)


def _one(request: HttpRequest, event: Event, level: Level, number: int) -> HttpResponse:
    edition = edition_or_404(event, number)
    view = view_of(agenda_of(edition), level)
    context = {
        "event": event,
        "edition": edition,
        "tabs": tabs(level),
        "view": view,
        "days": in_place(view, None) if view else [],
    }
    return render(request, "tours/publishing/version.html", context)


def _compared(request: HttpRequest, event: Event, level: Level, first: int, second: int) -> HttpResponse:
    editions = [edition_or_404(event, number) for number in (first, second)]
    before, after = (view_of(agenda_of(edition), level) for edition in editions)
    changes = compare(before, after) if before and after else None
    context = {
        "event": event,
        "editions": editions,
        "tabs": tabs(level),
        "is_seen": bool(before and after),
        "brings": {"changes": changes} if changes else None,
        "days": in_place(after, changes) if after and before else [],
    }
    return render(request, "tours/publishing/compared.html", context)


def edition_or_404(event: Event, number: int) -> Edition:
    editions: QuerySet[Edition] = event.editions.select_related("published_by")
    return get_object_or_404(editions, number=number)
