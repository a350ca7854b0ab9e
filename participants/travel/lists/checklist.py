"""Who lacks what, in words and as a value for its files."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backstage.tables.cells import Value
from participants.travel.checklist.checking import THINGS, Line, Thing
from participants.travel.checklist.reading import Checked
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from tours.models import Event


def complete_in_words(read: Checked) -> str:
    """`12 of 24 people have everything.`"""
    words = ngettext(
        "%(complete)d of %(count)d person has everything.",
        "%(complete)d of %(count)d people have everything.",
        len(read.lines),
    )
    return words % {"complete": read.complete, "count": len(read.lines)}


def counts_in_words(read: Checked) -> list[tuple[str, str, int]]:
    """Each thing that somebody lacks: its key, its label and how many lack it."""
    found = [(thing, sum(line.lacks(thing) for line in read.lines)) for thing in read.things]
    return [(thing.value, str(THINGS[thing]), count) for thing, count in found if count]


def checklist_list(event: Event, read: Checked, *, at: datetime) -> PeopleList:
    """The list of those who were read, as the filter narrows them."""
    has_entry = Thing.ENTRY in read.things
    share = 0.68 / max(1, len(read.things) + has_entry)
    columns = (
        Column(_("Name"), 0.18),
        Column(_("Delegation"), 0.14),
        *(Column(str(THINGS[thing]), share * (2 if thing is Thing.ENTRY else 1)) for thing in read.things),
    )
    presumes = _("Entry goes by the country of their city.") if has_entry else ""
    parts = (Part(complete_in_words(read), presumes, tuple(map(_row, read.lines))),) if read.lines else ()
    return people_list(event, _("Checklist"), [_table(columns, parts)], at=at)


def _table(columns: Collection[Column], parts: tuple[Part, ...]) -> Table:
    return Table(_("Checklist"), _("How many"), tuple(columns), parts, _("Nobody is on this list."))


def _row(line: Line) -> tuple[Value, ...]:
    return (line.name, line.body, *(cell.words for cell in line.cells))
