"""What the rows still say otherwise than a version, in sentences: the difference itself tells, so that nothing is left out."""

from collections.abc import Callable, Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from msgspec.structs import replace

from backstage.text.spellings import REMOVED
from tours.agenda.facts import Value
from tours.agenda.values import Agenda, Item, Line
from tours.editions.tags import without_taken
from tours.models import (
    AgendaItem,
    Contact,
    Document,
    Event,
    EventOrganisation,
    Group,
    ItemLink,
    ItemPart,
    ParticipatingCity,
    PracticalNote,
    Purpose,
)
from tours.vocabulary import ItemKind

NAMES: dict[str, str | Promise | None] = {
    "supporters": EventOrganisation._meta.verbose_name_plural,
    "cities": ParticipatingCity._meta.verbose_name_plural,
    "practical": PracticalNote._meta.verbose_name_plural,
    "contacts": Contact._meta.verbose_name_plural,
    "purposes": Purpose._meta.verbose_name_plural,
    "documents": Document._meta.verbose_name_plural,
    "parts": ItemPart._meta.verbose_name_plural,
    "links": ItemLink._meta.verbose_name_plural,
    "named_groups": Group._meta.verbose_name_plural,
    "groups": Group._meta.verbose_name_plural,
    "place": AgendaItem._meta.get_field("venue").verbose_name,
    "order": AgendaItem._meta.get_field("position").verbose_name,
}
"""The names of facts that no field of the row has."""


def is_redacted(value: object) -> bool:
    """Whether something in the value was removed from the version: it must not be written into rows."""
    return REMOVED in repr(value)


def lines_of(agenda: Agenda) -> dict[str, Line]:
    """The standing items by UID, without the line that announces an event that has none."""
    return {item.uid: item.line for item in agenda.items if item.line and item.line.kind is not ItemKind.EVENT}


def with_last_lines(agenda: Agenda, turned: Callable[[str, Line], Line]) -> Agenda:
    """The agenda with what `turned` makes of the UID and the line of each standing item, as its last revision."""
    return replace(agenda, items=tuple(_with_last_line(item, turned) for item in agenda.items))


def _with_last_line(item: Item, turned: Callable[[str, Line], Line]) -> Item:
    if item.line is None:
        return item
    *earlier, last = item.revisions
    return replace(item, revisions=(*earlier, replace(last, line=turned(item.uid, item.line))))


def remaining(then: Agenda, now: Agenda) -> list[str]:
    then, now = without_taken(then), without_taken(now)
    told = list(_facts(Event, _("The event"), then.event, now.event))
    lines = lines_of(now)
    for uid, line in lines_of(then).items():
        if uid in lines:
            told += _facts(AgendaItem, f"“{line.title}”", line, lines[uid])
        else:
            told.append(_("“%(title)s” cannot come back.") % {"title": line.title})
    return told


def _facts(model: type[models.Model], thing: str, then: Value, now: Value) -> Iterator[str]:
    for name in then.__struct_fields__:
        if getattr(then, name) == getattr(now, name):
            continue
        facts = {"thing": thing, "fact": capfirst(_name(model, name))}
        if is_redacted(getattr(then, name)):
            yield _("%(thing)s. %(fact)s: something of this was redacted in the version, and is not written.") % facts
        else:
            yield (
                _("%(thing)s. %(fact)s: this is not as in the version, as what it names has changed or is gone.")
                % facts
            )


def _name(model: type[models.Model], name: str) -> str:
    if name in NAMES:
        return str(NAMES[name])
    try:
        return str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # a fact is no relation from elsewhere
    except FieldDoesNotExist:
        return str(Event._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # the zone of a line
