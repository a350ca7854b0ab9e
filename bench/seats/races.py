"""The races: what is wanted by many at once, and what must come of it."""

from collections.abc import Callable
from functools import partial

from django.core.exceptions import ValidationError

from bench.seats.racing import DONE, Verb
from participants.models import Delegate, Delegation
from participants.nominations import deciding, offering, places
from tests.factories import rows
from tests.participants import makers
from tours.models import ParticipatingCity

AT_ONCE = 16


class LastSeat:
    """Sixteen names of one delegation are accepted, and it has one seat."""

    what = "last seat"
    full = "full"

    def __init__(self) -> None:
        by = rows.coordinator()
        self.delegation = makers.delegation(makers.published_event(), by=by, seats=1)
        self.names = [makers.proposed(self.delegation, by=by) for _each in range(AT_ONCE)]

    def begin(self) -> list[Verb]:
        Delegate.objects.update(state="proposed", takes_seat=False)
        ParticipatingCity.objects.update(taken=0)
        return [partial(deciding.accept, row, by=None) for row in self.names]

    def is_right(self, told: list[str]) -> bool:
        counts = (makers.taken(self.delegation), Delegate.objects.seated().count())
        return told == [DONE, *[self.full] * (AT_ONCE - 1)] and counts == (1, 1)


class LastPlace(LastSeat):
    """The sixteen are of as many delegations with seats enough, and the event has one place."""

    what = "last place of the event"
    full = "event_full"

    def __init__(self) -> None:
        event, by = makers.published_event(places=1), rows.coordinator()
        self.names = [makers.proposed(makers.delegation(event, by=by), by=by) for _each in range(AT_ONCE)]

    def is_right(self, told: list[str]) -> bool:
        held = Delegate.objects.holding().count()
        return told == [DONE, *[self.full] * (AT_ONCE - 1)] and held == 1


class LapseOrAccept:
    """An offer runs out at the moment at which it is accepted. One of them is first.

    Where it ran out first, the registrar may still give the place that is free.
    """

    what = "lapse against accept"

    def __init__(self) -> None:
        by = rows.coordinator()
        self.delegation = makers.delegation(makers.published_event(), by=by, seats=1)
        self.row = deciding.reserve(makers.proposed(self.delegation, by=by), by=by)

    def begin(self) -> list[Verb]:
        Delegate.objects.update(state="reserve", takes_seat=False, offered_until=None)
        ParticipatingCity.objects.update(taken=0)
        until = offering.offer(self.row, by=None, hours=1).offered_until
        accept, lapse = partial(deciding.accept, by=None), partial(offering.lapse, by=None, now=until)
        return [partial(accept, self.row), partial(lapse, self.row)]

    def is_right(self, told: list[str]) -> bool:
        self.row.refresh_from_db()
        ends = (self.row.state, makers.taken(self.delegation))
        return (told, ends) in [([DONE, "state"], ("accepted", 1)), ([DONE, DONE], ("accepted", 1))]


last_seat, last_place, lapse_or_accept = LastSeat, LastPlace, LapseOrAccept


class SeatAlone:
    """The counter alone is moved sixteen times, without the lock and without rows: by `take`."""

    def __init__(self, what: str, take: Callable[[Delegation], None]) -> None:
        self.what, self.take = what, take
        self.delegation = makers.delegation(makers.published_event(), by=rows.coordinator(), seats=1)

    def begin(self) -> list[Verb]:
        ParticipatingCity.objects.update(taken=0)
        return [partial(self.take, self.delegation)] * AT_ONCE

    def is_right(self, told: list[str]) -> bool:
        return told == [DONE, *["full"] * (AT_ONCE - 1)] and makers.taken(self.delegation) == 1


def without_the_lock() -> SeatAlone:
    return SeatAlone("last seat, without the lock", places.take_seat)


def control(meet: Callable[[], object] = lambda: None) -> SeatAlone:
    """What the guard is for. `meet` is called between reading and writing."""
    return SeatAlone("control: read, then write", partial(_take_unguarded, meet=meet))


def _take_unguarded(delegation: Delegation, *, meet: Callable[[], object]) -> None:
    row = ParticipatingCity.objects.get(pk=delegation.participation_id)
    meet()
    if row.taken >= row.seats:
        raise ValidationError("All seats are taken.", code="full")
    row.taken += 1
    row.save(update_fields=["taken"])
