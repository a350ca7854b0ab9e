"""Who may see and change the rows of the journey."""

from typing import ClassVar, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User
from tours.models.rights import PartOfEventQuerySet, at_event
from tours.role_powers import Power

Row = TypeVar("Row", bound=models.Model)


class OfDelegateQuerySet(PartOfEventQuerySet[Row]):
    """Private rows of a delegate: only who registers people sees and changes them."""

    event_path = "delegate__event__"
    edited_with: ClassVar[tuple[Power, ...]] = (Power.PEOPLE,)

    def visible_to(self, user: User | AnonymousUser) -> "OfDelegateQuerySet[Row]":
        return self.filter(at_event(user, *self.edited_with, path=self.event_path))


class TravelOfDelegateQuerySet(OfDelegateQuerySet[Row]):
    """Flights and rooms: the liaison of the host sees and fills them in, too."""

    edited_with: ClassVar[tuple[Power, ...]] = (Power.PEOPLE, Power.JOURNEY)


class TravelOfEventQuerySet(TravelOfDelegateQuerySet[Row]):
    event_path = "event__"
