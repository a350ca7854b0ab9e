"""Languages by their names, for those who choose or type the language of a text. `tours.wording` has the words."""

from functools import cache
from typing import Any

from django import forms
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from backstage.text.language_tags import canonical
from tours.desk.forms.name_input import NameInput
from tours.wording import language_name

LANGUAGE_HINT = _("Type its name and choose it, or type its code, such as sr-Latn.")


def language_choices(current: str) -> list[tuple[str, str]]:
    """Language tags with their names in the language of the interface, by name, and the current one if it is another."""
    named = sorted(((tag, language_name(tag)) for tag in _known()), key=lambda choice: choice[1])
    return named if current in _known() else [(current, language_name(current)), *named]


def language_of(typed: str) -> str:
    """The tag of the language that has this name; any other text, such as a tag, stays as it is."""
    return next((tag for tag in _known() if language_name(tag).casefold() == typed.casefold().strip()), typed)


class LanguageNameField(forms.CharField):
    """A language, typed or chosen by its name. Any language tag may be typed too."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(**{**facts, "widget": NameInput(_names)})

    def prepare_value(self, value: Any) -> Any:
        return language_name(value) if isinstance(value, str) and value else value

    def to_python(self, value: Any) -> str:
        return language_of(super().to_python(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, self.to_python(data))


def _names() -> list[str]:
    return sorted(map(language_name, _known()))


@cache
def _known() -> tuple[str, ...]:
    """The tags of the languages that Django knows, each of which has a name of its own."""
    tags = filter(None, map(_tag, (code for code, facts in LANG_INFO.items() if "name" in facts)))
    return tuple({language_name(tag): tag for tag in (*tags, "sr-Cyrl")}.values())


def _tag(code: str) -> str:
    """The language tag of one of Django's codes; empty for one that is none here."""
    try:
        return canonical(code)
    except ValueError:
        return ""
