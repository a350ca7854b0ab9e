"""The verb that writes the groups of an event: makes them, gives them new names, and removes them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.models import Event, Group
from tours.wording import some_titles


class GroupNamed(NamedTuple):
    """A group by UID, with the name that it is to have; without a UID, the group of that name, or a new one."""

    uid: UUID | None
    name: str


def set_groups(event: Event, named: Sequence[GroupNamed]) -> bool:
    """Makes these the event's groups, and says whether that changed anything. Groups that are not named are removed.

    The event must be locked. Raises ValidationError for a UID that the event does not have, for a group or name that is given
    twice, and for a group that is to be removed while items are for it.
    """
    there = list(event.groups.all())
    _refuse_twice(each.uid for each in named if each.uid)
    _refuse_twice(each.name for each in named)
    by_uid = {each.uid for each in named if each.uid}
    unnamed = [group for group in there if group.uid not in by_uid]
    kept = [_group(event, there if each.uid else unnamed, each) for each in named]
    removed = [group for group in there if group not in kept]
    for group in removed:
        refuse_if_used(group)
        group.delete()
    changed = {
        each.name: group for group, each in zip(kept, named, strict=True) if not group.pk or group.name != each.name
    }
    _rename(dict(changed))
    return bool(removed or changed)


def _rename(groups: dict[str, Group]) -> None:
    """Saves each under its new name, a name that another gives up after that other.

    Where each waits for another, as two that swap their names do, one is called by its UID meanwhile.
    """
    while groups:
        held = {group.name for group in groups.values() if group.pk}
        name = next((name for name in groups if name not in held), None)
        group = groups.pop(name) if name else next(iter(groups.values()))
        group.name = name or str(group.uid)
        _save(group)


def _group(event: Event, there: Sequence[Group], named: GroupNamed) -> Group:
    if named.uid is None:
        return next((group for group in there if group.name == named.name), None) or Group(event=event, name=named.name)
    found = next((group for group in there if group.uid == named.uid), None)
    if found is None:
        raise _refused(_("The event has no group with the UID %(uid)s.") % {"uid": named.uid})
    return found


def _refuse_twice(given: Iterable[object]) -> None:
    twice = [each for each, count in Counter(given).items() if count > 1]
    if twice:
        raise _refused(_("“%(group)s” is given twice.") % {"group": twice[0]})


def refuse_if_used(group: Group) -> None:
    """Raises ValidationError for a group that items are for: without it they would be for all delegates."""
    titles = list(group.items.values_list("title", flat=True))
    if titles:
        facts = {"group": group.name, "items": some_titles(titles)}
        raise _refused(_("The group “%(group)s” cannot be removed, as items are for it: %(items)s.") % facts)


def _save(group: Group) -> None:
    try:
        group.full_clean()
    except ValidationError as refusal:
        raise _refused(*refusal.messages) from refusal
    group.save()


def _refused(*sentences: str) -> ValidationError:
    return ValidationError({"groups": list(sentences)})
