"""The entries of a feed as pieces; the feed of the next edition reuses those in which nothing changed."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from django.utils.translation import get_language

from tours.agenda.view import ItemView
from tours.calendar.items import EventFacts, item_bytes, zones


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """An item's VEVENT, and the zones whose VTIMEZONE it needs."""

    entry: bytes
    zones: tuple[str, ...]


Pieces = Mapping[bytes, Piece]
"""Pieces by the digest of all that shapes them, except the code that draws them: a cache adds that code to its key."""


def piece(item: ItemView, facts: EventFacts) -> Piece:
    return Piece(item_bytes(item, facts), tuple(sorted(zones(item))))


def pieces(items: Iterable[ItemView], facts: EventFacts, known: Pieces) -> Pieces:
    """One piece for each item, in their order. A piece is drawn only if it is not `known`.

    Raises UnicodeEncodeError for a lone surrogate in a text, which no stored edition can hold.
    """
    items = tuple(items)
    return {
        digest: known.get(digest) or piece(item, facts)
        for digest, item in zip(_digests(items, facts), items, strict=True)
    }


def _digests(items: Iterable[ItemView], facts: EventFacts) -> Iterator[bytes]:
    shared = hashlib.sha256(_encoder.encode((facts, get_language())))
    for item in items:
        digest = shared.copy()
        digest.update(_encoder.encode(item))
        yield digest.digest()


_encoder = msgspec.msgpack.Encoder(order="deterministic")
