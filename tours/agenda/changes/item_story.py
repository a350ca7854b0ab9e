"""The content of one item's page: the item, the items beside it that day, and what changed since it was added."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from msgspec.structs import replace

from tours.agenda.audiences import for_audience, readers
from tours.agenda.changes.comparing import Detail, compare
from tours.agenda.phrases import ends_elsewhere, zone_at_end, zone_at_start
from tours.agenda.values import Agenda, Audience, Event, Item, Line
from tours.agenda.view import AgendaView, ItemView


class ItemPage(NamedTuple):
    view: AgendaView
    item: ItemView
    zone: str
    """The zone of the item's times, in words."""
    previous: ItemView | None
    following: ItemView | None
    details: tuple[Detail, ...]
    """The facts that differ from those at the time the item was added."""


def item_page(agenda: Agenda, uid: str, audience: Audience | None = None) -> ItemPage:
    """The item's page for the audience, or for all who may open the event. Raises LookupError for an item never seen."""
    view = for_audience(agenda, audience or readers(agenda.event))
    item = next((item for item in view.items if item.uid == uid), None)
    if item is None:
        raise LookupError(f"no item {uid}")
    of_the_day = [other for other in view.standing if other.line.day == item.line.day]
    place = next((number for number, other in enumerate(of_the_day) if other.uid == uid), None)
    return ItemPage(
        view=view,
        item=item,
        zone=_zones(item.line, view.event),
        previous=of_the_day[place - 1] if place else None,
        following=of_the_day[place + 1] if place is not None and place + 1 < len(of_the_day) else None,
        details=_details(agenda, view, item),
    )


def _zones(line: Line, event: Event) -> str:
    """`Seoul time (UTC+9)`, and the zone where it ends if that is another; empty without a clock time."""
    if line.start is None:
        return ""
    starts = zone_at_start(line, event)
    if not ends_elsewhere(line):
        return starts
    return _("%(zone)s, ends at %(other)s") % {"zone": starts, "other": zone_at_end(line, event)}


def _details(agenda: Agenda, view: AgendaView, item: ItemView) -> tuple[Detail, ...]:
    """What changed since the item was added; empty for an item that is gone, where the removal is the only change, and
    where all changes are small corrections.
    """
    if item.gone or item.told == item.created:
        return ()
    came = for_audience(replace(agenda, items=(_as_it_came(agenda, item),)), view.audience)
    changes = compare(came, replace(view, items=(item,))).items
    return changes[0].details if came.items and changes else ()


def _as_it_came(agenda: Agenda, item: ItemView) -> Item:
    """The item with the revisions it had in the edition that first showed it to the audience."""
    whole = next(each for each in agenda.items if each.uid == item.uid)
    known = (each for each in whole.revisions if each.since and each.since.number <= item.created.number)
    return Item(uid=item.uid, revisions=tuple(known))
