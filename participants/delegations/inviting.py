"""The verb that invites cities and organisations to an event, many at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing, refuse_cancelled
from participants.models import Delegation, FocalPoint
from participants.vocabulary import DelegationState
from tours.models import Event, ParticipatingCity

Facts = Mapping[str, Any]
"""Deadlines, guests and language, by the names of the fields of `Delegation`."""


def invite(
    event: Event,
    cities: Iterable[ParticipatingCity],
    *,
    by: User,
    facts: Facts | None = None,
    focal_points: Mapping[int, FocalPoint | None] | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> list[Delegation]:
    """Makes a delegation of each participating city. All are invited or none.

    A focal point is given by the key of the city's row, and may be None for nobody. For a city that is not named there, it
    is the main one of the city or organisation. Raises ValidationError where the event has no published version, or a city
    is invited already.
    """
    with changing(event, by=by, grounds=grounds) as record:
        refuse_cancelled(record)
        _refuse_unpublished(record)
        return [_invited(record, city, facts or {}, focal_points or {}) for city in cities]


def _invited(
    event: Event, city: ParticipatingCity, facts: Facts, points: Mapping[int, FocalPoint | None]
) -> Delegation:
    ours = event.participating_cities.select_related("event", "city", "organisation").filter(pk=city.pk).first()
    if ours is None:
        raise ValidationError(_("%(city)s does not take part in this event.") % {"city": city}, code="not_here")
    if Delegation.objects.filter(participation=ours).exists():
        raise ValidationError(_("%(city)s is invited already.") % {"city": city}, code="invited")
    point = points[ours.pk] if ours.pk in points else main_focal_point(ours)
    row = Delegation(participation=ours, focal_point=point, **facts)
    row.state = DelegationState.INVITED
    row.full_clean()
    row.save()
    return row


def main_focal_point(city: ParticipatingCity) -> FocalPoint | None:
    points = FocalPoint.objects.current().filter(programme=city.event.programme_id, main=True)
    return points.filter(city=city.city_id, organisation=city.organisation_id).first()


def _refuse_unpublished(event: Event) -> None:
    if not event.editions.standing().exists():
        raise ValidationError(
            _("Publish the event first: whoever is invited wants to read about it. Its announcement is enough."),
            code="unpublished",
        )
