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
    """The calendar's address as calendar programs take it: to be read again, not once."""
    return "webcal" + calendar_address(base_url, slug).removeprefix("https").removeprefix("http")


def booklet_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.pdf"


def document_address(base_url: str, slug: str, digest: str, file_name: str) -> str:
    """The digest is that of the bytes, so a name is never given to other ones."""
    return f"{event_address(base_url, slug)}documents/{digest}/{quote(file_name, safe='')}"


def changes_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}changes/"


def events_address(base_url: str) -> str:
    """The list of all public events."""
    return f"{base_url}/events/"


def events_calendar_address(base_url: str) -> str:
    """The calendar of all public events."""
    return f"{base_url}/events.ics"
