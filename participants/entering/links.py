"""Opening a personal link. GET shows whose it is; a POST opens a visit and does nothing more."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from participants.links.answers import KEY, for_one
from participants.links.making import HOMES
from participants.links.saying import facts_of, masked
from participants.links.sessions import forget_copies, link_of, note_opened, open_visit, set_cookie, visit_of
from participants.models import AccessLink, LinkSession
from participants.vocabulary import Area, Whose

ByLink = Callable[[HttpRequest, AccessLink], HttpResponse]


def by_key(area: Area, view: ByLink) -> Callable[[HttpRequest], HttpResponseBase]:
    """Makes a page of a view that is given the link of the key. If no link of the key works, the answer is a page with
    status 410.
    """

    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest) -> HttpResponseBase:
        link = link_of(request.GET.get(KEY, ""), area)
        if link is None:
            return for_one(render(request, "participants/entering/ended.html", status=410))
        return for_one(view(request, link))

    return page


def said_of(link: AccessLink) -> dict[str, object]:
    """What the pages say of a link. Whoever finds it learns no whole address."""
    return {
        "of": facts_of(link.holder),
        "mailbox": masked(link.email),
        "is_assistants": link.whose == Whose.ASSISTANT,
    }


def _open(request: HttpRequest, link: AccessLink) -> HttpResponse:
    visit = visit_of(request, link.area)
    if request.method == "POST":
        return _opened(link, visit)
    facts = {
        "key": request.GET[KEY],
        "not_mine": f"participants:not_mine_{link.area}",
        "here": visit_of_another(link, visit),
    }
    return render(request, "participants/entering/open.html", said_of(link) | facts)


def visit_of_another(link: AccessLink, visit: LinkSession | None) -> LinkSession | None:
    """The visit of the browser that *Continue* ends, which is said before."""
    return None if visit is None or _is_theirs(link, visit) else visit


def _opened(link: AccessLink, visit: LinkSession | None) -> HttpResponse:
    """Whoever is here already stays so, with what a code has proven in this browser."""
    response = redirect(HOMES[link.area])
    if visit and _is_theirs(link, visit):
        note_opened(link)
        return response
    _visit, secret = open_visit(link, instead_of=visit)
    set_cookie(response, link.area, secret)
    if visit:
        forget_copies(response)
    return response


def _is_theirs(link: AccessLink, visit: LinkSession) -> bool:
    return not visit.is_of_nobody and visit.holder == link.holder


of_delegate = by_key(Area.DELEGATE, _open)
of_focal_point = by_key(Area.FOCAL_POINT, _open)
of_host = by_key(Area.HOST, _open)
