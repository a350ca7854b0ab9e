"""Where requests come from, for whatever counts by it: nothing is kept that leads back to an address."""

from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

NETWORK_OF_ONE = 64
"""Bits of an IPv6 address that tell one subscriber from another: each has all the addresses below."""


def source_of(address: str) -> str:
    """A digest that only this site can make, the same for all of one subscriber's addresses."""
    return salted_hmac("accounts.sources", _subscriber(address), algorithm="sha256").hexdigest()[:32]


def _subscriber(address: str) -> str:
    """An IPv4 address, however it is written, or the network of an IPv6 one; what is neither, as a socket's name, stays as it is."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 6 and known.ipv4_mapped:  # as a server that listens to both kinds writes it
        known = known.ipv4_mapped
    return str(known) if known.version == 4 else str(ip_network((int(known), NETWORK_OF_ONE), strict=False))
