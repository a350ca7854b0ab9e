"""Makes the personal link of a holder. Only the mail that carries it knows its secret."""

from collections.abc import Iterable
from typing import NamedTuple

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
HOMES = {
    Area.DELEGATE: "participants:delegate_home",
    Area.FOCAL_POINT: "participants:focal_point_home",
    Area.HOST: "participants:host_home",
}
"""Where a visit begins."""
Holder = Delegate | FocalPoint | Role


class Recipient(NamedTuple):
    """The person who gets a link, and the mailbox to which it goes."""

    holder: Holder
    email: str
    whose: Whose = Whose.OWN


def personal_address(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> str:
    """Makes a new link for the mailbox and returns its whole address. Links made before go on working.

    The address is built from BASE_URL, never from a request.
    """
    return link_and_address(holder, email=email, whose=whose)[1]


def link_and_address(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> tuple[AccessLink, str]:
    link, secret = make_link(holder, email=email, whose=whose)
    return link, _address(link, secret)


def personal_addresses(recipients: Iterable[Recipient]) -> list[str]:
    """The addresses of new links for many, in their order. Their mailboxes were looked at before. It takes one query."""
    made = [_new(recipient) for recipient in recipients]
    AccessLink.objects.bulk_create([link for link, _secret in made])
    return [_address(link, secret) for link, secret in made]


def make_link(holder: Holder, *, email: str, whose: Whose = Whose.OWN) -> tuple[AccessLink, str]:
    """The link and its secret, which cannot be read again later."""
    link, secret = _new(Recipient(holder, email, whose))
    link.full_clean()
    link.save(force_insert=True)
    return link, secret


def area_of(holder: Holder) -> Area:
    if isinstance(holder, Delegate):
        return Area.DELEGATE
    return Area.FOCAL_POINT if isinstance(holder, FocalPoint) else Area.HOST


def _new(recipient: Recipient) -> tuple[AccessLink, str]:
    secret, held = make_secret(PREFIX), held_by(recipient.holder)
    return AccessLink(**held, email=recipient.email, whose=recipient.whose, digest=digest_of(secret)), secret


def _address(link: AccessLink, secret: str) -> str:
    return settings.BASE_URL + reverse(OPEN[link.area], query={"key": secret})


def held_by(holder: Holder) -> dict[str, Holder]:
    """The column that names the holder, for a new row or a filter."""
    if isinstance(holder, Delegate):
        return {"delegate": holder}
    return {"focal_point": holder} if isinstance(holder, FocalPoint) else {"role": holder}
