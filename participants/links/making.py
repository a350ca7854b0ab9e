"""Makes the personal link of a holder. Only the mail that carries it knows its secret."""

from django.conf import settings
from django.urls import reverse

from accounts.secrets.random_secrets import digest_of, make_secret
from participants.models import AccessLink, Delegate, FocalPoint
from participants.vocabulary import Area, Whose
from tours.models import Role

PREFIX = "sojourn_link_"
OPEN = {
    Area.DELEGATE: "participants:open_delegate_link",
    Area.FOCAL_POINT: "participants:open_focal_point_link",
    Area.HOST: "participants:open_host_link",
}
HOMES = {Area.DELEGATE: "participants:delegate_home", Area.FOCAL_POINT: "participants:focal_point_home"}
"""Where a visit begins. Who has no home here is neither listed nor sent a link again."""
Holder = Delegate | FocalPoint | Role


def personal_address(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> str:
    """Makes a new link for the mailbox and returns its whole address. Links made before go on working.

    The address is built from BASE_URL, never from a request.
    """
    return link_and_address(holder, email=email, whose=whose)[1]


def link_and_address(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> tuple[AccessLink, str]:
    link, secret = make_link(holder, email=email, whose=whose)
    return link, settings.BASE_URL + reverse(OPEN[link.area], query={"key": secret})


def make_link(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> tuple[AccessLink, str]:
    """The link and its secret, which cannot be read again later."""
    secret = make_secret(PREFIX)
    link = AccessLink(**held_by(holder), email=email, whose=whose, digest=digest_of(secret))
    link.full_clean()
    link.save(force_insert=True)
    return link, secret


def area_of(holder: Holder) -> Area:
    if isinstance(holder, Delegate):
        return Area.DELEGATE
    return Area.FOCAL_POINT if isinstance(holder, FocalPoint) else Area.HOST


def held_by(holder: Holder) -> dict[str, Holder]:
    """The column that names the holder, for a new row or a filter."""
    if isinstance(holder, Delegate):
        return {"delegate": holder}
    return {"focal_point": holder} if isinstance(holder, FocalPoint) else {"role": holder}
