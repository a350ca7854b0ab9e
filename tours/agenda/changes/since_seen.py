"""What changed for one reader since the version that they have seen."""

from dataclasses import dataclass

from tours.agenda.changes.comparing import Changes, told_changes
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
