"""The verbs that say who names the delegates of a city or organisation within a programme: add, change and end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because
from participants.links.ending import end_links_of_mailbox
from participants.models import FocalPoint
from participants.vocabulary import LinkEnd
from tours.models import City, Organisation, Programme

Facts = Mapping[str, Any]
"""Values by the names of the fields of `FocalPoint`."""


def add_focal_point(programme: Programme, body: City | Organisation, facts: Facts, *, by: User) -> FocalPoint:
    """Raises ValidationError, as for a second main focal point."""
    of = {"city": body} if isinstance(body, City) else {"organisation": body}
    return _saved(FocalPoint(programme=programme, **of), facts, by=by)


def change_focal_point(
    point: FocalPoint, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS
) -> FocalPoint:
    """Facts that are not given stay. Personal links that went to an address of before end. Raises ValidationError."""
    return _saved(point, facts, by=by, grounds=grounds)


def end_focal_point(point: FocalPoint, *, on: date, by: User) -> FocalPoint:
    """Nobody is named by them from then on, and their personal links work no more. The delegations that have them keep them
    until another is chosen there.
    """
    if point.ended:
        words = _("%(name)s has ended already, on %(day)s.")
        raise ValidationError(words % {"name": point, "day": point.ended}, code="ended")
    return _saved(point, {"ended": on}, by=by)


@transaction.atomic
def _saved(point: FocalPoint, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> FocalPoint:
    with acting_because(by, grounds):
        if point.pk:
            point.refresh_from_db(from_queryset=FocalPoint.objects.select_for_update())
        before = point.email if point.pk else ""
        for name, value in facts.items():
            setattr(point, name, value)
        point.full_clean()
        point.save()
        if before and before.lower() != point.email.lower():
            end_links_of_mailbox(point, before, LinkEnd.ADDRESS)
        return point
