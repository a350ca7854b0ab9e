"""The secret addresses of the demonstration: the link and the private calendar of somebody who comes, and the links of who names a
city's delegates and of the host's liaison.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.following.private_calendar import address_of, renew
from participants.links.ending import end_link
from participants.links.making import Holder, held_by, personal_address
from participants.models import AccessLink, Delegate, FocalPoint
from participants.vocabulary import LinkEnd
from tours.models import Role
from tours.vocabulary import RoleKind

EVENT = "city-exchange-days-rijeka"
DELEGATE = "ljubica.durdevac@example.org"
FOCAL_POINT = "exchange-belgrade@example.org"


class Printed(NamedTuple):
    what: str
    address: str


def renewed() -> list[Printed]:
    """New addresses of those whom visitors of the demonstration have not removed. Those printed before work no more."""
    with transaction.atomic():
        return list(_renewed())


def _renewed() -> Iterator[Printed]:
    at = {"event__slug": EVENT}
    for row in Delegate.objects.filter(contacts__email=DELEGATE, **at)[:1]:
        yield Printed(_("A delegate's link: %(name)s") % {"name": row.name}, _link(row, DELEGATE))
        words = _("Their private calendar, for a calendar program")
        yield Printed(words, address_of(renew(row)))
    for point in FocalPoint.objects.filter(email=FOCAL_POINT)[:1]:
        yield Printed(_("A focal point's link: %(name)s") % {"name": point.name}, _link(point, FOCAL_POINT))
    for role in Role.objects.filter(kind=RoleKind.HOST, **at).select_related("user")[:1]:
        yield Printed(_("The host's link: %(name)s") % {"name": role.user}, _link(role, role.user.email))


def _link(holder: Holder, email: str) -> str:
    """Ends the links that went to the mailbox before, with the visits that they opened."""
    live = AccessLink.objects.live(timezone.now())
    for link in live.filter(**held_by(holder), email__iexact=email):
        end_link(link, LinkEnd.ASKED)
    return personal_address(holder, email=email)
