"""The rows that a delegate's own lines are made of, with the columns that are told of them and no others."""

from typing import NamedTuple

from participants.models import Delegate, Leg, Pickup, Stay

NAME = ("name", "person__display_name")
OF_CAR = (
    *("direction", "day", "time", "place", "destination", "vehicle", "changed_at"),
    *(f"{crew}__{name}" for crew in ("driver", "meeter") for name in NAME),
)
OF_LEG = (
    *("direction", "carrier", "number", "changed_at"),
    *("origin", "leaves_on", "leaves_at", "leaves_zone"),
    *("destination", "lands_on", "lands_at", "lands_zone"),
    *(f"pickup__{column}" for column in OF_CAR),
)
OF_STAY = (
    *("arrives_on", "leaves_on", "room", "changed_at", "shares_with__name"),
    *(f"hotel__{column}" for column in ("name", "address", "local_name", "local_address", "city__name")),
)
"""Whatever stands here and is changed touches the delegates in whose lines it stands: see `participants.touching`."""


class OwnRows(NamedTuple):
    legs: tuple[Leg, ...]
    stays: tuple[Stay, ...]

    @property
    def cars(self) -> tuple[Pickup, ...]:
        """Each once: two flights may lead to one car."""
        return tuple({leg.pickup.pk: leg.pickup for leg in self.legs if leg.pickup}.values())


def own_rows(delegate: Delegate) -> OwnRows:
    """Two queries."""
    return OwnRows(tuple(legs_of(delegate)), tuple(stays_of(delegate)))


def legs_of(delegate: Delegate) -> list[Leg]:
    """The flights and trains, with their cars and who is in charge of these. It takes one query."""
    rows = Leg.objects.filter(delegate=delegate)
    return list(rows.select_related("pickup__driver__person", "pickup__meeter__person").only(*OF_LEG))


def stays_of(delegate: Delegate) -> list[Stay]:
    """The stays, with their hotels. It takes one query."""
    rows = Stay.objects.filter(delegate=delegate)
    return list(rows.select_related("hotel__city", "shares_with").only(*OF_STAY))
