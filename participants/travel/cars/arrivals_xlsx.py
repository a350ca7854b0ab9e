"""Arrivals or departures as an Excel workbook. A value goes in and bytes come out."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import cast

from django.utils.translation import gettext as _
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from backstage.tables.cells import Value
from backstage.tables.xlsx import Column, new_book, packed, put, put_table
from participants.travel.cars.arrivals import Stop, Traffic
from participants.travel.cars.signs import sign_of
from participants.travel.coming import body_of
from participants.vocabulary import Direction
from tours.models import Event

WIDTHS = (12, 8, 28, 28, 24, 22, 24, 12, 8, 30, 22, 22, 50)
HEAD = 3
"""The row with the headings. Above it stands the event."""


def arrivals_xlsx(
    event: Event, traffic: Traffic, direction: Direction, scripts: Collection[str], *, at: datetime
) -> bytes:
    """The same values give the same bytes, in the active language. One query for the programme, if it is not read yet."""
    book = new_book(title=event.title, creator=event.programme.name, at=at)
    page = cast("Worksheet", book.active)
    page.title = _("Arrivals") if direction == Direction.IN else _("Departures")
    put(page, 1, 1, event.title).font = Font(bold=True, size=14)
    columns = [Column(label, width) for label, width in zip(_labels(direction), WIDTHS, strict=True)]
    put_table(page, columns, list(_rows(traffic, direction, scripts)), head=HEAD)
    return packed(book)


def _labels(direction: Direction) -> tuple[str, ...]:
    lands = direction == Direction.IN
    return (
        _("Day"),
        _("Lands") if lands else _("Leaves"),
        _("Name"),
        _("Name in the country’s script"),
        _("City"),
        _("Flight or train"),
        _("From") if lands else _("To"),
        _("Day of the car"),
        _("Car leaves"),
        _("Car"),
        _("Driver"),
        _("Met by"),
        _("What does not fit"),
    )


def _rows(traffic: Traffic, direction: Direction, scripts: Collection[str]) -> Iterator[tuple[Value, ...]]:
    for stop in traffic.stops:
        yield _row(stop, direction, scripts)
    for row in traffic.without:
        sign = sign_of(row, scripts)
        yield (None, None, sign.latin, sign.local, body_of(row), *(None,) * 7, _("No flight or train is known."))


def _row(stop: Stop, direction: Direction, scripts: Collection[str]) -> tuple[Value, ...]:
    leg, car, sign = stop.leg, stop.leg.pickup, sign_of(stop.leg.delegate, scripts)
    place = leg.origin if direction == Direction.IN else leg.destination
    who = (sign.latin, sign.local, body_of(leg.delegate), str(leg), place)
    fetched = (car.day, car.time, str(car), str(car.driver or ""), str(car.meeter or "")) if car else (None,) * 5
    return (stop.moment.day, stop.moment.at, *who, *fetched, " ".join(stop.flags))
