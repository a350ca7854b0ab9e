"""The verb that writes the groups of an event: makes them, gives them new names, and removes them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.models import Event, Group
from tours.wording import joined

MOST_NAMED = 5
"""The most items that a refusal names."""


class GroupNamed(NamedTuple):
    """A group by UID, with the name that it is to have; without a UID, the group of that name, or a new one."""

    uid: UUID | None
    name: str


def set_groups(event: Event, named: Sequence[GroupNamed]) -> bool:
    """Makes these the event's groups, and says whether that changed anything. Groups that are not named are removed.

    The event must be locked. Raises ValidationError for a UID that the event does not have, for a name that two groups would
    have, and for a group that is to be removed while items are for it.
    """
    there = list(event.groups.all())
    kept = [_group(event, there, each) for each in named]
    removed = [group for group in there if group not in kept]
    for group in removed:
        _refuse_if_used(group)
        group.delete()
    changed = [group for group, each in zip(kept, named, strict=True) if group.pk is None or group.name != each.name]
    for group, each in zip(kept, named, strict=True):
        if group in changed:
            group.name = each.name
            _save(group)
    return bool(removed or changed)


def _group(event: Event, there: Sequence[Group], named: GroupNamed) -> Group:
    if named.uid is None:
        return next((group for group in there if group.name == named.name), None) or Group(event=event, name=named.name)
    found = next((group for group in there if group.uid == named.uid), None)
    if found is None:
        raise _refused(_("The event has no group with the UID %(uid)s.") % {"uid": named.uid})
    return found


def _refuse_if_used(group: Group) -> None:
    titles = [f"“{title}”" for title in group.items.order_by("day", "start", "pk").values_list("title", flat=True)]
    if titles:
        more = [_("%(count)d more") % {"count": len(titles) - MOST_NAMED}] if len(titles) > MOST_NAMED else []
        facts = {"group": group.name, "items": joined([*titles[:MOST_NAMED], *more])}
        raise _refused(_("The group “%(group)s” cannot be removed, as items are for it: %(items)s.") % facts)


def _save(group: Group) -> None:
    try:
        group.full_clean()
    except ValidationError as refusal:
        raise _refused(*refusal.messages) from refusal
    group.save()


def _refused(*sentences: str) -> ValidationError:
    return ValidationError({"groups": list(sentences)})
