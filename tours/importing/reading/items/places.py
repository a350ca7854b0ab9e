"""Recognises the place of an item: `@ Hall`, `Venue: Hall`, or a short line that is plainly a place."""

import re

from tours.importing.reading.words.people import PLACE_LABELS, PLACE_WORDS

_LABELLED = re.compile(rf"^[\W_]*(?:{PLACE_LABELS})\s*:\s*(?P<place>\S.*)$", re.IGNORECASE)
_LABEL_PART = re.compile(rf"(?:[,;(.|]|\s[–-])\s*(?:{PLACE_LABELS})\s*:\s*(?P<place>[^:;]+?)\)?\s*$", re.IGNORECASE)
_AT = re.compile(r"\s+@\s*(?P<place>[^@,;]+)")
_PLACE_LINE = re.compile(rf"(?<!\w)(?:{PLACE_WORDS})(?!\w)", re.IGNORECASE)
_NO_PLACE = re.compile(r"[:()]|^\d+[.)]")
_MOST_WORDS = 5
_LONGEST_TITLE = 400


def place_of(line: str) -> str:
    """The place that a line names, if it says nothing else; empty if it does not begin like a place."""
    match = _LABELLED.match(line)
    return match["place"].strip(" .;,") if match else ""


def looks_like_place(line: str) -> bool:
    """Whether a few words without a label are one."""
    return len(line.split()) <= _MOST_WORDS and not _NO_PLACE.search(line) and bool(_PLACE_LINE.search(line))


def without_place(title: str) -> tuple[str, str]:
    """The title without its part that tells a place, and that place."""
    for pattern in (_AT, _LABEL_PART) if len(title) <= _LONGEST_TITLE else ():
        if (match := pattern.search(title)) and title[: match.start()].strip():
            return title[: match.start()] + title[match.end() :], match["place"].strip()
    return title, ""
