"""The e-mail addresses of delegates, to be copied into a mail."""

from collections.abc import Collection
from typing import NamedTuple

from participants.models import Delegate, DelegateContact


class Addresses(NamedTuple):
    """The addresses of the people and of their assistants, each once; and the people without any."""

    addresses: tuple[str, ...]
    without: tuple[Delegate, ...]


def addresses_of(rows: Collection[Delegate]) -> Addresses:
    """One query."""
    found = DelegateContact.objects.filter(delegate__in=[row.pk for row in rows]).exclude(email="")
    pairs = list(found.order_by("pk").values_list("delegate", "email"))
    reached = {key for key, _address in pairs}
    addresses = tuple(sorted({address.lower(): address for _key, address in pairs}.values(), key=str.lower))
    return Addresses(addresses, tuple(row for row in rows if row.pk not in reached))
