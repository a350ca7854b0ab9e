"""A reader whom a changed programme may concern, as a value: what they may read, and what is theirs."""

from dataclasses import dataclass
from enum import StrEnum

from tours.agenda.values import Audience


class ReaderKind(StrEnum):
    DELEGATE = "delegate"
    PERSON = "person"
    """Somebody with a part in an item who is no delegate."""
    HOST = "role"
    """The liaison of a host."""
    FOCAL_POINT = "focal_point"


@dataclass(frozen=True, slots=True)
class Reader:
    """`key` is that of the row of its kind. Without an audience, they read of the programme their own parts alone."""

    kind: ReaderKind
    key: int
    audience: Audience | None = None
    cards: frozenset[str] = frozenset()
    """The UIDs of their card, and of those that were merged into it: parts in items name these."""
    starred: frozenset[str] = frozenset()
    """The UIDs of the items to which they gave a star."""
    follows_transfers_only: bool = False
    """Drivers and meeters: what else happens in the programme does not move them."""
    in_copy_of: frozenset[int] | None = None
    """The keys of the delegates of whom a focal point gets a copy."""

    @property
    def about(self) -> tuple[ReaderKind, int]:
        """Tells them from all other readers."""
        return self.kind, self.key
