"""Letters that the faces of documents do not have: paper shows another sign in their place."""

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from backstage.text.scripts import script_of
from tours.agenda.values import Event, Line
from tours.checks.counted import Counted
from tours.checks.findings import Code, Finding, Part
from tours.labels import SCRIPT_NAMES
from tours.wording import joined

RARE = re.compile(
    "[^\t\n\r -\u024f\u0370-\u0373\u0376\u0377\u037b-\u037e\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u03f0-\u0481\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20ac\u2116\u2122\u2190-\u2193\u2212\uac00-\ud7a3]"
)
"""What is not in the blocks that every face has: Latin, Greek, Cyrillic, Hangul, and the punctuation of these."""
MOST_LETTERS = 10


def undrawable(items: Iterable[Counted], event: Event) -> Iterator[Finding]:
    """One finding an item, and one for the event. The faces are read where a rare letter stands, as that loads what draws
    documents.
    """
    printed = [(item, _of_line(item.line)) for item in items]
    everything: list[tuple[Counted | None, Iterable[str]]] = [(None, _of_event(event)), *printed]
    found = [(item, dict.fromkeys(RARE.findall("".join(texts)))) for item, texts in everything]
    rare = [(item, letters) for item, letters in found if letters]
    known = _characters() if rare else frozenset()
    for item, letters in rare:
        missing = [letter for letter in letters if letter not in known] if known else []
        if missing:
            yield _finding(item, missing)


def _of_line(line: Line) -> Iterator[str]:
    yield from (line.title, line.summary, line.room, line.track, line.report, line.staff_note)
    yield from (link.label for link in line.links)
    yield from (document.title for document in line.documents)
    if place := line.place:
        yield from (place.name, place.city, place.address, place.local_name, place.local_address)
    for person in (part.person for part in line.parts if part.person):
        yield from (person.printed, person.affiliation, *(name.text for name in person.names))


def _of_event(event: Event) -> Iterator[str]:
    yield from (event.title, event.summary, event.conditions, event.programme.name, event.tier, *event.themes)
    yield from (*event.purposes, *(words for note in event.practical for words in (note.heading, note.body)))
    yield from (document.title for document in event.documents)
    yield from (group.name for group in event.named_groups)
    yield from (words for contact in event.contacts for words in (contact.name, contact.role))
    for city in (event.host_city, *(each.city for each in event.cities if each.city)):
        yield from (city.printed, *(name.text for name in city.names))
    for organisation in (
        *(each.organisation for each in event.supporters),
        *(each.organisation for each in event.cities),
    ):
        if organisation:
            yield from (organisation.name, organisation.short_name, *(name.text for name in organisation.names))


def _scripts(letters: Iterable[str]) -> str:
    """`Arabic and Georgian`, as far as these are known."""
    found = dict.fromkeys(map(script_of, letters))
    return joined([str(SCRIPT_NAMES[script]) for script in found if script in SCRIPT_NAMES])


def _characters() -> frozenset[str]:
    """The characters that the faces have. There are none where no face can be built here."""
    from tours.pdf.faces.faces import FacesMissingError
    from tours.pdf.faces.fonts import characters  # reportlab is heavy

    try:
        return characters()
    except FacesMissingError:
        return frozenset()


def _finding(item: Counted | None, missing: list[str]) -> Finding:
    letters = " ".join(missing[:MOST_LETTERS])
    if scripts := _scripts(missing):
        letters = _("%(letters)s (%(scripts)s)") % {"letters": letters, "scripts": scripts}
    if item:
        words = _("%(item)s has letters that paper cannot show: %(letters)s.") % {
            "item": item.named,
            "letters": letters,
        }
        return Finding(code=Code.LETTERS, words=words, items=(item.uid,), day=item.line.day)
    words = _("The event has letters that paper cannot show: %(letters)s.") % {"letters": letters}
    return Finding(code=Code.LETTERS, words=words, part=Part.EVENT)
