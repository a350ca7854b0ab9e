"""The sources of requests, for counting them. No IP address can be found from what is stored."""

from ipaddress import ip_address, ip_network

from django.utils.crypto import salted_hmac

NETWORK_OF_ONE = 64
"""The first bits of an IPv6 address, which identify a subscriber, who has all addresses with these bits."""


def source_of(address: str) -> str:
    """A keyed digest, which only this site can make. It is the same for all IP addresses of one subscriber."""
    return salted_hmac("accounts.sources", _subscriber(address), algorithm="sha256").hexdigest()[:32]


def _subscriber(address: str) -> str:
    """The IPv4 address in its usual form, or the network of an IPv6 address.

    Other texts, such as a socket's name, stay as they are.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if known.version == 6 and known.ipv4_mapped:  # a server that listens on both kinds writes IPv4 addresses like this
        known = known.ipv4_mapped
    return str(known) if known.version == 4 else str(ip_network((int(known), NETWORK_OF_ONE), strict=False))
