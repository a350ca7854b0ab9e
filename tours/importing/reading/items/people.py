"""Recognises people in an item: lines that name them, and parts of a title such as `by X` or `X moderates`."""

import re
from itertools import chain

from tours.importing.reading.values import NamedPerson
from tours.importing.reading.words.people import BY, BY_OR_OF, HONORIFICS, NOT_BY, OFFICES, ROLES, UNDECIDED, VERBS
from tours.vocabulary import PersonRole

_CAPITAL = r"(?-i:[A-ZÀ-ÞČĆĐŠŽĀ-ŽЀ-Я])"
_PART = rf"{_CAPITAL}[\w'’.-]*"
_LINK = r"(?:von|van|de|da|di|del|der|la|el|al)"
_HONOUR = rf"(?:(?:{HONORIFICS})\s+)"
_NAME = rf"(?:{_HONOUR}+{_PART}(?:\s+(?:{_LINK}\s+)?{_PART}){{0,3}}|(?!{_HONOUR}){_PART}(?:\s+(?:{_LINK}\s+)?{_PART}){{1,3}})"
_ROLE = "|".join(rf"(?P<{role}>{words})" for role, words in ROLES.items())
_DOES = "|".join(rf"(?P<{role}>{words})" for role, words in VERBS.items())

_ROLE_LINE = re.compile(rf"^[\W_]*(?:{_ROLE})\b(?:\s*\([^)]*\))?\s*[:–-]\s*(?P<names>.*)$", re.IGNORECASE)
_HONOUR_LINE = re.compile(rf"^[\W_]*{_HONOUR}{_CAPITAL}", re.IGNORECASE)
_OFFICE_LINE = re.compile(rf"^[\W_]*{_NAME}\s*[,(–-]\s*[^,]*\b(?:{OFFICES})\b", re.IGNORECASE)
_ADDRESSED = rf"(?:{_HONOUR}|(?:{OFFICES})\s+){_PART}"
_BY = re.compile(
    rf"[\s,(–-]+(?:(?:{BY})\s+(?P<names>{_NAME}\b.*)|(?:{BY_OR_OF})\s+(?P<addressed>{_ADDRESSED}\b.*))$", re.IGNORECASE
)
_NOT_BY = re.compile(rf"\b(?:{NOT_BY})$", re.IGNORECASE)
_BEHIND_SIGN = re.compile(
    rf"(?:\s+[–—-]\s+|[.,;:]\s+|\s*\()(?P<names>{_HONOUR}+{_PART}.*|(?<=[–—-]\s){_NAME}\s*,\s*[^,]*\b(?:{OFFICES})\b.*)$",
    re.IGNORECASE,
)
_VERB = re.compile(rf"(?:[,;(–-]\s*)(?P<names>{_NAME}|{_PART})\s+(?:{_DOES})\)?\s*$", re.IGNORECASE)
_VERB_FIRST = re.compile(rf"(?:[,;(–-]\s*)(?:{_DOES})\s+(?P<names>{_NAME})\)?\s*$", re.IGNORECASE)
_ROLE_FIRST = re.compile(rf"(?:[,;(–-]\s*)(?:{_ROLE})\s+(?P<names>{_NAME}.*?)\)?\s*$", re.IGNORECASE)
_ROLE_PART = re.compile(rf"(?:[,;(.]|\s[–-]|\s)\s*(?:{_ROLE})\s*:\s*(?P<names>[^:]+?)\)?\s*$", re.IGNORECASE)
_ROLE_ALONE = re.compile(rf"[\W_]*(?:{_ROLE})\s*:?\s*", re.IGNORECASE)
_NEXT_NAME = re.compile(rf"\s*[;/]\s*|\s+(?:and|und|et|y|i|и)\s+(?={_NAME})|(?:,|\s\()\s*", re.IGNORECASE)
_NAME_ALONE = re.compile(_NAME, re.IGNORECASE)
_OFFICE = re.compile(rf"(?<!\w)(?:{OFFICES})(?!\w)", re.IGNORECASE)
_UNDECIDED = re.compile(UNDECIDED, re.IGNORECASE)
_LONGEST = 400
"""A longer line is prose."""
_ABOUT = re.compile(r"\s*(?:–|\s-\s)\s*")


def names_people(line: str) -> bool:
    return len(line) <= _LONGEST and any(pattern.match(line) for pattern in (_ROLE_LINE, _HONOUR_LINE, _OFFICE_LINE))


def heads_people(line: str) -> bool:
    """Whether it is a role alone: the names stand in the lines below."""
    return bool(_ROLE_ALONE.fullmatch(line))


def people_of(line: str, *, role: str = "") -> tuple[NamedPerson, ...]:
    """The people that a line names. `role` is the line above, if it names their role alone."""
    match = _ROLE_LINE.match(line) or (_ROLE_LINE.match(f"{role}: {line}") if role else None)
    return _named(match["names"], _role(match)) if match else _named(line, PersonRole.SPEAKER)


def without_people(title: str) -> tuple[str, tuple[NamedPerson, ...], tuple[str, ...]]:
    """The title without its parts that name people, these people, and the parts that leave them open."""
    found: list[tuple[NamedPerson, ...]] = []
    still_open: list[str] = []
    if len(title) > _LONGEST:
        return title, (), ()
    for pattern in (_ROLE_PART, _VERB, _VERB_FIRST, _ROLE_FIRST, _BY, _BEHIND_SIGN):
        match = pattern.search(title)
        before = title[: match.start()].rstrip(" ,;:(–—-") if match else ""
        if match and before and not title.isupper() and not _NOT_BY.search(before):
            people = _named(match.groupdict().get("names") or match["addressed"], _role(match))
            found.insert(0, people)
            still_open += [] if people else [match[0].strip(" ,;()–-")]
            title = before
    return title, tuple(chain.from_iterable(found)), tuple(still_open)


def _role(match: re.Match[str]) -> PersonRole:
    groups = match.groupdict()
    return next((PersonRole(role) for role in ROLES if groups.get(role)), PersonRole.SPEAKER)


def _named(names: str, role: PersonRole) -> tuple[NamedPerson, ...]:
    """People, parted by signs; what is no name is told about the one before."""
    people: list[list[str]] = []
    for part in _NEXT_NAME.split(names):
        words = part.strip(" \t•*·|;,–-()")
        if not words or (not people and _UNDECIDED.fullmatch(words)):
            continue
        name, *about = _ABOUT.split(words, maxsplit=1)
        if people and (_OFFICE.search(name) or not _NAME_ALONE.fullmatch(name)):
            people[-1].append(words)
        else:
            people.append([name, *about])
    return tuple(NamedPerson(name, role, ", ".join(about)) for name, *about in people)
