"""Notes on a delegate's row that something of theirs changed: what they fetch again is then sent anew.

Their own lines say things of other rows, too: of a hotel, and of who drives, meets or shares a room with them. Verbs of this
room that change such a row call `touch_beside`. Hotels, cities and cards are written in a room that knows no delegates: it
tells `touch_where_shown`.
"""

from collections.abc import Collection

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from participants.models import Delegate, Leg, Stay
from tours.models import City, Person, Venue
from tours.models.fields import later


def touch(delegates: Collection[int | None]) -> None:
    """Notes that a flight, room, car, group or star of these delegates changed. Keys may be missing. Call it in the
    verb's transaction.
    """
    Delegate.objects.filter(pk__in=[key for key in delegates if key]).update(changed_at=later(timezone.now()))


def touch_beside(delegates: Collection[int]) -> None:
    """Touches the people in whose lines the delegates are named: those whom they drive or meet, and those who share a
    room with them.
    """
    rides = Q(pickup__driver__in=delegates) | Q(pickup__meeter__in=delegates)
    touch(list(Leg.objects.filter(rides).order_by().values_list("delegate", flat=True)))
    _touch_stays(Stay.objects.filter(shares_with__in=delegates))


def touch_where_shown(row: Model) -> None:
    """Touches the people in whose lines the row is named. It is a hotel, its city, or somebody's card."""
    if isinstance(row, Venue):
        _touch_stays(Stay.objects.filter(hotel=row))
    elif isinstance(row, City):
        _touch_stays(Stay.objects.filter(hotel__city=row))
    elif isinstance(row, Person):
        touch_beside(list(row.delegates.values_list("pk", flat=True)))


def _touch_stays(stays: QuerySet[Stay]) -> None:
    """The stay says it of itself, too: a calendar takes what is new of an entry by the moment of its change."""
    found = list(stays.order_by().values_list("pk", "delegate"))
    if found:
        Stay.objects.filter(pk__in=[key for key, _owner in found]).update(changed_at=later(timezone.now()))
        touch([owner for _key, owner in found])
