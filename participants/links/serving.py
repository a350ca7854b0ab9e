"""The people whom a mailbox serves: their personal links go there, and its reader may come in as each of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.emails.addresses import compared_address
from participants.links.making import Holder, area_of
from participants.models import AccessLink, Delegate, DelegateContact, FocalPoint
from participants.models.links.access import of_event, of_focal_point
from participants.vocabulary import DelegateState, LinkEnd, Whose
from tours.models import Role
from tours.vocabulary import RoleKind

OF_DELEGATE = (
    "delegate__event__programme",
    "delegate__event__published",
    "delegate__delegation__participation__city",
    "delegate__delegation__participation__organisation",
)


class Served(NamedTuple):
    """A holder, the mailbox as it is written with them, and whose it is."""

    holder: Holder
    mailbox: str
    whose: Whose = Whose.OWN

    @property
    def key(self) -> str:
        """Names the holder in a form."""
        return f"{area_of(self.holder)}-{self.holder.pk}"


def served_by(mailbox: str, now: datetime) -> list[Served]:
    """The people who may come in now by this mailbox: delegates in the order of their events, then focal points and
    hosts. Three queries.

    Capitals do not count in an address, and all else does: a look-alike is another mailbox. People who were replaced
    are left out. So are people of whom the reader has said that they are somebody else, until a new link goes to the
    mailbox.
    """
    compared = compared_address(mailbox)
    if compared is None:
        return []
    found = [*_delegates(mailbox, now), *_focal_points(mailbox, now), *_hosts(mailbox, now)]
    return [one for one in found if compared_address(one.mailbox) == compared]


def mailboxes_of(holder: Holder) -> dict[Whose, str]:
    """The mailboxes at which the holder reads mail, by whose mailbox it is."""
    if isinstance(holder, Delegate):
        return {Whose(row.whose): row.email for row in holder.contacts.all() if row.email}
    return {Whose.OWN: holder.email if isinstance(holder, FocalPoint) else holder.user.email}


def _delegates(mailbox: str, now: datetime) -> Iterator[Served]:
    rows = DelegateContact.objects.filter(of_event(now, "delegate__event__"), email__iexact=mailbox)
    rows = rows.exclude(delegate__state=DelegateState.REPLACED).exclude(delegate__in=_not_theirs(Delegate, mailbox))
    found: dict[int, Served] = {}
    for row in rows.select_related(*OF_DELEGATE).order_by("delegate__event__starts", "delegate", "-whose"):
        found.setdefault(row.delegate_id, Served(row.delegate, row.email, Whose(row.whose)))
    yield from found.values()


def _focal_points(mailbox: str, now: datetime) -> Iterator[Served]:
    rows = FocalPoint.objects.filter(of_focal_point(now), email__iexact=mailbox)
    rows = rows.exclude(pk__in=_not_theirs(FocalPoint, mailbox))
    for point in rows.select_related("programme", "city", "organisation").order_by("pk"):
        yield Served(point, point.email)


def _not_theirs(model: type[Delegate | FocalPoint], mailbox: str) -> QuerySet[Any]:
    """The keys of those whose newest link to the mailbox ended because its reader is somebody else."""
    column = "delegate" if model is Delegate else "focal_point"
    links = AccessLink.objects.filter(**{column: OuterRef("pk")}, email__iexact=mailbox).order_by("-made_at", "-pk")
    newest = model._default_manager.alias(newest=Subquery(links.values("end")[:1]))
    return newest.filter(Q(("newest", LinkEnd.NOT_MINE))).order_by().values("pk")


def _hosts(mailbox: str, now: datetime) -> Iterator[Served]:
    roles = Role.objects.filter(kind=RoleKind.HOST, user__email__iexact=mailbox, user__is_active=True)
    rows = roles.filter(of_event(now, "event__")).select_related("user", "event", "programme")
    for role in rows.order_by("pk"):
        yield Served(role, role.user.email)
