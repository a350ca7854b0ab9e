"""The rooming list as values: who sleeps where, night by night, who pays, and what does not fit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.models import Delegate, Stay
from participants.states import HOLDING
from participants.travel.coming import body_of
from participants.travel.presence import Days
from tours.models import Venue
from tours.wording import short_weekday_and_day


class Bed(NamedTuple):
    """A stay with what is wrong with it, in words."""

    stay: Stay
    body: str
    nights: int
    flags: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.stay.delegate.display_name

    @property
    def sharer(self) -> str:
        return self.stay.shares_with.display_name if self.stay.shares_with else ""


class Night(NamedTuple):
    """The night that begins on `day`."""

    day: date
    rooms: int
    people: int


class Hotel(NamedTuple):
    venue: Venue
    beds: tuple[Bed, ...]
    nights: tuple[Night, ...]
    payers: tuple[tuple[str, int], ...]
    """Who pays, by the key in `vocabulary.Payer` or nothing, and for how many nights of people."""


class Rooming(NamedTuple):
    hotels: tuple[Hotel, ...]
    without: tuple[Delegate, ...]
    """Those who come and have no room, but for those who need none or are at home."""


def rooming(stays: Iterable[Stay], coming: Iterable[Delegate], days: Mapping[int, Days], own: Iterable[int]) -> Rooming:
    """`days` are by the key of the delegate; `own` are the keys of those who need no room. Hotels are in the order of names."""
    stays = list(stays)
    by_hotel: dict[Venue, list[Stay]] = {}
    for stay in stays:
        by_hotel.setdefault(stay.hotel, []).append(stay)
    housed = {stay.delegate_id for stay in stays} | set(own)
    hotels = [_hotel(venue, found, days) for venue, found in by_hotel.items()]
    return Rooming(
        tuple(sorted(hotels, key=lambda hotel: str(hotel.venue))),
        tuple(row for row in coming if row.pk not in housed),
    )


def _hotel(venue: Venue, stays: list[Stay], days: Mapping[int, Days]) -> Hotel:
    beds = tuple(Bed(stay, body_of(stay.delegate), _nights(stay), tuple(_flags(stay, days))) for stay in stays)
    payers = Counter[str]()
    for bed in beds:
        payers[bed.stay.pays] += bed.nights
    return Hotel(venue, beds, tuple(nights_of(stays)), tuple(sorted(payers.items())))


def _nights(stay: Stay) -> int:
    return (stay.leaves_on - stay.arrives_on).days


def nights_of(stays: list[Stay]) -> Iterable[Night]:
    """The nights from the first to the last, with how many rooms each takes. Two who share count as one room."""
    if not stays:
        return
    first, last = min(stay.arrives_on for stay in stays), max(stay.leaves_on for stay in stays)
    for number in range((last - first).days):
        day = first + timedelta(number)
        there = [stay for stay in stays if stay.arrives_on <= day < stay.leaves_on]
        rooms = {frozenset({stay.delegate_id, stay.shares_with_id or stay.delegate_id}) for stay in there}
        yield Night(day, len(rooms), len(there))


def _flags(stay: Stay, days: Mapping[int, Days]) -> Iterable[str]:
    row = stay.delegate
    if row.state not in HOLDING:
        yield _("%(state)s: take the room back, or give it to somebody else.") % {"state": row.get_state_display()}
        return
    there = days.get(row.pk)
    if there and stay.arrives_on > there.first:
        yield _("Comes on %(day)s, before the first night.") % {"day": short_weekday_and_day(there.first)}
    if there and stay.leaves_on < there.last:
        yield _("Leaves on %(day)s, after the last night.") % {"day": short_weekday_and_day(there.last)}
