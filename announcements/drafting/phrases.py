"""What things are called in running text: cities, organisations, the event, and English around them. Plain text."""

import re
from collections.abc import Iterable

from tours.agenda.facts import City, Country, Name, Organisation, Programme
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import EventKind, ItemKind
from tours.wording import NUMBERS, number_in_words, utc_offset, weekday_range

EVENT_NOUNS = {
    EventKind.STUDY_TOUR: "study tour",
    EventKind.CONFERENCE: "conference",
    EventKind.DIALOGUE: "City-to-City dialogue",
    EventKind.WORKSHOP: "workshop",
    EventKind.COURSE: "course",
}
ITEM_NOUNS = {
    ItemKind.SESSION: ("session", "sessions"),
    ItemKind.KEYNOTE: ("keynote", "keynotes"),
    ItemKind.SITE_VISIT: ("site visit", "site visits"),
    ItemKind.MEETING: ("meeting", "meetings"),
    ItemKind.TRANSFER: ("transfer", "transfers"),
    ItemKind.MEAL: ("meal", "meals"),
    ItemKind.BREAK: ("break", "breaks"),
    ItemKind.REGISTRATION: ("registration", "registrations"),
    ItemKind.SOCIAL: ("social event", "social events"),
    ItemKind.FREE_TIME: ("free time", "free times"),
}
# A name that says what something is *of* or *for*, or ends in a common noun, takes the article.
_DESCRIBES = re.compile(
    r" (of|for) | (agency|association|authority|bank|chamber|commission|committee|council|facility|federation|foundation"
    r"|fund|government|institute|ministry|network|partnership|program|programme|secretariat|union)$",
    re.IGNORECASE,
)
_OUR_WORDS = {"the", *NUMBERS}
_ENDED = re.compile(r"[.!?…][)\]\"'”’]*$")


def full_stop(text: str) -> str:
    """The text as a sentence; an empty one stays empty."""
    text = text.strip()
    return text if not text or _ENDED.search(text) else f"{text}."


def raised(text: str) -> str:
    """For the start of a sentence, where that is a word of ours: a name is never recapitalised."""
    return text[:1].upper() + text[1:] if text.split(" ", 1)[0] in _OUR_WORDS else text


def lowered(text: str) -> str:
    """For the middle of a sentence: `Hear about` gives `hear about`, while `ICT` and `eGovernment` stay."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[:1].lower() + text[1:] if first[1:] == first[1:].lower() and len(first) > 1 else text


def counted(number: int, one: str, many: str) -> str:
    return f"{number_in_words(number)} {one if number == 1 else many}"


def the(name: str) -> str:
    """`the` before a name, unless it brings an article along."""
    return name if name.lower().startswith(("the ", "a ", "an ")) else f"the {name}"


def native_names(names: Iterable[Name]) -> str:
    """Those of the languages that write in another script, with their Latin form: `Београд / Beograd`."""
    names = tuple(names)
    languages = {name.language for name in names if name.script != "Latn"}
    return " / ".join(name.text for name in names if name.language in languages)


def city_in_full(city: City) -> str:
    """`Rijeka (Croatia)`, `Belgrade (Београд / Beograd, Serbia)`"""
    return f"{city.name} ({_listed(native_names(city.names), city.country.printed)})"


def organisation_in_full(organisation: Organisation) -> str:
    """`the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)`"""
    short = organisation.abbreviation
    brackets = _listed(short, native_names(organisation.names))
    name = the(organisation.name) if _takes_article(organisation.name, short) else organisation.name
    return f"{name} ({brackets})" if brackets else name


def programme_in_full(programme: Programme) -> str:
    short = f" ({programme.short_name})" if programme.short_name and programme.short_name != programme.name else ""
    return f"{the(programme.name)}{short}"


def event_in_full(event: Event) -> str:
    """`the Smart City Week, a study tour in Seoul (서울, Republic of Korea)`; the kind once, where the title has it."""
    return f"{the(event.title)}, {' '.join([*_kind(event), 'in', city_in_full(event.host_city)])}"


def event_in_short(event: Event) -> str:
    """`the Smart City Week, a study tour in Seoul`; without the city where title and kind say enough."""
    kind, city = _kind(event), event.host_city.name
    where = [] if kind and city.lower() in event.title.lower() else ["in", city]
    return f"{the(event.title)}, {' '.join([*kind, *where])}"


def on_dates(event: Event) -> str:
    """`on Monday 4 September 2017`, `from Monday 4 to Friday 8 September 2017`"""
    return f"{'on' if event.starts == event.ends else 'from'} {weekday_range(event.starts, event.ends)}"


def zone_sentence(view: AgendaView) -> str:
    """Whose time the clock times are; empty without any."""
    zones = {item.line.zone for item in view.standing if item.line.start is not None}
    if not zones:
        return ""
    if zones != {view.event.zone}:
        return "All times are those of the place."
    return f"All times are those of {view.event.host_city.name} ({utc_offset(view.event.zone, view.event.starts)})."


def footnotes(*countries: Country) -> list[str]:
    """What the asterisks of these countries' names stand for, each once."""
    return [f"* {full_stop(text)}" for text in dict.fromkeys(country.footnote for country in countries) if text]


def _kind(event: Event) -> list[str]:
    noun = EVENT_NOUNS[event.kind]
    return [] if noun.lower() in event.title.lower() else ["a", noun]


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _takes_article(name: str, short_name: str) -> bool:
    """An abbreviation of several words stands for a description as well."""
    return bool(_DESCRIBES.search(name) or (short_name and " " in name))
