"""The personal links of the demonstration: of somebody who comes, of who names a city's delegates, and of the host's liaison."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from participants.links.ending import end_link
from participants.links.making import Holder, held_by, personal_address
from participants.models import AccessLink, Delegate, FocalPoint
from participants.vocabulary import LinkEnd
from tours.models import Role
from tours.vocabulary import RoleKind

EVENT = "city-exchange-days-rijeka"
DELEGATE = "ljubica.durdevac@example.org"
FOCAL_POINT = "exchange-belgrade@example.org"


class Shown(NamedTuple):
    what: str
    holder: Holder
    email: str


def shown() -> Iterator[Shown]:
    """Those whom visitors of the demonstration have not removed, and whose link would open something."""
    at = {"event__slug": EVENT}
    for row in Delegate.objects.filter(contacts__email=DELEGATE, **at)[:1]:
        yield Shown(_("A delegate's link: %(name)s") % {"name": row.name}, row, DELEGATE)
    for point in FocalPoint.objects.filter(email=FOCAL_POINT)[:1]:
        yield Shown(_("A focal point's link: %(name)s") % {"name": point.name}, point, FOCAL_POINT)
    for role in Role.objects.filter(kind=RoleKind.HOST, **at).select_related("user")[:1]:
        yield Shown(_("The host's link: %(name)s") % {"name": role.user}, role, role.user.email)


@transaction.atomic
def renewed(one: Shown) -> str:
    """The address of a new link. The ones that went to that mailbox before end, with the visits that they opened."""
    live = AccessLink.objects.live(timezone.now())
    for link in live.filter(**held_by(one.holder), email__iexact=one.email):
        end_link(link, LinkEnd.ASKED)
    return personal_address(one.holder, email=one.email)
