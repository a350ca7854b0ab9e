"""The items that a reader has marked with a star, as a page and as a calendar.

The browser keeps the stars, and the address names the items: so the site learns of no reader, and the calendar of such an
address may be subscribed to. Both are drawn at each request and not kept, as there is no limit to what may be chosen.
"""

import re
from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from backstage.text.file_names import content_disposition
from tours.agenda.changes.comparing import ItemChange, told_changes
from tours.agenda.chosen import MOST_CHOSEN, chosen
from tours.agenda.view import AgendaView
from tours.calendar import chosen_calendar
from tours.pages.changes import VERSION_NUMBER
from tours.serving.current import current_view, published_or_404, view_at
from tours.serving.former_addresses import under_event
from tours.serving.outputs import CALENDAR, NO_INDEX
from tours.serving.public_pages import public_page

UIDS = re.compile(r"[0-9a-f]{32}(\.[0-9a-f]{32})*")


@under_event
@public_page
def my_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The items that the query names, as in `?items=<uid>.<uid>`; with `&since=2`, what changed after version 2.

    Two queries, and one more for what changed.
    """
    published = published_or_404(request, slug)
    try:
        uids, since = _uids(request.GET.get("items", "")), _version(request.GET.get("since", ""))
    except ValidationError as error:
        return _refused(request, error)
    whole = current_view(published)
    view = chosen(whole, uids)
    tells_changes = uids and 0 < since < published.number
    context = {
        "event": view.event,
        "view": view,
        "missing": len(uids) - len(view.items),
        "since": since if tells_changes else 0,
        "changes": _changes(view_at(published, since), whole, uids) if tells_changes else [],
        "query": f"?items={request.GET['items']}" if uids else "",
    }
    return render(request, "tours/my_programme.html", context)


def _changes(before: AgendaView | None, now: AgendaView, uids: Collection[str]) -> list[ItemChange]:
    """The changes of the chosen items. An item that was not there yet was chosen as it is, so it is no change."""
    changes = told_changes(before, now).items if before else ()
    return [change for change in changes if change.uid in uids and change.before]


@under_event
@public_page
def my_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The chosen items as a calendar. Two queries."""
    published = published_or_404(request, slug)
    try:
        uids = _uids(request.GET.get("items", ""))
    except ValidationError as error:
        return _refused(request, error)
    try:
        body = chosen_calendar(current_view(published), uids, base_url=settings.BASE_URL, office=settings.OFFICE_EMAIL)
    except LookupError as missing:
        raise Http404(_("This event has no such items.")) from missing
    disposition = content_disposition(f"{published.slug}-my-programme", extension="ics")
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": NO_INDEX}
    return HttpResponse(body, content_type=CALENDAR, headers=headers)


def _refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return render(request, "400.html", {"message": error.message}, status=400)


def _uids(typed: str) -> frozenset[str]:
    """The UIDs of items; none where nothing is typed. Raises ValidationError."""
    if not typed:
        return frozenset()
    if not UIDS.fullmatch(typed):
        raise ValidationError(
            _("This address does not name items of a programme. Go to the programme and choose them.")
        )
    uids = frozenset(str(UUID(each)) for each in typed.split("."))
    if len(uids) > MOST_CHOSEN:
        raise ValidationError(_("Choose at most %(most)d items.") % {"most": MOST_CHOSEN})
    return uids


def _version(typed: str) -> int:
    """The number of a version; 0 where none is typed. Raises ValidationError."""
    if typed and not VERSION_NUMBER.fullmatch(typed):
        raise ValidationError(_("Changes are told since a version, as in since=2."))
    return int(typed or 0)
