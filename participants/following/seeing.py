"""What a delegate has seen of the agenda: they say that they have seen a version, and nothing else counts."""

from django.utils import timezone

from participants.following.standing import Standing
from participants.models import Delegate, SeenEdition
from tours.serving.by_audience.changes import changes_part


def note_seen(delegate: Delegate, standing: Standing) -> None:
    """The current version, with the groups that they have now."""
    facts = {"number": standing.reading.published.number, "groups": list(standing.groups), "at": timezone.now()}
    SeenEdition.objects.update_or_create(delegate=delegate, defaults=facts)


def changed_since(standing: Standing) -> int:
    """How many things changed since the delegate looked; 0 where they never said that they had looked."""
    if standing.seen is None or standing.is_seen:
        return 0
    return changes_part(standing.reading, *standing.seen).count
