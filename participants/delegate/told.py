"""The agenda as a delegate is told of it: the current version, with what is for them."""

from participants.letters.seen_by_delegate import knows_of_place
from participants.models import Delegate
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, groups_in_use, may_read
from tours.agenda.values import PUBLIC, Agenda, Audience
from tours.agenda.view import AgendaView
from tours.models import PublishedEvent
from tours.vocabulary import Level


def told_to(row: Delegate) -> AgendaView | None:
    """None before the first version, and where it is for participants and they have no place. Two queries."""
    found = PublishedEvent.objects.filter(event=row.event_id).values_list("edition__agenda", "edition__format").first()
    if found is None:
        return None
    agenda = snapshots.read(*found)
    audience = audience_of(row, agenda)
    return for_audience(agenda, audience) if may_read(audience, agenda.event) else None


def audience_of(row: Delegate, agenda: Agenda) -> Audience:
    """Who has no place, or does not know of it, reads what the public reads. Groups that no item is for are left out."""
    if not knows_of_place(row):
        return PUBLIC
    own = {str(uid) for uid in row.groups.values_list("uid", flat=True)}
    return Audience(level=Level.DELEGATES, groups=tuple(sorted(own & groups_in_use(agenda))))
