"""Tells the kind of an item by the first telling word of its title, since titles begin with the main thing."""

import re

from tours.importing.reading.words.kinds import KINDS, ORNAMENTS
from tours.vocabulary import ItemKind

_FINDERS = [(ItemKind(kind), re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in KINDS.items()]
_ORNAMENT = re.compile(rf"(?:{ORNAMENTS})\s+(?=\w)", re.IGNORECASE)


def kind_of(title: str) -> ItemKind | None:
    """A `welcome dinner` is a meal."""
    ornament = _ORNAMENT.match(title)
    return (_first(title[ornament.end() :]) if ornament else None) or _first(title)


def _first(title: str) -> ItemKind | None:
    hits = [(match.start(), i, kind) for i, (kind, finder) in enumerate(_FINDERS) if (match := finder.search(title))]
    return min(hits)[2] if hits else None
