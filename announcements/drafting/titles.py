"""Puts the title of an event into an English sentence: `the Smart City Week`, but `“Who owns data?”`."""

import re

from announcements.drafting.said_already import says_kind
from backstage.text.folding import folded

OCCASIONS = frozenset(
    [
        "assembly",
        "camp",
        "convention",
        "council",
        "day",
        "days",
        "event",
        "exchange",
        "exhibition",
        "expo",
        "fair",
        "festival",
        "gathering",
        "hearing",
        "mission",
        "month",
        "programme",
        "retreat",
        "school",
        "semester",
        "session",
        "sessions",
        "summit",
        "summits",
        "talks",
        "visit",
        "visits",
        "week",
        "weekend",
        "weeks",
        "year",
    ]
)
"""Folded words that name an occasion and no kind of event. A title with one of them is a description: it takes `the`."""
SLOGAN_BEGINS = frozenset(
    [
        "a",
        "an",
        "how",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whose",
        "why",
        "from",
        "towards",
        "toward",
        "beyond",
        "between",
        "after",
        "before",
        "le",
        "la",
        "les",
        "l",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "die",
        "der",
        "das",
        "un",
        "une",
        "una",
        "ein",
        "eine",
    ]
)
"""First words after which `the` would be wrong: questions, prepositions, and articles, in other languages too."""
_QUOTED = re.compile(r"[“„«‚‘\"'].*[”“»’‘\"']", re.DOTALL)
_MARK = re.compile(r"[?!…]|\.\.")


def in_sentence(title: str) -> str:
    """The title with `the` where it names an occasion, and in quotation marks where it is a slogan.

    An article of its own begins small: `The 7th City Dialogue` becomes `the 7th City Dialogue`.
    """
    first, _, rest = title.partition(" ")
    if first.lower() == "the" and rest:
        return f"the {rest}"
    return quoted(title) if _is_slogan(title) else f"the {title}"


def quoted(title: str) -> str:
    return title if _QUOTED.fullmatch(title) else f"“{title}”"


def _is_slogan(title: str) -> bool:
    words = folded(title)
    if _QUOTED.fullmatch(title) or _MARK.search(title) or not words or words[0] in SLOGAN_BEGINS:
        return True
    return not (says_kind(title) or OCCASIONS.intersection(words))
