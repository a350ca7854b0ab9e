"""The own lines of a delegate as entries of their private calendar."""

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from participants.following.own_lines import (
    car_details,
    car_title,
    flight,
    landing_zone,
    leaving_zone,
    stay_details,
)
from participants.following.own_rows import OwnRows
from participants.following.standing import home
from participants.models import Leg, Pickup, Stay
from tours.calendar import OwnEntry, Piece, own_piece, with_entries
from tours.serving.by_audience.downloads import calendar
from tours.serving.by_audience.heading import heading
from tours.serving.by_audience.reading import Reading


def own_calendar(reading: Reading, rows: OwnRows) -> bytes:
    """The feed of those who read the same, which is kept, with the delegate's own entries at its end."""
    return with_entries(calendar(reading), own_pieces(reading, rows))


def own_pieces(reading: Reading, rows: OwnRows) -> Iterator[Piece]:
    address, above = settings.BASE_URL + home(), heading(reading)
    for entry in _entries(rows, above.zone):
        yield own_piece(entry, home=address, organiser=above.organiser, office=settings.OFFICE_EMAIL)


def _entries(rows: OwnRows, zone: str) -> Iterator[OwnEntry]:
    yield from (_of_leg(leg, zone) for leg in rows.legs)
    yield from (_of_car(car, zone) for car in rows.cars)
    yield from (_of_stay(stay, zone) for stay in rows.stays)


def _of_leg(leg: Leg, zone: str) -> OwnEntry:
    """The entry of a leg, from leaving to landing. If only one of both has a known time and zone, the entry stands
    there.
    """
    way = " – ".join(filter(None, (leg.origin, leg.destination)))
    facts: dict[str, Any] = {
        "uid": _uid(leg),
        "title": " ".join(filter(None, (flight(leg), way))) or str(leg),
        "changed": leg.changed_at,
        "where": leg.origin or leg.destination,
    }
    leaves, lands = leaving_zone(leg, zone), landing_zone(leg, zone)
    if leg.leaves_on and leg.leaves_at and leaves:
        is_whole = bool(leg.lands_on and leg.lands_at and lands)
        end: dict[str, Any] = {"last": leg.lands_on, "end": leg.lands_at, "end_zone": lands} if is_whole else {}
        return OwnEntry(day=leg.leaves_on, start=leg.leaves_at, zone=leaves, **facts, **end)
    if leg.lands_on and leg.lands_at and lands:
        return OwnEntry(day=leg.lands_on, start=leg.lands_at, zone=lands, **facts)
    day = leg.leaves_on or leg.lands_on
    assert day is not None  # noqa: S101  (constraints of the table)
    return OwnEntry(day=day, zone=zone, **facts)


def _of_car(car: Pickup, zone: str) -> OwnEntry:
    return OwnEntry(
        uid=_uid(car),
        title=car_title(car),
        day=car.day,
        start=car.time,
        zone=zone,
        changed=car.changed_at,
        where=car.place,
        text="\n".join(car_details(car)),
    )


def _of_stay(stay: Stay, zone: str) -> OwnEntry:
    return OwnEntry(
        uid=_uid(stay),
        title=_("Hotel: %(hotel)s") % {"hotel": stay.hotel.name},
        day=stay.arrives_on,
        last=stay.leaves_on,
        zone=zone,
        changed=stay.changed_at,
        where=", ".join(filter(None, (stay.hotel.name, stay.hotel.address))),
        text="\n".join(stay_details(stay)),
    )


def _uid(row: Leg | Pickup | Stay) -> str:
    """The UID of the row's entry. It is the same for ever, and no other site has it."""
    return str(uuid5(NAMESPACE_URL, f"{settings.BASE_URL}/{row._meta.model_name}/{row.pk}"))
