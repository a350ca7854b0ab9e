"""The page of all that a mailbox serves, for a reader who has proven that they read it. Each button comes in as one
holder.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.links.entry import by_mailbox
from participants.links.making import HOMES, area_of
from participants.links.saying import facts_of
from participants.links.serving import Served, served_by
from participants.links.sessions import choose, forget_copies, set_cookie
from participants.models import LinkSession
from participants.vocabulary import Area, Whose


class Line(NamedTuple):
    key: str
    of: dict[str, str]
    is_here: bool


@by_mailbox()
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    served = served_by(visit.mailbox, timezone.now())
    groups = [(title, _lines(found, visit)) for title, found in _grouped(served) if found]
    facts = {"visit": visit, "groups": groups}
    return render(request, "participants/entering/mailbox.html", facts)


@by_mailbox("POST")
def choose_holder(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Ends the visit of the holder before, if both are below /d/."""
    served = {one.key: one for one in served_by(visit.mailbox, timezone.now())}
    one = served.get(request.POST.get("holder", ""))
    if one is None:
        raise Http404(_("This mailbox does not serve them, or not any more."))
    area = area_of(one.holder)
    response = redirect(HOMES[area])
    if _is_here(one, visit):
        return response
    _visit, secret = choose(visit, one)
    set_cookie(response, area, secret)
    if area is Area.DELEGATE and not visit.is_of_nobody:
        forget_copies(response)
    return response


def _grouped(served: Iterable[Served]) -> list[tuple[str, list[Served]]]:
    found = list(served)
    tours = [one for one in found if area_of(one.holder) is Area.DELEGATE]
    return [
        (_("My tours"), [one for one in tours if one.whose == Whose.OWN]),
        (_("People whom I assist"), [one for one in tours if one.whose == Whose.ASSISTANT]),
        (_("Invitations that I answer"), [one for one in found if area_of(one.holder) is Area.FOCAL_POINT]),
        (_("Where I am the host"), [one for one in found if area_of(one.holder) is Area.HOST]),
    ]


def _lines(served: Iterable[Served], visit: LinkSession) -> list[Line]:
    return [Line(one.key, facts_of(one.holder), _is_here(one, visit)) for one in served]


def _is_here(one: Served, visit: LinkSession) -> bool:
    return not visit.is_of_nobody and visit.holder == one.holder
