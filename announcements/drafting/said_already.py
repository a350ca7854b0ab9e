"""What a title or a name says already, in any script and with endings, so that a sentence does not say it again."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import override

from backstage.text.folding import folded
from tours.agenda.facts import City, Name
from tours.agenda.values import Event, Line

LONG = 5
ENDING = 2
"""The most letters that may follow a word of at least LONG letters: `Beogradu` says Beograd, and `Barcelona` not Bar."""
KINDS = frozenset(
    [
        "tour",
        "tours",
        "dialog",
        "dialogs",
        "dijalog",
        "kurs",
        "kurse",
        "curso",
        "cursos",
        "cours",
        "course",
        "courses",
        "foro",
        "forum",
        "forums",
        "forumi",
        "taller",
        "talleres",
        "atelier",
        "ateliers",
        "skup",
        "sastanak",
    ]
)
"""Folded words that say the kind of an event, in the languages of the programmes."""
KIND_STEMS = (
    "conferen",
    "konferen",
    "congres",
    "kongres",
    "dialogu",
    "hackathon",
    "meeting",
    "putovanj",
    "radionic",
    "studienreise",
    "studienbesuch",
    "studienaufenthalt",
    "symposi",
    "simpozij",
    "tagung",
    "training",
    "webinar",
    "werkstatt",
    "workshop",
    "keonpeoleonseu",
    "wokeusyob",
    "wokeusyab",
    "poleom",
    "hoeui",
    "semina",
    "yeonsu",
)
"""Beginnings of such words."""
KINDS_OF_TWO = frozenset(
    [
        ("study", "visit"),
        ("study", "visits"),
        ("studijska", "poseta"),
        ("voyage", "d"),
        ("visite", "d"),
        ("visita", "de"),
    ]
)
_TO = r"\s*(?:–|-|—|to|until|bis|do|au|al)\s*"


def says(text: str, words: str) -> bool:
    """Whether the words stand in the text one after another; the last may have an ending."""
    whole, part = folded(text), folded(words)
    ends = range(len(part), len(whole) + 1)
    return bool(part) and any(_alike(whole[end - len(part) : end], part) for end in ends)


def prints(text: str, words: str) -> bool:
    """Whether the text prints these very words, in the script in which they are written; the last may have an ending."""
    ending = ENDING if len(words) >= LONG else 0
    return bool(words) and bool(re.search(rf"(?<!\w){re.escape(words)}\w{{0,{ending}}}(?!\w)", text, re.IGNORECASE))


def unsaid(names: Iterable[str], text: str) -> list[str]:
    """The names that the text does not print, each once."""
    return [name for name in dict.fromkeys(names) if name and not prints(text, name)]


def where(line: Line) -> str:
    """The room, the place and the city, as far as they are known. A part that the title or an earlier part names is
    left out.
    """
    place, said, parts = line.place, line.title, []
    for part in (line.room, *((place.name, place.city) if place else ())):
        if part and not says(said, part):
            parts.append(part)
            said = f"{said} | {part}"
    return ", ".join(parts)


def says_city(title: str, city: City) -> bool:
    return any(says(title, name) for name in (city.name, *(other.text for other in city.names)))


def says_kind(title: str) -> bool:
    words = folded(title)
    pairs = pairwise(words)
    return any(word in KINDS or word.startswith(KIND_STEMS) for word in words) or not KINDS_OF_TWO.isdisjoint(pairs)


def without_dates(event: Event) -> str:
    """The title without the event's dates, which the sentence gives anew: `Smart City Week` of `Smart City Week, 4-8 September
    2017`.
    """
    first, last = event.starts, event.ends
    span = _day(first, event)
    if first != last:
        same_month = (first.year, first.month) == (last.year, last.month)
        span = (rf"0?{first.day}\.?" if same_month else _day(first, event)) + _TO + _day(last, event)
    found = re.sub(rf"[\s,:;(–—-]*(?<!\w){span}(?:,?\s*{last.year})?\.?\)?(?!\w)", "", event.title, flags=re.IGNORECASE)
    return found.strip() or event.title


def native_names(names: Iterable[Name], printed: str = "") -> str:
    """The names in languages that use another script, with their Latin form, such as `Београд / Beograd`. What is printed
    beside them already is left out, and so is a name that comes twice.
    """
    names = tuple(names)
    languages = {name.language for name in names if name.script != "Latn"}
    return " / ".join(unsaid((name.text for name in names if name.language in languages), printed))


def _day(day: date, event: Event) -> str:
    return rf"0?{day.day}\.?\s*(?:{'|'.join(map(re.escape, _months(day, event.language)))})\.?"


def _months(day: date, language: str) -> list[str]:
    """The name of the day's month, in English and in the language of the event's agenda, the longest first."""
    found = {date_format(day, form).rstrip(".") for form in ("F", "M", "N")}
    with override(language):
        found |= {date_format(day, form) for form in ("F", "E", "M")}
    return sorted(found, key=len, reverse=True)


def _alike(found: list[str], part: list[str]) -> bool:
    return found[:-1] == part[:-1] and _begins(found[-1], part[-1])


def _begins(word: str, name: str) -> bool:
    most = len(name) + (ENDING if len(name) >= LONG else 0)
    return word.startswith(name) and len(word) <= most
