"""Writes a page by joining strings: its recorded markup as it is, and its words escaped."""

import html
import re
from typing import NamedTuple

_TAG = re.compile(r"(<[^>]*>)")


class Piece(NamedTuple):
    words: str
    is_markup: bool


def pieces(page: bytes) -> list[Piece]:
    """The pieces of a drawn page: its tags and the words between them."""
    parts = _TAG.split(page.decode())
    return [Piece(part, True) if number % 2 else Piece(html.unescape(part), False) for number, part in enumerate(parts)]


def page(recorded: list[Piece]) -> bytes:
    return "".join([piece.words if piece.is_markup else html.escape(piece.words) for piece in recorded]).encode()
