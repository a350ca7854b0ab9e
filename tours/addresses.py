"""The public addresses of an event and its outputs, for renderers, which know no request and no URL configuration."""

from urllib.parse import quote


def event_address(base_url: str, slug: str) -> str:
    return f"{base_url}/events/{slug}/"


def item_address(base_url: str, slug: str, uid: str) -> str:
    """An item's place on the page of its event."""
    return f"{event_address(base_url, slug)}#item-{uid}"


def calendar_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.ics"


def subscribe_address(base_url: str, slug: str) -> str:
    return to_subscribe(calendar_address(base_url, slug))


def to_subscribe(address: str) -> str:
    """A calendar's address as calendar programs take it: to be read again, not once."""
    return "webcal" + address.removeprefix("https").removeprefix("http")


def booklet_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.pdf"


def document_address(base_url: str, slug: str, digest: str, file_name: str) -> str:
    """The digest is that of the bytes, so a name is never given to other ones."""
    return f"{event_address(base_url, slug)}documents/{digest}/{quote(file_name, safe='')}"


def card_address(base_url: str, slug: str) -> str:
    """The picture by which the event is shown where its page is shared."""
    return f"{event_address(base_url, slug)}card.png"


def changes_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}changes/"


def events_address(base_url: str) -> str:
    """The list of all public events."""
    return f"{base_url}/events/"


def events_calendar_address(base_url: str, filters: str = "") -> str:
    """The calendar of all public events, or of those that match a query string, which begins with its question mark."""
    return f"{base_url}/events.ics{filters}"
