"""Decorates views that are reached by a personal link: who came, what a browser may keep, and in whose name things change."""

import hashlib
import posixpath
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from backstage.grounds import Grounds, acting_because
from participants.links.answers import for_one
from participants.links.sessions import visit_of
from participants.models import LinkSession
from participants.vocabulary import Area

P = ParamSpec("P")
ByVisit = Callable[Concatenate[HttpRequest, LinkSession, P], HttpResponseBase]
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
JUST_PROVEN = timedelta(minutes=30)
"""For so long after a code the pages open that ask for a new one."""
SAFE = ("GET", "HEAD")
KEPT_UNDER = "X-Visit"
"""The header of an answer that the worker of a delegate's pages may keep, to be read offline."""


def by_visit(
    area: Area, *methods: str, private: bool = False, just_proven: bool = False, kept: bool = False
) -> Callable[[ByVisit[P]], View[P]]:
    """For a view that is given the visit, whose holder is known. Without a visit the answer is a page with status 401.

    `private` asks once a visit for a mailed code, and `just_proven` for one of the last half hour. `kept` lets a phone keep
    the answer to be read offline: it must hold no secret, and nothing that a code is asked for. What the view changes stands
    in the trail under the name of the holder, whoever is signed in beside them. A view that only reads is protected
    against no forged request: a program that asks by another method is told what is allowed.
    """

    def decorate(view: ByVisit[P]) -> View[P]:
        @login_not_required
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in (allowed := methods or SAFE):
                return for_one(HttpResponseNotAllowed(allowed))
            visit = visit_of(request, area)
            back = request.path if "GET" in allowed else parent_of(request.path)
            refusal = _refusal(request, visit, area, back=back, private=private, just_proven=just_proven)
            if refusal or visit is None:
                return for_one(refusal or _unknown(request, area))
            with acting_because(None, grounds_of(visit)):
                response = for_one(view(request, visit, *args, **kwargs))
            if kept:
                response.headers[KEPT_UNDER] = rights_of(visit)
            return response

        return csrf_exempt(answer) if set(methods) <= set(SAFE) else answer

    return decorate


def by_mailbox(*methods: str) -> Callable[[ByVisit[P]], View[P]]:
    """For a view that is given a visit below /d/ in which a code has proven a mailbox, whoever its holder is, if anybody.

    Whoever came by a link alone is asked for a code first.
    """

    def decorate(view: ByVisit[P]) -> View[P]:
        @login_not_required
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in (allowed := methods or SAFE):
                return for_one(HttpResponseNotAllowed(allowed))
            visit = visit_of(request, Area.DELEGATE)
            if visit is None:
                return for_one(_unknown(request, Area.DELEGATE))
            if visit.proven_at is None:
                wanted = {"next": reverse("participants:mailbox")}
                return for_one(redirect(reverse("participants:prove_d", query=wanted)))
            return for_one(view(request, visit, *args, **kwargs))

        return answer

    return decorate


def rights_of(visit: LinkSession) -> str:
    """Tells the browser for which visit it may keep a page: another one, or a change of the delegate, ends the copies."""
    facts = f"{visit.digest} {visit.delegate and visit.delegate.changed_at}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def parent_of(path: str) -> str:
    """The page above. Where an address takes POST alone, its button stands there: a code leads back to it."""
    return posixpath.dirname(path.rstrip("/")) + "/"


def grounds_of(visit: LinkSession) -> Grounds:
    """The grounds for verbs: the trail says by whose link it was done."""
    return Grounds(by_link=visit.holder_name)


def is_just_proven(visit: LinkSession) -> bool:
    return visit.proven_at is not None and visit.proven_at > timezone.now() - JUST_PROVEN


def _refusal(
    request: HttpRequest, visit: LinkSession | None, area: Area, *, back: str, private: bool, just_proven: bool
) -> HttpResponseBase | None:
    if visit is None:
        return _unknown(request, area)
    if visit.is_of_nobody:
        return redirect("participants:mailbox")
    if (private and visit.proven_at is None) or (just_proven and not is_just_proven(visit)):
        return redirect(reverse(f"participants:prove_{area}", query={"next": back}))
    return None


def _unknown(request: HttpRequest, area: Area) -> HttpResponseBase:
    """Nobody came: the page asks for the address of a mailbox, to which it sends a code or the link."""
    return render(request, "participants/entering/unknown.html", {"area": area}, status=401)
