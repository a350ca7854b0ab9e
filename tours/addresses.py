"""The public addresses of an event and its outputs, for renderers, which have no request and no URL configuration."""

from urllib.parse import quote


def event_address(base_url: str, slug: str) -> str:
    return f"{base_url}/events/{slug}/"


def item_address(base_url: str, slug: str, uid: str) -> str:
    """The address of an item's place on the page of its event."""
    return f"{event_address(base_url, slug)}#item-{uid}"


def calendar_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.ics"


def subscribe_address(base_url: str, slug: str) -> str:
    return to_subscribe(calendar_address(base_url, slug))


def to_subscribe(address: str) -> str:
    """The `webcal` address of a calendar, by which calendar programs subscribe to it instead of reading it once."""
    return "webcal" + address.removeprefix("https").removeprefix("http")


def booklet_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.pdf"


def document_address(base_url: str, slug: str, digest: str, file_name: str) -> str:
    """The address of a document. It holds the digest of the bytes, so it never leads to other bytes."""
    return f"{event_address(base_url, slug)}documents/{digest}/{quote(file_name, safe='')}"


def card_address(base_url: str, slug: str) -> str:
    """The picture that is shown where the event's page is shared."""
    return f"{event_address(base_url, slug)}card.png"


def changes_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}changes/"


def events_address(base_url: str) -> str:
    """The list of all public events."""
    return f"{base_url}/events/"


def events_calendar_address(base_url: str, filters: str = "") -> str:
    """The calendar of all public events, or of those that match `filters`, a query string with its question mark."""
    return f"{base_url}/events.ics{filters}"
