"""What older formats of an edition say, in the words of today's."""

from collections.abc import Iterator, Mapping
from uuid import UUID, uuid5

from msgspec.structs import replace

from tours.agenda.facts import Group
from tours.agenda.values import Agenda, Item, Revision


def from_first_format(agenda: Agenda) -> Agenda:
    """Format 1, whose lines name groups by their names. Costs one pass, and nothing where there are no groups."""
    groups = {name: Group(uid=group_uid(agenda.event.uid, name), name=name) for name in sorted(set(_named(agenda)))}
    if not groups:
        return agenda
    event = replace(agenda.event, named_groups=tuple(groups.values()))
    return replace(agenda, event=event, items=tuple(_with_uids(item, groups) for item in agenda.items))


def group_uid(event_uid: str, name: str) -> str:
    """The UID of a group that had only a name. Rows from before got the same, when groups got UIDs."""
    return str(uuid5(UUID(event_uid), f"group {name}"))


def _named(agenda: Agenda) -> Iterator[str]:
    for item in agenda.items:
        for revision in item.revisions:
            yield from revision.line.groups if revision.line else ()


def _with_uids(item: Item, groups: Mapping[str, Group]) -> Item:
    return replace(item, revisions=tuple(_revision_with_uids(revision, groups) for revision in item.revisions))


def _revision_with_uids(revision: Revision, groups: Mapping[str, Group]) -> Revision:
    line = revision.line
    if line is None or not line.groups:
        return revision
    return replace(revision, line=replace(line, groups=tuple(sorted(groups[name].uid for name in line.groups))))
