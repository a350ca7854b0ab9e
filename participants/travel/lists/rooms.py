"""The rooming list of an event: read in a fixed number of queries, and as a value for its files."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backstage.tables.cells import Value
from participants.labels import PAYERS
from participants.models import Delegate, Preparation, Stay
from participants.travel.coming import body_of, coming_to, is_at_home
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.travel.presence import days_of, legs_by_delegate
from participants.travel.rooms.rooming import Bed, Hotel, Rooming, rooming
from participants.vocabulary import Payer
from tours.models import Event

OF_DELEGATE = (
    "delegate__event",
    "delegate__person",
    "delegate__delegation__participation__city",
    "delegate__delegation__participation__organisation",
)


def read_rooming(event: Event) -> Rooming:
    """Four queries."""
    coming = list(coming_to(event))
    legs = legs_by_delegate(event)
    days = {row.pk: days_of(row, event, legs.get(row.pk, ())) for row in coming}
    stays = Stay.objects.filter(delegate__event=event).select_related(
        "hotel__city", "shares_with__person", *OF_DELEGATE
    )
    own = Preparation.objects.filter(delegate__event=event, needs_no_room=True).values_list("delegate", flat=True)
    at_home = (row.pk for row in coming if is_at_home(row, legs.get(row.pk, ())))
    return rooming(stays.order_by("arrives_on", "delegate__name", "pk"), coming, days, {*own, *at_home})


def rooming_list(event: Event, *, at: datetime) -> PeopleList:
    read = read_rooming(event)
    tables = [_rooms(read), _nights(read), *([_without(read.without)] if read.without else [])]
    return people_list(event, _("Rooming list"), tables, at=at)


def payers_in_words(hotel: Hotel) -> str:
    """`Programme: 8 nights; Payer not known: 2 nights`."""
    return "; ".join(
        ngettext("%(payer)s: %(count)d night", "%(payer)s: %(count)d nights", count)
        % {"payer": PAYERS[Payer(payer)] if payer else _("Payer not known"), "count": count}
        for payer, count in hotel.payers
    )


def _rooms(read: Rooming) -> Table:
    columns = (
        Column(_("Name"), 0.19),
        Column(_("Delegation"), 0.13),
        Column(_("Room"), 0.08),
        Column(_("Kind of room"), 0.1),
        Column(_("Shares with"), 0.14),
        Column(_("First night"), 0.08),
        Column(_("Leaves on"), 0.08),
        Column(_("Nights"), 0.06, is_figure=True),
        Column(_("Who pays"), 0.14),
    )
    parts = (Part(str(hotel.venue), payers_in_words(hotel), tuple(map(_bed, hotel.beds))) for hotel in read.hotels)
    return Table(_("Rooms"), _("Hotel"), columns, tuple(parts), _("Nobody has a room yet."))


def _bed(bed: Bed) -> tuple[Value, ...]:
    stay = bed.stay
    return (
        ". ".join((bed.name, *bed.flags)),
        bed.body,
        stay.room,
        stay.get_kind_display(),
        bed.sharer,
        stay.arrives_on,
        stay.leaves_on,
        bed.nights,
        stay.get_pays_display(),
    )


def _nights(read: Rooming) -> Table:
    columns = (
        Column(_("Night"), 0.5),
        Column(_("Rooms"), 0.25, is_figure=True),
        Column(_("People"), 0.25, is_figure=True),
    )
    parts = tuple(Part(str(hotel.venue), "", tuple((*night,) for night in hotel.nights)) for hotel in read.hotels)
    return Table(_("Night by night"), _("Hotel"), columns, parts, _("Nobody has a room yet."))


def _without(rows: Iterable[Delegate]) -> Table:
    columns = (Column(_("Name"), 0.6), Column(_("Delegation"), 0.4))
    part = Part(_("Everyone without a room"), "", tuple((row.display_name, body_of(row)) for row in rows))
    return Table(_("Without a room"), _("Hotel"), columns, (part,), "")
