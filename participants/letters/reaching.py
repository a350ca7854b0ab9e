"""Where answers go, whether a delegation can be reached by mail, and which invitations came back."""

from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.emails.addresses import sendable_address
from backstage.mail.outbox import bare_address
from backstage.models import Undeliverable
from participants.delegations.invitations import invitation_of
from participants.models import Delegation, Invitation
from tours.models import Event


def where_replies_go(event: Event, *, invitation: Invitation | None = None) -> str:
    """The address to which replies go: that of the invitation, or of the event's first contact with one, or of the
    office.

    One query where the invitation says it, else two; one fewer if the `invitation` is read already.
    """
    row = invitation or invitation_of(event)
    return (
        row.reply_to
        or event.contacts.exclude(email="").values_list("email", flat=True).first()
        or settings.OFFICE_EMAIL
    )


def returned(delegations: Iterable[Delegation]) -> frozenset[int]:
    """The keys of those whose invitation could not be delivered, for a page of delegations. Costs one query."""
    sent = {row.pk: row.letter_to for row in delegations if row.letter_to}
    unknown = undeliverable(sent.values())
    return frozenset(key for key, address in sent.items() if address in unknown)


def undeliverable(addresses: Iterable[str]) -> frozenset[str]:
    """The addresses that take no mail. Costs one query."""
    spelt = {address: _as_marked(address) for address in addresses}
    marked = set(Undeliverable.objects.filter(address__in=set(spelt.values())).values_list("address", flat=True))
    return frozenset(address for address, spelling in spelt.items() if spelling in marked)


def taking_mail(addresses: Iterable[str]) -> frozenset[str]:
    """The addresses to which mail can be sent, and from which none has come back. Costs one query."""
    given = {address for address in addresses if _can_be_sent_to(address)}
    return frozenset(given - undeliverable(given))


def _can_be_sent_to(address: str) -> bool:
    try:
        sendable_address(address)
    except ValidationError:
        return False
    return True


def address_of(delegation: Delegation) -> str:
    """The focal point's address, to which letters go. It is empty where there is no focal point."""
    return delegation.focal_point.email if delegation.focal_point else ""


def why_unreachable(delegation: Delegation, unknown: frozenset[str]) -> str:
    """Why no letter can be sent, and what to do; empty where one can. `unknown` are the addresses that take no mail."""
    address = address_of(delegation)
    if not address:
        return _("%(body)s has no focal point with an address. Choose one first.") % {"body": delegation}
    if address in unknown:
        words = _("Mail to %(address)s comes back. Correct the address of %(body)s first.")
        return words % {"address": address, "body": delegation}
    return ""


def _as_marked(address: str) -> str:
    """The address as the outbox marks it."""
    try:
        return bare_address(address).lower()
    except ValidationError:
        return address.lower()
