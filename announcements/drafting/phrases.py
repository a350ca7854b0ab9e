"""Names of cities, organisations and events for use in an English sentence, and the grammar around them. Plain text."""

import re

from announcements.drafting.said_already import native_names, prints, says, says_city, says_kind, unsaid, without_dates
from announcements.drafting.titles import in_sentence
from announcements.drafting.verbs import VERBS
from tours.agenda.clocks.offsets import offsets
from tours.agenda.facts import City, Country, Organisation, Programme
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.vocabulary import EventKind, ItemKind
from tours.wording import NUMBERS, number_in_words, weekday_range

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
# A name takes the article if it has `of` or `for` in it, or ends in a common noun.
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


def capitalised(text: str) -> str:
    """The text for the start of a sentence: a capital letter if it begins with `the` or a number.

    A name is never recapitalised.
    """
    return text[:1].upper() + text[1:] if text.split(" ", 1)[0] in _OUR_WORDS else text


def begins_with_verb(text: str) -> bool:
    """Whether the text can follow `to`, such as `Hear about`.

    An unknown first word may be a name, such as `Korean` or `Bled`.
    """
    return text.split(maxsplit=1)[0].lower() in VERBS if text.strip() else False


def uncapitalised(text: str) -> str:
    """The text for the middle of a sentence: `Hear about` becomes `hear about`, while a name keeps its capital."""
    return text[:1].lower() + text[1:] if begins_with_verb(text) else text


def has_ended(text: str) -> bool:
    return bool(_ENDED.search(text))


def counted(number: int, one: str, many: str) -> str:
    return f"{number_in_words(number)} {one if number == 1 else many}"


def the_event(event: Event) -> str:
    """The title as `in_sentence` puts it, without the dates, which follow in the sentence or in the dateline."""
    return in_sentence(without_dates(event))


def the(name: str) -> str:
    """The name with `the` before it, unless it has an article already."""
    return name if name.lower().startswith(("the ", "a ", "an ")) else f"the {name}"


def city_in_full(city: City) -> str:
    """Words such as `Rijeka (Croatia)`, or `Belgrade (Београд / Beograd, Serbia)`."""
    return f"{city.name} ({_of_city(city)})"


def organisation_in_full(organisation: Organisation, seat: str = "") -> str:
    """Words such as `the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)`. A `seat` stands last in the
    brackets.
    """
    short = "" if says(organisation.name, organisation.abbreviation) else organisation.abbreviation
    brackets = _listed(short, native_names(organisation.names, organisation.name), seat)
    name = the(organisation.name) if _takes_article(organisation.name, short) else organisation.name
    return f"{name} ({brackets})" if brackets else name


def programme_in_full(programme: Programme) -> str:
    short = programme.short_name
    return the(programme.name) if not short or says(programme.name, short) else f"{the(programme.name)} ({short})"


def event_in_full(event: Event, when: str = "") -> str:
    """Words such as `the Smart City Week, a study tour in Seoul (서울, Republic of Korea) on Monday,`.

    A kind or city that the title names is not repeated. The text ends with a comma where the sentence needs one there.
    """
    if not says_city(event.title, event.host_city):
        return _named(the_event(event), [*_kind(event), "in", city_in_full(event.host_city)], when)
    return _named(_beside(the_event(event), _of_named_city(event.host_city, event.title)), _kind(event), when)


def event_in_short(event: Event, when: str = "") -> str:
    """Words such as `the Smart City Week, a study tour in Seoul on Monday,`. A kind or city that the title names is
    left out.
    """
    where = [] if says_city(event.title, event.host_city) else ["in", event.host_city.name]
    return _named(the_event(event), [*_kind(event), *where], when)


def on_dates(event: Event) -> str:
    """Words such as `on Monday 4 September 2017`, or `from Monday 4 to Friday 8 September 2017`."""
    return f"{'on' if event.starts == event.ends else 'from'} {weekday_range(event.starts, event.ends)}"


def zone_sentence(view: AgendaView) -> str:
    """A sentence that says in which time zone the clock times are; empty without clock times."""
    zones = {item.line.zone for item in view.standing if item.line.start is not None}
    if not zones:
        return ""
    if zones != {view.event.zone}:
        return "All times are those of the place."
    return f"All times are those of {view.event.host_city.name} ({offsets(view.event)})."


def footnotes(*countries: Country) -> list[str]:
    """The footnotes that explain the asterisks of these countries' names, each once."""
    return [f"* {full_stop(text)}" for text in dict.fromkeys(country.footnote for country in countries) if text]


def _named(title: str, more: list[str], when: str) -> str:
    """The title with what it is and where. The kind stands between commas; a place alone, as in `the Dialogue in Seoul`,
    only after a title that has a comma.
    """
    needs_comma = "," in _without_brackets(title) or "in" not in more[:1]
    name = f"{title}{',' if needs_comma else ''} {' '.join(more)}" if more else title
    return " ".join(filter(None, [name, when])) + ("," if "," in _without_brackets(name) else "")


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", text)


def _beside(title: str, words: str) -> str:
    """The title with the words in brackets, in its own if it ends with some."""
    if not words:
        return title
    return f"{title[:-1]}; {words})" if title.endswith(")") else f"{title} ({words})"


def _of_city(city: City) -> str:
    return _listed(native_names(city.names, city.name), city.country.printed)


def _of_named_city(city: City, title: str) -> str:
    """What a title that names the city leaves open: its name in Latin letters or in its own script, and the country."""
    country = [] if prints(title, city.country.name) and not city.country.footnote else [city.country.printed]
    return _listed(*unsaid([city.name], title), native_names(city.names, title), *country)


def _kind(event: Event) -> list[str]:
    """Words such as `a study tour`, in two parts. They are empty if the title names the kind already."""
    return [] if says_kind(event.title) else ["a", EVENT_NOUNS[event.kind]]


def _listed(*words: str) -> str:
    return ", ".join(filter(None, words))


def _takes_article(name: str, short_name: str) -> bool:
    """Whether the name takes `the`. A name of several words that has an abbreviation is a description, so it does."""
    return bool(_DESCRIBES.search(name) or (short_name and " " in name))
