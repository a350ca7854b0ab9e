"""Letters that the faces of documents do not have: paper shows another sign in their place."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from tours.checks.findings import Code, Finding
from tours.checks.texts import Standing

RARE = re.compile(
    "[^\t\n\r -\u024f\u0370-\u0373\u0376\u0377\u037b-\u037e\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u0481\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\uac00-\ud7a3]"
)
"""What is not in the blocks that every face has: Latin, Greek, Cyrillic, Hangul, and the punctuation of these."""
MOST_LETTERS = 10


def undrawable(texts: Iterable[Standing]) -> Iterator[Finding]:
    """One finding a text. The faces are read where a rare letter stands, as that loads what draws documents."""
    rare = [(standing, dict.fromkeys(RARE.findall(standing.text))) for standing in texts]
    rare = [(standing, letters) for standing, letters in rare if letters]
    known = _characters() if rare else frozenset()
    for standing, letters in rare:
        missing = [letter for letter in letters if letter not in known] if known else []
        if missing:
            yield _finding(standing, missing)


def _characters() -> frozenset[str]:
    """Those that the faces have; none where no face can be built here."""
    from tours.pdf.faces.faces import FacesMissingError
    from tours.pdf.faces.fonts import characters  # reportlab is heavy

    try:
        return characters()
    except FacesMissingError:
        return frozenset()


def _finding(standing: Standing, missing: list[str]) -> Finding:
    facts = {"letters": " ".join(missing[:MOST_LETTERS])}
    if standing.item:
        words = _("%(item)s has letters that paper cannot show: %(letters)s.") % (facts | {"item": standing.item.named})
        return Finding(code=Code.LETTERS, words=words, items=standing.items, day=standing.item.line.day)
    words = _("A text of the event has letters that paper cannot show: %(letters)s.") % facts
    return Finding(code=Code.LETTERS, words=words, part=standing.part)
