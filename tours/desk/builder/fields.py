"""The fields of the builder's forms: times as people type them, and whose part is whose."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import time
from functools import cache
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from tours.importing.lines.clock import read_time
from tours.importing.lines.people import name_and_role
from tours.importing.lines.values import NamedPart
from tours.labels import LEVELS, PERSON_ROLES
from tours.models import Document, ItemLink, ItemPart
from tours.models.fields import WebAddressField
from tours.record.items.references import LinkNamed
from tours.vocabulary import Level, PersonRole
from tours.wording import clock

IS_UID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_TICKED, MOST_PEOPLE, MOST_LINKS = 500, 100, 50
LINK = re.compile(r"(.*\S)\s+(\S+\.\S+?)(?:\s+\(([^()]*)\))?")
"""A title, an address and for whom it is. An address has no spaces, and a dot somewhere."""
URL: WebAddressField = ItemLink._meta.get_field("url")
LABEL, ADDRESS = (forms.fields_for_model(ItemLink, [name])[name] for name in ("label", "url"))
OPEN = "?"
"""Stands for a person who is still to be found."""


class ClockField(forms.CharField):
    """A time as people type it: 9.30, 9:30 am, 0930, 9h30, 9. It cleans to a time, or to None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        read = read_time(text)
        if read is None:
            raise forms.ValidationError(_("Write a time, such as 9:30 or 0930."))
        return read

    def clean(self, value: Any) -> Any:
        return self.to_python(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except forms.ValidationError:
            return True


class LinesField(forms.CharField):
    """Several things, one a line. It cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Browsers send line ends of their own, and these change nothing."""
        return "\n".join(line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip())

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        return self.read(text.splitlines())

    def read(self, lines: list[str]) -> list[Any]:
        raise NotImplementedError


class PeopleField(LinesField):
    """One person a line, with the role after a comma, and “(TBC)” where they have not confirmed. `?` is nobody yet.

    It cleans to `NamedPart`s.
    """

    def read(self, lines: list[str]) -> list[NamedPart]:
        if len(lines) > MOST_PEOPLE:
            raise forms.ValidationError(_("Name at most %(number)d people.") % {"number": MOST_PEOPLE})
        return list(map(name_and_role, lines))


class LinksField(LinesField):
    """One link a line: its title, its address, and for whom it is if not for everyone. It cleans to `LinkNamed`s."""

    def read(self, lines: list[str]) -> list[LinkNamed]:
        if len(lines) > MOST_LINKS:
            raise forms.ValidationError(_("Write at most %(number)d links.") % {"number": MOST_LINKS})
        return list(map(_link, lines))


class DocumentsField(forms.MultipleChoiceField):
    """Ticked documents, by their keys. Those that the item has already are taken as they are, without a look at the choices."""

    there: Collection[str] = ()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def offer(self, documents: Callable[[], Iterable[Document]], *, there: Collection[str]) -> None:
        """The documents are read when somebody looks at the choices."""
        self.there = there
        self.choices = cache(lambda: [(str(row.pk), _with_level(row.title, Level(row.level))) for row in documents()])

    def valid_value(self, value: Any) -> bool:
        return value in self.there or super().valid_value(value)


class TickedField(forms.Field):
    """The UIDs of ticked rows. What is none is left out."""

    def clean(self, value: Any) -> Any:
        return [UUID(text) for text in (value or [])[:MOST_TICKED] if IS_UID.fullmatch(text)]


def links_in_words(links: Iterable[LinkNamed]) -> str:
    """The links as the field has them, one a line."""
    return "\n".join(_with_level(f"{link.label} {link.url}", link.level or Level.PUBLIC) for link in links)


def _with_level(words: str, level: Level) -> str:
    """What is for everyone says nothing of it."""
    return words if level == Level.PUBLIC else f"{words} ({LEVELS[level]})"


def _link(line: str) -> LinkNamed:
    """Raises ValidationError, which names the line."""
    read = LINK.fullmatch(line)
    label, address, words = read.groups() if read else ("", "", None)
    levels = {str(name).casefold(): level for level, name in LEVELS.items()}
    level = levels.get(words.strip().casefold()) if words else Level.PUBLIC
    if not label or level is None:
        told = _(
            "“%(line)s” is no link. Write a title and an address, and behind it (%(levels)s) if it is not for everyone."
        )
        names = ", ".join(str(LEVELS[level]) for level in (Level.DELEGATES, Level.STAFF))
        raise forms.ValidationError(told % {"line": line, "levels": names})
    try:
        return LinkNamed(LABEL.clean(label), URL.clean(ADDRESS.clean(address), None), level)
    except forms.ValidationError as refusal:
        raise forms.ValidationError(f"“{line}”: {' '.join(refusal.messages)}") from refusal


def people_in_words(parts: Iterable[ItemPart]) -> str:
    """The people as the field has them. That somebody is a speaker, or has confirmed, is not written."""
    return "\n".join(_in_words(part) for part in parts)


def _in_words(part: ItemPart) -> str:
    name = part.person.display_name if part.person else OPEN
    role = "" if part.role == PersonRole.SPEAKER else f", {str(PERSON_ROLES[PersonRole(part.role)]).lower()}"
    return f"{name}{role}{' (TBC)' if part.person and not part.confirmed else ''}"
