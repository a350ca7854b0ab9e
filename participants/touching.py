"""Notes on a delegate's row that something of theirs changed: what they fetch again is then sent anew."""

from collections.abc import Collection

from django.utils import timezone

from participants.models import Delegate


def touch(delegates: Collection[int | None]) -> None:
    """Whose flight, room, car, group or star changed. Keys may be missing. Call it in the verb's transaction."""
    Delegate.objects.filter(pk__in=[key for key in delegates if key]).update(changed_at=timezone.now())
