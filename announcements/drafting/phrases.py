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
_SAYS_KIND = re.compile(
    r"\b(conference|congress|course|dialogue|forum|hackathon|meeting|seminar|study visit|symposium|tour|training|webinar|workshop)s?\b",
    re.IGNORECASE,
)
VERBS = frozenset(
    [
        "accelerate",
        "access",
        "achieve",
        "acquire",
        "adapt",
        "address",
        "adopt",
        "advance",
        "agree",
        "align",
        "analyse",
        "analyze",
        "apply",
        "assess",
        "assist",
        "attract",
        "become",
        "begin",
        "benefit",
        "bring",
        "build",
        "calculate",
        "choose",
        "collaborate",
        "collect",
        "compare",
        "complete",
        "connect",
        "consider",
        "consult",
        "contribute",
        "cooperate",
        "coordinate",
        "create",
        "debate",
        "decide",
        "deepen",
        "define",
        "deliver",
        "demonstrate",
        "describe",
        "design",
        "detect",
        "determine",
        "develop",
        "discover",
        "discuss",
        "draft",
        "draw",
        "educate",
        "encourage",
        "engage",
        "enhance",
        "ensure",
        "establish",
        "estimate",
        "evaluate",
        "examine",
        "exchange",
        "expand",
        "experience",
        "explain",
        "explore",
        "facilitate",
        "familiarise",
        "familiarize",
        "find",
        "finance",
        "foster",
        "gain",
        "gather",
        "generate",
        "get",
        "give",
        "hear",
        "help",
        "identify",
        "implement",
        "improve",
        "increase",
        "inform",
        "initiate",
        "inspect",
        "inspire",
        "interact",
        "introduce",
        "investigate",
        "join",
        "know",
        "launch",
        "lay",
        "lead",
        "learn",
        "listen",
        "look",
        "make",
        "manage",
        "map",
        "measure",
        "meet",
        "monitor",
        "network",
        "observe",
        "obtain",
        "offer",
        "open",
        "organise",
        "organize",
        "outline",
        "participate",
        "pilot",
        "plan",
        "practise",
        "practice",
        "prepare",
        "present",
        "prioritise",
        "prioritize",
        "produce",
        "promote",
        "propose",
        "protect",
        "provide",
        "raise",
        "reach",
        "receive",
        "recognise",
        "recognize",
        "reduce",
        "reflect",
        "replicate",
        "report",
        "research",
        "review",
        "see",
        "select",
        "set",
        "shape",
        "share",
        "show",
        "sign",
        "solve",
        "start",
        "strengthen",
        "study",
        "support",
        "talk",
        "teach",
        "test",
        "tour",
        "train",
        "transfer",
        "try",
        "understand",
        "update",
        "use",
        "visit",
        "witness",
        "work",
        "write",
    ]
)
"""With which purposes begin. A word that begins names as well, such as `mark`, is left out."""
_OUR_WORDS = {"the", *NUMBERS}
_ENDED = re.compile(r"[.!?…][)\]\"'”’]*$")


def full_stop(text: str) -> str:
    """The text as a sentence; an empty one stays empty."""
    text = text.strip()
    return text if not text or _ENDED.search(text) else f"{text}."


def raised(text: str) -> str:
    """For the start of a sentence, where that is a word of ours: a name is never recapitalised."""
    return text[:1].upper() + text[1:] if text.split(" ", 1)[0] in _OUR_WORDS else text


def begins_with_verb(text: str) -> bool:
    """Whether it can follow `to`: `Hear about`. What this does not know may be a name, such as `Korean` or `Bled`."""
    return text.split(maxsplit=1)[0].lower() in VERBS if text.strip() else False


def lowered(text: str) -> str:
    """For the middle of a sentence: `Hear about` gives `hear about`, while names keep their letters."""
    return text[:1].lower() + text[1:] if begins_with_verb(text) else text


def has_ended(text: str) -> bool:
    return bool(_ENDED.search(text))


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
    return f"{city.name} ({_of_city(city)})"


def organisation_in_full(organisation: Organisation) -> str:
    """`the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)`"""
    short = organisation.abbreviation
    brackets = _listed(short, native_names(organisation.names))
    name = the(organisation.name) if _takes_article(organisation.name, short) else organisation.name
    return f"{name} ({brackets})" if brackets else name


def programme_in_full(programme: Programme) -> str:
    short = f" ({programme.short_name})" if programme.short_name and programme.short_name != programme.name else ""
    return f"{the(programme.name)}{short}"


def event_in_full(event: Event, when: str = "") -> str:
    """`the Smart City Week, a study tour in Seoul (서울, Republic of Korea) on Monday,`; kind and city once, where the title has them.

    What goes on after it follows a space: where a comma has to come first, it is there.
    """
    if not _names_city(event):
        return _named(the(event.title), [*_kind(event), "in", city_in_full(event.host_city)], when)
    return _named(f"{the(event.title)} ({_of_city(event.host_city)})", _kind(event), when)


def event_in_short(event: Event, when: str = "") -> str:
    """`the Smart City Week, a study tour in Seoul on Monday,`; without the kind and the city that the title says."""
    where = [] if _names_city(event) else ["in", event.host_city.name]
    return _named(the(event.title), [*_kind(event), *where], when)


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


def _named(title: str, more: list[str], when: str) -> str:
    name = f"{title}, {' '.join(more)}" if more else title
    return " ".join(filter(None, [name, when])) + ("," if "," in re.sub(r"\([^)]*\)", "", name) else "")


def _of_city(city: City) -> str:
    return _listed(native_names(city.names), city.country.printed)


def _names_city(event: Event) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(event.host_city.name)}(?!\w)", event.title, re.IGNORECASE))


def _kind(event: Event) -> list[str]:
    """Empty where the title says in any word of what kind the event is."""
    return [] if _SAYS_KIND.search(event.title) else ["a", EVENT_NOUNS[event.kind]]


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _takes_article(name: str, short_name: str) -> bool:
    """An abbreviation of several words stands for a description as well."""
    return bool(_DESCRIBES.search(name) or (short_name and " " in name))
