"""Personal links, many of one holder of each kind; and which version those who have a place have seen."""

from typing import Any

from django.utils import timezone

from participants.models import AccessLink, Delegate, Delegation, FeedToken, SeenEdition
from participants.vocabulary import DelegateState
from tests.desk.growing import grown
from tests.desk.people_rows import holder_of
from tours.models import Event
from tours.vocabulary import RoleKind


def fill_links(event: Event, size: int, delegations: list[Delegation], delegates: list[Delegate], *, mark: str) -> None:
    role, holder = event.roles.earliest("pk"), holder_of(delegates)
    event.roles.filter(pk=role.pk).update(kind=RoleKind.HOST)  # it leaves no entry in the trail
    holders: list[dict[str, Any]] = [{"delegate": holder}, {"focal_point": delegations[0].focal_point}, {"role": role}]
    for number, facts in enumerate(holders):
        grown(AccessLink, size, **facts, email=f"link-{{n}}@{mark}.org", digest=f"{mark}-{number}-{{n}}")
    FeedToken.objects.create(delegate=holder, digest=mark, sealed="sealed", fetched_at=timezone.now())
    seated = [each for each in delegates if each.state == DelegateState.ACCEPTED]
    grown(SeenEdition, len(seated[::2]), delegate=seated[::2], number=event.editions.count())
