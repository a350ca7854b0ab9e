"""The agenda as a delegate is told of it: the current version, with what is for them."""

from participants.following.standing import audience_of
from participants.models import Delegate
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, groups_in_use, may_read
from tours.agenda.view import AgendaView
from tours.models import PublishedEvent


def told_to(row: Delegate) -> AgendaView | None:
    """None before the first version, and where it is for participants and they have no place. Three queries."""
    found = PublishedEvent.objects.filter(event=row.event_id).values_list("edition__agenda", "edition__format").first()
    if found is None:
        return None
    agenda = snapshots.read(*found)
    own = {str(uid) for uid in row.groups.values_list("uid", flat=True)}
    audience = audience_of(row, tuple(sorted(own & groups_in_use(agenda))))
    return for_audience(agenda, audience) if may_read(audience, agenda.event) else None
