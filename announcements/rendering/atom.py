"""Draws news as a feed: Atom (RFC 4287), with the full text of each post. Values in, bytes out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from backstage.text.tidying import tidy

ATOM = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_MINTED = "2026"
"""The year by which tags are unique (RFC 4151): it must never change, or every entry would be new to every reader."""
_NO_ENTRY_YET = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Link:
    """Of something else on this site: its whole address and its name."""

    address: str
    title: str


@dataclass(frozen=True)
class Entry:
    """A post. `name` is what its tag ends in: never that of another, and the same for ever. `html` is safe already."""

    name: str
    address: str
    title: str
    language: str
    author: str
    summary: str
    html: str
    published_on: date
    updated_at: datetime
    categories: tuple[str, ...] = ()
    event: Link | None = None


@dataclass(frozen=True)
class Feed:
    """Entries under a title. `page` is what people read instead."""

    name: str
    address: str
    page: str
    title: str
    author: str
    base_url: str
    entries: Sequence[Entry]


def atom(feed: Feed) -> bytes:
    """The feed was updated when any of its entries was last."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:base": f"{feed.base_url}/"})
    _text(root, "id", _tag(feed, feed.name))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((entry.updated_at for entry in feed.entries), default=_NO_ENTRY_YET)))
    _link(root, "self", feed.address, type="application/atom+xml")
    _link(root, "alternate", feed.page, type="text/html")
    _person(root, feed.author)
    for entry in feed.entries:
        _write(SubElement(root, "entry", {"xml:lang": entry.language}), entry, _tag(feed, entry.name))
    drawn: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return drawn


def _write(element: Element, entry: Entry, tag: str) -> None:
    _text(element, "id", tag)
    _text(element, "title", entry.title)
    _link(element, "alternate", entry.address, type="text/html", hreflang=entry.language)
    if entry.event:
        _link(element, "related", entry.event.address, type="text/html", title=tidy(entry.event.title))
    _text(element, "published", _moment(datetime.combine(entry.published_on, time.min, UTC)))
    _text(element, "updated", _moment(entry.updated_at))
    if entry.author:
        _person(element, entry.author)
    for category in entry.categories:
        SubElement(element, "category", {"term": tidy(category)})
    if entry.summary:
        _text(element, "summary", entry.summary)
    _text(element, "content", entry.html, type="html")


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Without control characters, which XML cannot hold."""
    SubElement(parent, name, attributes).text = tidy(text)


def _link(parent: Element, relation: str, address: str, **attributes: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": address, **attributes})


def _person(parent: Element, name: str) -> None:
    _text(SubElement(parent, "author"), "name", name)


def _tag(feed: Feed, name: str) -> str:
    """A tag URI (RFC 4151): neither a new slug nor a move to HTTPS makes another of it."""
    return f"tag:{urlsplit(feed.base_url).hostname},{_MINTED}:{name}"


def _moment(at: datetime) -> str:
    """As RFC 3339 writes it, in whole seconds of UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
