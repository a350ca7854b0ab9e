"""The public addresses of an event and its outputs, for renderers, which have no request and no URL configuration."""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import quote, urlencode

from backstage.text.slugs import slug_for

_EXTENSION = re.compile(
    r"(?:;\s*ext=|\bext(?:ension|n)?\b|(?<=[\d\s.,)])x|#|\bint\.|\blok(?:al)?\b|доб\.?|лок\.?|내선)[\s.:]*(\d+)\D*$",
    re.IGNORECASE,
)
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")


def event_address(base_url: str, slug: str) -> str:
    return f"{base_url}/events/{slug}/"


def item_address(home: str, uid: str) -> str:
    """The address of an item's place on the page of its event. `home` is that page's own, public or of one delegate."""
    return f"{home}#item-{uid}"


def item_page_address(home: str, uid: str) -> str:
    """The address of an item's own page."""
    return f"{home}items/{uid}/"


KEY_OF_PERSON = 10
"""How many signs a person's key has."""


def person_slug(name: str, uid: str) -> str:
    """The name of a person in addresses: their own, and a key made from the UID, which no other person has.

    So it needs no row to be known, two people with one name have two addresses, and who is called otherwise later is still
    found by the key.
    """
    return f"{slug_for(name, otherwise='person')}-{sha256(uid.encode()).hexdigest()[:KEY_OF_PERSON]}"


def person_address(base_url: str, name: str, uid: str) -> str:
    """The page of somebody who has a part in public events."""
    return f"{base_url}/people/{person_slug(name, uid)}/"


def calendar_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.ics"


def subscribe_address(base_url: str, slug: str) -> str:
    return to_subscribe(calendar_address(base_url, slug))


def to_subscribe(address: str) -> str:
    """The `webcal` address of a calendar, by which calendar programs subscribe to it instead of reading it once."""
    return "webcal" + address.removeprefix("https").removeprefix("http")


def google_calendar_address(address: str) -> str:
    """The page where Google Calendar asks whether to subscribe to the calendar. Google fetches it, so it must be open
    to all.
    """
    return f"https://calendar.google.com/calendar/r?cid={quote(to_subscribe(address), safe='')}"


def outlook_calendar_address(address: str, name: str, *, host: str) -> str:
    """The page where Outlook on the web asks whether to subscribe to the calendar: at `outlook.live.com` for people,
    at `outlook.office.com` for work or school.
    """
    return f"https://{host}/calendar/0/addfromweb?{urlencode({'url': address, 'name': name}, quote_via=quote)}"


def booklet_address(base_url: str, slug: str) -> str:
    return f"{event_address(base_url, slug)}programme.pdf"


def document_address(home: str, digest: str, file_name: str) -> str:
    """The address of a document, below that of its event. It holds the digest of the bytes, so it never leads to others."""
    return f"{home}documents/{digest}/{quote(file_name, safe='', errors='replace')}"


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


def telephone_address(number: str) -> str:
    """`tel:+4930123456;ext=7` of `+49 (0)30 1234-56 ext. 7`, as RFC 3966 writes it; empty without any digit.

    The zero in brackets is for callers from within the country. Of several numbers it is the first.
    """
    text = unicodedata.normalize("NFKC", number).strip()
    text = re.split(r"(?<=\d)[^\d+]*\+", text, maxsplit=1)[0]
    extension = _EXTENSION.search(text)
    main = text[: extension.start()] if extension else text
    abroad = re.match(r"\D*(?:\+|00)", main)
    digits = _digits(_TRUNK_ZERO.sub("", main) if abroad else main)
    if not digits:
        return ""
    if abroad:
        digits = "+" + (digits if "+" in abroad.group() else digits.removeprefix("00"))
    return f"tel:{digits}" + (f";ext={_digits(extension[1])}" if extension else "")


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in text if sign.isdigit())
