"""What a delegate tells of their flights themselves. After the last day for changes all but arrival times is asked for."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds
from participants.locking import changing
from participants.models import Delegate, Leg
from participants.requests.asking import Said
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_for_other
from participants.travel.cars.legs import Facts, change_leg, remove_leg, tell_leg
from participants.vocabulary import Direction
from tours.wording import clock, full_date

ARRIVAL_TIMES = frozenset({"lands_on", "lands_at", "told_by", "told"})
"""Of the way in they are changed on the last day too: somebody waits at the airport. Who told it is no change."""


def tell_own_leg(
    row: Delegate, facts: Facts, *, by: User | None, grounds: Grounds, now: datetime | None = None
) -> Outcome:
    with changing(row.event, by=by, grounds=grounds):
        if is_late(row, now):
            return _asked(row, _("Please note: %(leg)s"), Leg(delegate=row, **facts), by=by, grounds=grounds)
        tell_leg(row, facts, by=by, grounds=grounds)
        return Outcome(done=row)


def change_own_leg(
    leg: Leg, facts: Facts, *, by: User | None, grounds: Grounds, now: datetime | None = None
) -> Outcome:
    """All of it or nothing: where one fact is asked for, so are the others."""
    row = leg.delegate
    with changing(row.event, by=by, grounds=grounds):
        changed = [name for name, value in facts.items() if getattr(leg, name) != value]
        if is_late(row, now) and not _are_arrival_times(leg, changed):
            new = Leg(delegate=row, direction=leg.direction)
            for name, value in facts.items():
                setattr(new, name, value)
            return _asked(row, _("Please change my flight to: %(leg)s"), new, by=by, grounds=grounds)
        change_leg(leg, facts, by=by, grounds=grounds)
        return Outcome(done=row)


def remove_own_leg(leg: Leg, *, by: User | None, grounds: Grounds, now: datetime | None = None) -> Outcome:
    row = leg.delegate
    with changing(row.event, by=by, grounds=grounds):
        if is_late(row, now):
            return _asked(row, _("Please remove: %(leg)s"), leg, by=by, grounds=grounds)
        remove_leg(leg, by=by, grounds=grounds)
        return Outcome(done=row)


def is_late(row: Delegate, now: datetime | None = None) -> bool:
    return is_frozen(row.delegation, row.event, now)


def leg_in_words(leg: Leg) -> str:
    """`Arrival: Korean Air KE 938, Zagreb – Seoul, leaves 3 September 2017 19:25, arrives 4 September 2017 13:20`."""
    route = " – ".join(filter(None, (leg.origin, leg.destination)))
    moments = ((_("leaves"), leg.leaves_on, leg.leaves_at), (_("arrives"), leg.lands_on, leg.lands_at))
    told = [" ".join(filter(None, (word, full_date(day), clock(at) if at else ""))) for word, day, at in moments if day]
    name = " ".join(filter(None, (leg.carrier, leg.number)))
    return f"{leg.get_direction_display()}: {', '.join(filter(None, (name, route, *told)))}"


def _are_arrival_times(leg: Leg, changed: Collection[str]) -> bool:
    return leg.direction == Direction.IN and ARRIVAL_TIMES.issuperset(changed)


def _asked(row: Delegate, words: str, leg: Leg, *, by: User | None, grounds: Grounds) -> Outcome:
    """The leg as they want it must be one that could be kept. Raises ValidationError."""
    leg.full_clean()
    return wish_for_other(row, by=by, said=Said(words % {"leg": leg_in_words(leg)}), grounds=grounds)
