"""Visits by personal link: opening one, finding the one of a request, proving a mailbox, and leaving.

A visit has a row and a cookie of its own and touches neither `request.session` nor `request.user`: whoever is signed in
with an account stays so, and is not taken for the holder. Each area of addresses has its own cookie.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from accounts.secrets.random_secrets import digest_of, make_secret, row_with_secret
from participants.links.making import Holder, area_of, held_by
from participants.links.serving import Served
from participants.models import AccessLink, LinkSession
from participants.vocabulary import Area, Whose

LASTS = timedelta(days=180)
"""The most that a visit lasts. It ends sooner with its link or its holder."""
NAMES = {Area.DELEGATE: "delegate", Area.FOCAL_POINT: "focal-point", Area.HOST: "host"}
HOLDERS = {
    Area.DELEGATE: (
        "delegate__event",
        "delegate__person",
        "delegate__delegation__participation__city",
        "delegate__delegation__participation__organisation",
    ),
    Area.FOCAL_POINT: ("focal_point__programme", "focal_point__city", "focal_point__organisation"),
    Area.HOST: ("role__user", "role__event"),
}
"""What the pages say of a holder, by area. Half of what a request by link costs is joining these."""


def link_of(secret: str, area: Area) -> AccessLink | None:
    """The link of this area that works with the secret. One query; none for a text that cannot be a secret."""
    links = AccessLink.objects.live(timezone.now(), area).select_related(*HOLDERS[area])
    return row_with_secret(links, secret, "digest")


def visit_of(request: HttpRequest, area: Area) -> LinkSession | None:
    """The visit of somebody who came by a link, with what the pages say of them. One query, or none without the
    cookie.
    """
    secret = request.COOKIES.get(cookie_name(area), "")
    visits = LinkSession.objects.live(timezone.now(), area).select_related("link", *HOLDERS[area])
    return row_with_secret(visits, secret, "digest") if secret else None


@transaction.atomic
def open_visit(link: AccessLink, *, instead_of: LinkSession | None = None) -> tuple[LinkSession, str]:
    """A visit of the link's holder, and the secret for its cookie. It ends the browser's visit of before."""
    if instead_of:
        instead_of.delete()
    note_opened(link)
    return _begin(link=link, whose=link.whose, **held_by(link.holder))


def note_opened(link: AccessLink) -> None:
    """Notes that the link was opened. This says no more than that: mail scanners open links, too."""
    link.opened_at = timezone.now()
    link.save(update_fields=["opened_at"])


@transaction.atomic
def open_visit_by_code(
    mailbox: str, *, holder: Holder | None = None, instead_of: LinkSession | None = None
) -> tuple[LinkSession, str]:
    """Opens a visit for a person who reads the mailbox: as the holder, or as nobody until they choose. It ends the
    visit of before.
    """
    if instead_of:
        instead_of.delete()
    return _begin(mailbox=mailbox, proven_at=timezone.now(), **(held_by(holder) if holder else {}))


@transaction.atomic
def choose(visit: LinkSession, one: Served) -> tuple[LinkSession, str]:
    """A visit of the holder by the mailbox that this one has proven, as long ago as it has. One of each area may go on."""
    begun = _begin(mailbox=visit.mailbox, proven_at=visit.proven_at, whose=one.whose, **held_by(one.holder))
    if area_of(one.holder) is Area.DELEGATE:
        visit.delete()
    return begun


def prove(visit: LinkSession, mailbox: str, whose: Whose) -> None:
    """Notes that a code has proven the mailbox, in this visit."""
    visit.mailbox, visit.whose, visit.proven_at = mailbox, whose, timezone.now()
    visit.save(update_fields=["mailbox", "whose", "proven_at"])


def set_cookie(response: HttpResponseBase, area: Area, secret: str) -> None:
    response.set_cookie(
        cookie_name(area),
        secret,
        max_age=int(LASTS.total_seconds()),
        path=f"/{area}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def leave(response: HttpResponseBase, visit: LinkSession | None, area: Area) -> None:
    """Ends the visit, with what the browser keeps of it."""
    if visit:
        visit.delete()
    response.delete_cookie(cookie_name(area), path=f"/{area}/", samesite="Lax")
    forget_copies(response)


def forget_copies(response: HttpResponseBase) -> None:
    """What the browser keeps of one holder to be read offline goes before the next one comes. Cookies stay."""
    response.headers["Clear-Site-Data"] = '"storage"'


def cookie_name(area: Area) -> str:
    """The name of the area's cookie. With HTTPS it is a name that browsers take over HTTPS alone. `__Host-` allows no
    path, so it begins with `__Secure-`.
    """
    return f"__Secure-{NAMES[area]}" if settings.SESSION_COOKIE_SECURE else NAMES[area]


def _begin(**facts: object) -> tuple[LinkSession, str]:
    secret, now = make_secret(), timezone.now()
    visit = LinkSession(digest=digest_of(secret), began_at=now, expires_at=now + LASTS, **facts)
    visit.full_clean()
    visit.save(force_insert=True)
    return visit, secret
