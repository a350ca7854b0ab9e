"""Recognises people in an item: lines that name them, and parts of a title such as `by X` or `X moderates`."""

import re
from itertools import chain

from tours.importing.reading.values import NamedPerson
from tours.importing.reading.words.people import BY, HONORIFICS, OFFICES, ROLES
from tours.vocabulary import PersonRole

_CAPITAL = r"(?-i:[A-ZÀ-ÞČĆĐŠŽĀ-ŽЀ-Я])"
_PART = rf"{_CAPITAL}[\w'’.-]*"
_LINK = r"(?:von|van|de|da|di|del|der|la|el|al)"
_HONOUR = rf"(?:(?:{HONORIFICS})\.?\s+)"
_NAME = rf"(?:{_HONOUR}+{_PART}(?:\s+(?:{_LINK}\s+)?{_PART}){{0,3}}|{_PART}(?:\s+(?:{_LINK}\s+)?{_PART}){{1,3}})"
_ROLE = "|".join(rf"(?P<{role}>{words})" for role, words in ROLES.items())

_ROLE_LINE = re.compile(rf"^[\W_]*(?:{_ROLE})\b(?:\s*\([^)]*\))?\s*[:–-]\s*(?P<names>.*)$", re.IGNORECASE)
_HONOUR_LINE = re.compile(rf"^[\W_]*{_HONOUR}{_CAPITAL}", re.IGNORECASE)
_OFFICE_LINE = re.compile(rf"^[\W_]*{_NAME}\s*[,(–-]\s*[^,]*\b(?:{OFFICES})\b", re.IGNORECASE)
_BY = re.compile(rf"[\s,(–-]+(?:{BY})\s+(?P<names>{_NAME}\b.*)$", re.IGNORECASE)
_VERB = re.compile(rf"(?:[,;(–-]\s*)(?P<names>{_NAME}|{_PART})\s+(?:{_ROLE})\)?\s*$", re.IGNORECASE)
_ROLE_PART = re.compile(rf"(?:[,;(.]|\s[–-])\s*(?:{_ROLE})\s*:\s*(?P<names>[^:]+?)\)?\s*$", re.IGNORECASE)
_NEXT_NAME = re.compile(rf"\s*(?:;|,|/|\s(?:and|und|et|y|i|и)\s)\s*(?={_NAME})", re.IGNORECASE)
_LONGEST = 400
"""A longer line is prose."""
_ABOUT = re.compile(r"\s*(?:[,(–]|\s-\s)\s*")


def names_people(line: str) -> bool:
    return len(line) <= _LONGEST and any(pattern.match(line) for pattern in (_ROLE_LINE, _HONOUR_LINE, _OFFICE_LINE))


def heads_people(line: str) -> bool:
    """Whether it is a role alone: the names stand in the lines below."""
    match = _ROLE_LINE.match(line)
    return bool(match and not match["names"].strip())


def people_of(line: str, *, role: str = "") -> tuple[NamedPerson, ...]:
    """Of a line that names people. `role` is the line above that names their role alone."""
    match = _ROLE_LINE.match(line) or (_ROLE_LINE.match(f"{role}: {line}") if role else None)
    return _named(match["names"], _role(match)) if match else _named(line, PersonRole.SPEAKER)


def without_people(title: str) -> tuple[str, tuple[NamedPerson, ...]]:
    """The title without its parts that name people, and these people."""
    found: list[tuple[NamedPerson, ...]] = []
    if len(title) > _LONGEST:
        return title, ()
    for pattern in (_ROLE_PART, _VERB, _BY):
        match = pattern.search(title)
        if match and title[: match.start()].strip():
            role = PersonRole.SPEAKER if pattern is _BY else _role(match)
            found.append(_named(match["names"], role))
            title = title[: match.start()].rstrip(" ,;(–-")
    return title, tuple(chain.from_iterable(reversed(found)))


def _role(match: re.Match[str]) -> PersonRole:
    return next(PersonRole(role) for role in ROLES if match[role])


def _named(names: str, role: PersonRole) -> tuple[NamedPerson, ...]:
    people = []
    for part in _NEXT_NAME.split(names):
        name, *about = _ABOUT.split(part.strip(" \t•*·|;,.–-"), maxsplit=1)
        if name:
            people.append(NamedPerson(name, role, about[0].rstrip(" )") if about else ""))
    return tuple(people)
