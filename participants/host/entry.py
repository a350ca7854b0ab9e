"""Lets the liaison of a host, who came by personal link, see pages of the desk below /h/."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import get_script_prefix, reverse, set_script_prefix

from accounts.models import Limits, User
from backstage.grounds import acting_because
from participants.links.entry import by_visit, grounds_of
from participants.models import LinkSession
from participants.vocabulary import Area
from tours.models import Role
from tours.role_powers import POWERS
from tours.vocabulary import RoleKind

BASE = f"{Area.HOST}/"
FRAME = "participants/host/_base.html"
View = Callable[..., HttpResponseBase]


class ByLink(NamedTuple):
    """What the frame of the pages tells. A template of the desk takes it from the request, which has none for an account."""

    frame: str
    holder_name: str
    leave: str


def by_host_link(view: View) -> View:
    """The view of the desk, for the visit of a host's liaison.

    Its user is the holder of the role, with no more rights than the role gives at its event: as a token's, a request by
    link is never more, whoever the user is elsewhere. `request.session` is not read. While the view runs, addresses begin
    with /h/, so that links, forms and redirects stay below it.
    """

    @by_visit(Area.HOST, "GET", "HEAD", "POST")
    @wraps(view)
    def answer(request: HttpRequest, visit: LinkSession, /, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = liaison(visit)
        request.user = user
        said = ByLink(FRAME, visit.holder_name, reverse("participants:leave_h"))
        request.by_link = said  # type: ignore[attr-defined]  # the frame reads it
        with acting_because(user, grounds_of(visit)), _addresses_below(BASE):
            try:
                return view(request, *args, **kwargs)
            except PermissionDenied as refusal:  # its page would lead to the desk
                raise Http404 from refusal

    return answer


def liaison(visit: LinkSession) -> User:
    """The holder of the visit's role, limited to it."""
    role: Role = visit.role  # type: ignore[assignment]  # a visit of this area has one
    user: User = role.user
    user.limits = Limits(powers=frozenset(POWERS[RoleKind.HOST]), event=role.event_id)
    return user


@contextmanager
def _addresses_below(base: str) -> Iterator[None]:
    before = get_script_prefix()
    set_script_prefix(before + base)
    try:
        yield
    finally:
        set_script_prefix(before)
