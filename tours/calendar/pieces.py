"""The entries of a feed as pieces, which the feed of the next edition takes over as far as nothing in them has changed."""

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
"""By the digest of all that shapes a piece, except the code that draws it: what is kept of them must be kept by that."""


def piece(item: ItemView, facts: EventFacts) -> Piece:
    return Piece(item_bytes(item, facts), tuple(sorted(zones(item))))


def pieces(items: Iterable[ItemView], facts: EventFacts, known: Pieces) -> Pieces:
    """A piece an item, in their order, drawn only where it is not `known`.

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
