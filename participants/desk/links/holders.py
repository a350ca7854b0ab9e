"""The holders of the links that a page of the desk is about, found with the rights of its user, and the mailboxes to
which a link may go.
"""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.visitors import signed_in
from participants.desk.finding import delegate_or_404, point_or_404, programme_or_404, registering_at
from participants.links.making import Holder
from participants.models import Delegate
from participants.vocabulary import Whose
from tours.desk.finding import event_or_404
from tours.models import Event, Role
from tours.rights.granting import may_manage
from tours.vocabulary import RoleKind


class Mailbox(NamedTuple):
    whose: Whose
    email: str


class Held(NamedTuple):
    holder: Holder
    name: str
    mailboxes: list[Mailbox]
    back: str
    """The address of the page that shows the links."""
    event: Event | None = None
    """Whose navigation stands above; none for a focal point."""
    part: str = ""


def of_delegate(request: HttpRequest, key: int) -> Held:
    """Raises PermissionDenied for who registers nobody there."""
    row = delegate_or_404(request, key)
    event = registering_at(request, row.event.uid)
    back = reverse("participants:delegate", args=[row.pk])
    return Held(row, row.name, mailboxes_of(row), back, event, "delegates")


def mailboxes_of(row: Delegate) -> list[Mailbox]:
    """The delegate's mailboxes: their own comes before their assistant's."""
    return [Mailbox(Whose(each.whose), each.email) for each in row.contacts.exclude(email="")]


def of_focal_point(request: HttpRequest, slug: str, key: int) -> Held:
    point = point_or_404(signed_in(request), programme_or_404(request, slug), key)
    boxes = [Mailbox(Whose.OWN, point.email)] if point.email else []
    return Held(point, point.name, boxes, reverse("participants:focal_point", args=[slug, key]))


def of_host(request: HttpRequest, uid: str, key: int) -> Held:
    """Finds the liaison of a host, for users who may change the roles of the event. Their link goes to the account's
    address alone.
    """
    event = event_or_404(request, uid)
    if not may_manage(signed_in(request), event):
        raise PermissionDenied
    role: Role = get_object_or_404(event.roles.select_related("user", "event"), pk=key, kind=RoleKind.HOST)
    back = reverse("participants:host_links", args=[uid, key])
    return Held(role, str(role.user), [Mailbox(Whose.OWN, role.user.email)], back, event)
