"""Notes that a delegate has seen a version of the agenda: they say so, and nothing else counts."""

from django.utils import timezone

from participants.following.standing import Standing
from participants.models import Delegate, SeenEdition


def note_seen(delegate: Delegate, standing: Standing) -> None:
    """The current version, with the groups that they have now."""
    facts = {"number": standing.reading.published.number, "groups": list(standing.groups), "at": timezone.now()}
    SeenEdition.objects.update_or_create(delegate=delegate, defaults=facts)
