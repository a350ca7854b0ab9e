"""Renders news as an Atom feed (RFC 4287) with the full text of each post. It takes values and gives bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from backstage.text.tidying import tidy

ATOM = "application/atom+xml; charset=utf-8"
_NAMESPACE = "http://www.w3.org/2005/Atom"
_TAG_YEAR = "2026"
"""The year in tag URIs (RFC 4151). It must never change, or feed readers would take every entry for a new one."""
_NO_ENTRY_YET = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Link:
    """A link to another page of this site: its whole address and its name."""

    address: str
    title: str


@dataclass(frozen=True)
class Entry:
    """A post. `name` ends its tag URI: it is unique and never changes. `html` is sanitised already."""

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
    """Entries under a title. `page` is the address of the same news as a page. `newer` and `older` are the addresses of the
    pages of the feed beside this one (RFC 5005, section 3), if there are any.
    """

    name: str
    address: str
    page: str
    title: str
    author: str
    base_url: str
    entries: Sequence[Entry]
    newer: str = ""
    older: str = ""


def atom(feed: Feed) -> bytes:
    """The feed as bytes. Its time of update is that of its latest entry."""
    root = Element("feed", {"xmlns": _NAMESPACE, "xml:base": f"{feed.base_url}/"})
    _text(root, "id", _tag(feed, feed.name))
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max((entry.updated_at for entry in feed.entries), default=_NO_ENTRY_YET)))
    _link(root, "self", feed.address, type="application/atom+xml")
    _link(root, "alternate", feed.page, type="text/html")
    for relation, address in (("previous", feed.newer), ("next", feed.older)):
        if address:
            _link(root, relation, address, type="application/atom+xml")
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
    """Adds an element with a text, without the control characters that XML cannot hold."""
    SubElement(parent, name, attributes).text = tidy(text)


def _link(parent: Element, relation: str, address: str, **attributes: str) -> None:
    SubElement(parent, "link", {"rel": relation, "href": address, **attributes})


def _person(parent: Element, name: str) -> None:
    _text(SubElement(parent, "author"), "name", name)


def _tag(feed: Feed, name: str) -> str:
    """A tag URI (RFC 4151). It stays the same after a new slug or a move to HTTPS."""
    return f"tag:{urlsplit(feed.base_url).hostname},{_TAG_YEAR}:{name}"


def _moment(at: datetime) -> str:
    """The moment in the form of RFC 3339, in whole seconds of UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
