"""The fields of the builder's forms: times as people type them, and whose part is whose."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from tours.importing.lines.clock import read_time
from tours.importing.lines.people import name_and_role
from tours.labels import PERSON_ROLES
from tours.models import ItemPart
from tours.vocabulary import PersonRole
from tours.wording import clock

IS_UID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOST_TICKED, MOST_PEOPLE = 500, 100
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


class PeopleField(forms.CharField):
    """One person a line, with the role after a comma. It cleans to a list of `NamedPart`; `?` is nobody yet."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > MOST_PEOPLE:
            raise forms.ValidationError(_("Name at most %(number)d people.") % {"number": MOST_PEOPLE})
        return list(map(name_and_role, lines))


class TickedField(forms.Field):
    """The UIDs of ticked rows. What is none is left out."""

    def clean(self, value: Any) -> Any:
        return [UUID(text) for text in (value or [])[:MOST_TICKED] if IS_UID.fullmatch(text)]


def people_in_words(parts: Iterable[ItemPart]) -> str:
    """As the field has them. The role of a speaker goes without saying."""
    return "\n".join(_in_words(part) for part in parts)


def _in_words(part: ItemPart) -> str:
    name = part.person.display_name if part.person else OPEN
    if part.role == PersonRole.SPEAKER:
        return name
    return f"{name}, {str(PERSON_ROLES[PersonRole(part.role)]).lower()}"
