"""The verb that invites cities of a former event, which begin to take part here."""

from collections.abc import Iterable, Mapping

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.delegations.inviting import Facts, invite, main_focal_point
from participants.locking import changing
from participants.models import Delegation, FocalPoint
from tours.models import Event, ParticipatingCity
from tours.record.locking import note_edit


def invite_as_before(
    event: Event,
    former: Iterable[ParticipatingCity],
    *,
    by: User,
    facts: Facts | None = None,
    focal_points: Mapping[int, FocalPoint | None] | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> list[Delegation]:
    """Lets the cities take part with as many seats as they had at the former event, and invites them. All or none.

    A focal point is given by the key of the former row, and may be None for nobody. Otherwise it is the one of then, or the
    main one if that one has ended. Raises ValidationError as `invite` does, and for a city that takes part already.
    """
    given = focal_points or {}
    with changing(event, by=by, grounds=grounds) as record:
        last = record.participating_cities.order_by("-position").first()
        first_free = last.position + 1 if last else 0
        joined = {row: _joining(record, row, at) for at, row in enumerate(former, first_free)}
        note_edit(record)
        points = {ours.pk: given[row.pk] if row.pk in given else point_as_before(row) for row, ours in joined.items()}
        return invite(record, joined.values(), by=by, facts=facts, focal_points=points, grounds=grounds)


def point_as_before(former: ParticipatingCity) -> FocalPoint | None:
    """The focal point of the former delegation, or the main one if there was none or that one has ended."""
    delegation = Delegation.objects.filter(participation=former).select_related("focal_point").first()
    point = delegation.focal_point if delegation else None
    return point if point and point.ended is None else main_focal_point(former)


def _joining(event: Event, former: ParticipatingCity, position: int) -> ParticipatingCity:
    row = ParticipatingCity(
        event=event, city=former.city, organisation=former.organisation, seats=former.seats, position=position
    )
    row.full_clean()
    row.save()
    return row
