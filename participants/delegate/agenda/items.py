"""One item of my agenda, its star, and the item as a calendar file."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backstage.text.file_names import content_disposition
from participants.delegate.pages import delegate_of, page_of
from participants.following.standing import Standing, standing_of
from participants.following.starring import star
from participants.links.entry import by_visit
from participants.models import LinkSession
from participants.vocabulary import Area
from tours.serving.by_audience.days import outline
from tours.serving.by_audience.items import ItemPart, item_calendar, item_part
from tours.serving.outputs import CALENDAR


@by_visit(Area.DELEGATE, kept=True)
def item(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    """An item that was removed, or that is no longer theirs, keeps its page: it says so."""
    standing = standing_of(delegate_of(visit))
    context = {"part": _part(standing, uid), "uid": str(uid), "is_starred": str(uid) in standing.starred}
    return page_of(request, visit, "item.html", shown=outline(standing.reading), **context)


@by_visit(Area.DELEGATE, "POST")
def give_star(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    """`on` is 1 to give it, and anything else takes it back."""
    delegate = delegate_of(visit)
    _part(standing_of(delegate), uid)
    star(delegate, str(uid), on=request.POST.get("on") == "1")
    return redirect("participants:my_item", uid)


@by_visit(Area.DELEGATE)
def calendar(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    standing = standing_of(delegate_of(visit))
    title = _part(standing, uid).title
    headers = {"Content-Disposition": content_disposition(title, extension="ics")}
    return HttpResponse(item_calendar(standing.reading, str(uid)), content_type=CALENDAR, headers=headers)


def _part(standing: Standing, uid: UUID) -> ItemPart:
    try:
        return item_part(standing.reading, str(uid))
    except LookupError as missing:
        raise Http404(_("Your agenda has no such item.")) from missing
