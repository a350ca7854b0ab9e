"""Reads who does what from the end of a line: “Novak moderates”, “speakers: Ana Horvat and Ivo Ilić”, “guide Kim”."""

import re

from backstage.text.folding import folded
from tours.importing.lines.values import NamedPart
from tours.importing.lines.words import OPEN, ROLE_OF
from tours.vocabulary import PersonRole

AND = re.compile(r"\s*[,;&/]\s*|\s+(?:and|und|et|y|e|i|и)\s+")
PARTICLES = frozenset(["al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "ten", "van", "von", "zu"])
LINKING = frozenset(["by", "von", "vom", "par", "por", "od", "the", "is", "the:", "der", "die", "das", "je"])
MOST_WORDS = 6
TENTATIVE = re.compile(rf"\s*[(\[](?:{OPEN})[)\]]", re.IGNORECASE)


def people_at_end(segments: list[str]) -> tuple[int, tuple[NamedPart, ...]]:
    """The number of the first of the segments from which on all name people, and these; their number if none does.

    A name without a role has the role that was said before it.
    """
    with_role, names = list(map(_with_role, segments)), list(map(_names, segments))
    others = [at for at in range(len(segments)) if not (with_role[at] or names[at])]
    begins = others[-1] + 1 if others else 0
    first = next((at for at in range(begins, len(segments)) if with_role[at]), len(segments))
    read: list[NamedPart] = []
    for at in range(first, len(segments)):
        read += with_role[at] or [NamedPart(name, read[-1].role) for name in names[at] or ()]
    return first, tuple(dict.fromkeys(read))


def name_and_role(text: str) -> NamedPart:
    """The name in one line of a list of people, with its role after a comma, and “(TBC)”. A person without a role
    speaks.
    """
    said, marks = TENTATIVE.subn("", text)
    name, _comma, role = said.rpartition(",")
    found = _role(role) if name.strip() else None
    parts = (name, found) if found else (said, PersonRole.SPEAKER)
    return NamedPart(parts[0].strip(), parts[1], is_tentative=bool(marks))


def _with_role(segment: str) -> list[NamedPart] | None:
    """The people of a segment that has a role word at its beginning or end."""
    words = re.sub(r"[():]", " ", segment).split()
    for at in (-1, 0):
        role = _role(words[at]) if len(words) > 1 else None
        if role:
            rest = words[:-1] if at else words[1:]
            names = _names(" ".join(_without_linking(rest)))
            if names:
                return [NamedPart(name, role) for name in names]
    return None


def _role(word: str) -> PersonRole | None:
    parts = folded(word)
    return ROLE_OF.get(parts[0]) if len(parts) == 1 else None


def _without_linking(words: list[str]) -> list[str]:
    while words and words[0].lower() in LINKING:
        words = words[1:]
    while words and words[-1].lower().strip(",") in LINKING:
        words = words[:-1]
    return [*words[:-1], words[-1].rstrip(",")] if words else words


def _names(text: str) -> list[str] | None:
    """The names in the text. None where one of them cannot be a name."""
    names = [name.strip() for name in AND.split(text.strip()) if name.strip()]
    return names if names and all(_is_name(name) for name in names) else None


def _is_name(text: str) -> bool:
    """Names begin with a capital, in scripts that have them; of more words, those between may be particles."""
    words = text.split()
    small = [word for word in words if word[0].islower() and word.lower() not in PARTICLES]
    letters = all(word[0].isalpha() and not any(sign.isdigit() for sign in word) for word in words)
    return letters and not small and len(words) <= MOST_WORDS and not words[-1][0].islower()
