"""The verbs that give rooms and take them back."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegate, Stay
from participants.near_event import refuse_far_days
from participants.touching import touch
from participants.travel.rooms.hotels import stored
from tours.models import Event

Facts = Mapping[str, Any]
"""Values by the fields of a stay. What is not named stays as it is."""
TOGETHER = ("hotel", "room", "kind")
"""What two who share a room have in common."""
NIGHTS = ("arrives_on", "leaves_on")


def give_rooms(event: Event, rows: Collection[Delegate], facts: Facts, *, by: User) -> list[Stay]:
    """Gives each a stay of their own: all or none. Raises ValidationError under the key of the delegate who cannot get one."""
    with changing(event, by=by, grounds=NO_GROUNDS):
        refuse_far_days(event, facts, *NIGHTS)
        facts, refused = _with_hotel(facts), dict[str, list[str]]()
        made = []
        for row in rows:
            try:
                made.append(_saved(Stay(delegate=row), facts))
            except ValidationError as refusal:
                refused[str(row.pk)] = [f"{row.name}: {sentence}" for sentence in refusal.messages]
        if refused:
            raise ValidationError(refused)
        return made


def change_stay(stay: Stay, facts: Facts, *, by: User, grounds: Grounds = NO_GROUNDS) -> Stay:
    """Writes the facts; by `delegate` the room goes to somebody else. Whoever shares it gets its number, kind and hotel.

    Whoever shared it and no longer does has theirs alone. Raises ValidationError.
    """
    with changing(stay.delegate.event, by=by, grounds=grounds):
        current = Stay.objects.select_related("delegate__event").get(pk=stay.pk)
        refuse_far_days(current.delegate.event, _new(current, facts), *NIGHTS)
        owner, before = current.delegate_id, _shared(current)
        saved = _saved(current, _with_hotel(facts))
        parted = [other for other in before if saved.delegate_id != owner or not _is_beside(other, saved)]
        _leave_alone(parted)
        touch([owner])
        if saved.shares_with_id:
            _share(saved)
        return saved


def end_stay(stay: Stay, *, by: User, grounds: Grounds = NO_GROUNDS) -> None:
    """Takes the room back. Whoever shared it has it alone."""
    with changing(stay.delegate.event, by=by, grounds=grounds):
        for current in Stay.objects.select_related("delegate__event").filter(pk=stay.pk):
            _leave_alone(_shared(current))
            current.delete()
            touch([current.delegate_id])


def _new(stay: Stay, facts: Facts) -> Facts:
    return {name: value for name, value in facts.items() if getattr(stay, name) != value}


def _with_hotel(facts: Facts) -> Facts:
    """A hotel that is new here is stored together with the first room in it, and not where the room is refused."""
    return {**facts, "hotel": stored(facts["hotel"])} if "hotel" in facts else facts


def _saved(stay: Stay, facts: Facts) -> Stay:
    for name, value in facts.items():
        setattr(stay, name, value)
    stay.full_clean()
    stay.save()
    touch([stay.delegate_id])
    return stay


def _others(stay: Stay, neighbour: int) -> list[Stay]:
    """The stays of the neighbour during those nights."""
    rows = Stay.objects.filter(delegate=neighbour, arrives_on__lt=stay.leaves_on, leaves_on__gt=stay.arrives_on)
    return list(rows.select_related("delegate__event"))


def _share(stay: Stay) -> None:
    """Each names the other. The neighbour needs a room first, and may share it with nobody else."""
    neighbour = stay.shares_with
    found = _others(stay, stay.shares_with_id or 0)
    if not found:
        raise ValidationError(
            {"shares_with": _("%(name)s has no room for these nights. Give them one first.") % {"name": neighbour}}
        )
    for other in found:
        if other.shares_with_id not in {None, stay.delegate_id}:
            words = _("%(name)s shares with %(other)s. Change that first.")
            raise ValidationError({"shares_with": words % {"name": neighbour, "other": other.shares_with}})
        together = {name: getattr(stay, name) for name in TOGETHER}
        _saved(other, {**together, "shares_with": stay.delegate})


def _shared(stay: Stay) -> list[Stay]:
    """The stays of the neighbour that name this one as it is stored, on its nights."""
    others = _others(stay, stay.shares_with_id) if stay.shares_with_id else []
    return [other for other in others if other.shares_with_id == stay.delegate_id]


def _is_beside(other: Stay, stay: Stay) -> bool:
    """Whether the stay names that neighbour, for nights that both are there."""
    is_then = other.arrives_on < stay.leaves_on and other.leaves_on > stay.arrives_on
    return is_then and stay.shares_with_id == other.delegate_id


def _leave_alone(neighbours: Collection[Stay]) -> None:
    for other in neighbours:
        _saved(other, {"shares_with": None})
