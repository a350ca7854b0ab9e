"""The fixed words of entries, translated once: Django searches about six catalogues each time it translates a word."""

from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tours.labels import EVENT_KINDS, ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.vocabulary import EventKind, ItemKind, PersonRole, Status


class Words(NamedTuple):
    """The words in one language; some have a placeholder, such as the title."""

    item_kinds: dict[ItemKind, str]
    event_kinds: dict[EventKind, str]
    roles: dict[PersonRole, str]
    statuses: dict[Status, str]
    summaries: dict[Status, str]
    postponed: str
    open: str
    track: str
    language: str
    local_address: str
    changed: str


def words() -> Words:
    """The words in the active language."""
    return _words(get_language())


@lru_cache(maxsize=16)
def _words(_language: str | None) -> Words:
    return Words(
        item_kinds={kind: str(label) for kind, label in ITEM_KINDS.items()},
        event_kinds={kind: str(label) for kind, label in EVENT_KINDS.items()},
        roles={role: str(label) for role, label in PERSON_ROLES.items()},
        statuses={status: str(label) for status, label in STATUSES.items()},
        summaries={
            Status.CONFIRMED: "%(title)s",
            Status.TENTATIVE: _("%(title)s (TBC)"),
            Status.CANCELLED: _("Cancelled: %(title)s"),
        },
        postponed=_("Postponed: %(title)s"),
        open=_("TBC"),
        track=_("Track: %(track)s"),
        language=_("Language: %(language)s"),
        local_address=_("Local address: %(address)s"),
        changed=_("Last changed in version %(number)d"),
    )
