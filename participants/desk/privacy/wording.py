"""Writes what is known of a person for people to read."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.privacy.known.values import Section

LAID_OUT_AS = "j M Y"


class Fact(NamedTuple):
    label: str
    value: str


class Readable(NamedTuple):
    title: str
    rows: list[list[Fact]]


def readable(sections: Iterable[Section]) -> Iterator[Readable]:
    """Facts that say nothing are left out. What a delegate stars is theirs: the page tells how many items."""
    for section in sections:
        yield Readable(section.title, [_facts(section, row) for row in section.rows])


def _facts(section: Section, row: dict[str, Any]) -> list[Fact]:
    shown = row | ({"starred": _number_of(row["starred"])} if "starred" in row else {})
    facts = (Fact(label, as_text(shown[key])) for key, label in section.columns.items())
    return [fact for fact in facts if fact.value]


def _number_of(starred: list[str]) -> str:
    return ngettext("%(count)d item", "%(count)d items", len(starred)) % {"count": len(starred)} if starred else ""


def as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), f"{LAID_OUT_AS}, H:i")
    if isinstance(value, date):
        return date_format(value, LAID_OUT_AS)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
