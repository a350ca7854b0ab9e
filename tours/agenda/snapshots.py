"""Writing an agenda into an edition, and reading it back from any format that was ever used."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from tours.agenda.upgrades import from_first_format
from tours.agenda.values import Agenda

FORMAT = 2
"""Raise it when stored values change so that today's reader cannot read them; add an upgrade and a golden file."""


class Snapshot(NamedTuple):
    text: str
    digest: str
    """SHA-256 of the text's UTF-8 bytes, hex."""
    format: int


def snapshot(agenda: Agenda) -> Snapshot:
    """The agenda in canonical form: equal agendas give equal bytes, on every machine."""
    data = msgspec.json.encode(agenda, order="deterministic")
    return Snapshot(data.decode(), hashlib.sha256(data).hexdigest(), FORMAT)


def read(text: str, format_number: int) -> Agenda:
    """The agenda stored in `text`. Raises ValueError for a format that this version does not know."""
    if format_number not in _upgrades:
        raise ValueError(
            f"This edition was written in format {format_number}; this version reads formats up to {FORMAT}."
        )
    return _upgrades[format_number](_decoder.decode(text))


_decoder = msgspec.json.Decoder(Agenda)
_upgrades: dict[int, Callable[[Agenda], Agenda]] = {1: from_first_format, FORMAT: lambda agenda: agenda}
