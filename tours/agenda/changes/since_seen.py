"""What changed for one reader since the version that they have seen, and which items the last version changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from tours.agenda.changes.comparing import ChangeKind, Changes, told_changes
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Status


@dataclass(frozen=True, slots=True)
class SinceSeen:
    """`not_theirs` are items that go on without them: they saw these in groups that they have left."""

    changes: Changes
    not_theirs: tuple[ItemView, ...]

    @property
    def count(self) -> int:
        return len(self.changes.items) + len(self.changes.facts) + len(self.not_theirs)


def since_seen(previous: AgendaView, current: AgendaView) -> SinceSeen:
    """Each item has one entry. `previous` is the version that they saw, with the groups that they had then."""
    now = {item.uid for item in current.items}
    left = (item for item in previous.standing if item.uid not in now and item.line.status is not Status.CANCELLED)
    return SinceSeen(told_changes(previous, current), tuple(left))


def marks(view: AgendaView) -> Mapping[str, ChangeKind]:
    """By UID: how the last edition that was no small correction changed an item. The first programme marks none."""
    last = max((n for n in range(1, view.stamp.number + 1) if n not in view.small), default=0)
    if all(item.created.number >= last for item in view.standing):
        return {}
    told = (item for item in view.standing if item.told.number == last)
    return {item.uid: ChangeKind.NEW if item.created == item.told else ChangeKind.CHANGED for item in told}
