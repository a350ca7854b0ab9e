"""The verbs that give rooms and take them back."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegate, Stay
from tours.models import Event

Facts = Mapping[str, Any]
"""Values by the fields of a stay. What is not named stays as it is."""
TOGETHER = ("hotel", "room", "kind")
"""What two who share a room have in common."""


def give_rooms(event: Event, rows: Collection[Delegate], facts: Facts, *, by: User) -> list[Stay]:
    """Gives each a stay of their own: all or none. Raises ValidationError under the key of the delegate who cannot get one."""
    with changing(event, by=by, grounds=NO_GROUNDS):
        refused: dict[str, list[str]] = {}
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
        before, owner = current.shares_with_id, current.delegate_id
        saved = _saved(current, facts)
        if before and (before, owner) != (saved.shares_with_id, saved.delegate_id):
            _leave_alone(saved, before, by=owner)
        if saved.shares_with_id:
            _share(saved)
        return saved


def end_stay(stay: Stay, *, by: User, grounds: Grounds = NO_GROUNDS) -> None:
    """Takes the room back. Whoever shared it has it alone."""
    with changing(stay.delegate.event, by=by, grounds=grounds):
        if stay.shares_with_id:
            _leave_alone(stay, stay.shares_with_id, by=stay.delegate_id)
        stay.delete()


def _saved(stay: Stay, facts: Facts) -> Stay:
    for name, value in facts.items():
        setattr(stay, name, value)
    stay.full_clean()
    stay.save()
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


def _leave_alone(stay: Stay, neighbour: int, *, by: int) -> None:
    """The neighbour no longer shares with whom has the key `by`."""
    for other in _others(stay, neighbour):
        if other.shares_with_id == by:
            _saved(other, {"shares_with": None})
