"""The languages by their names, for those who choose the language of a text."""

from functools import cache

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext as _

from backstage.text.language_tags import canonical

MORE = {"sr-Cyrl": "Serbian Cyrillic"}


def language_choices(current: str) -> list[tuple[str, str]]:
    """Language tags with their names in the language of the interface, by name, and the current one if it is another."""
    named = sorted(((tag, _(name)) for tag, name in _known().items()), key=lambda choice: choice[1])
    return named if current in _known() else [(current, current), *named]


@cache
def _known() -> dict[str, str]:
    known = dict(MORE)
    for code, facts in LANG_INFO.items():
        if "name" in facts and (tag := _tag(code)):
            known[tag] = str(facts["name"])
    return known


def _tag(code: str) -> str:
    """The language tag of one of Django's codes; empty for one that is none here."""
    try:
        return canonical(code)
    except ValueError:
        return ""
