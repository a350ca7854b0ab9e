"""Takes the signs around a title away that belong to the layout of its line."""

import re

_BEFORE = re.compile(r"^[\s\-–—−:.,;•*·>)\]/]+")
_BEHIND = re.compile(r"[\s\-–—:,;*(\[]+$")


def tidy_title(text: str) -> str:
    return _BEHIND.sub("", _BEFORE.sub("", " ".join(text.replace("|", " ").split())))
