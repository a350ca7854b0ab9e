"""What a focal point may open, by a visit: here every page of theirs begins. All else is 404."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from participants.models import Delegate, DelegateContact, Delegation, FocalPoint, Invitation, LinkSession
from participants.nominations.changing import READ
from participants.nominations.seen_by.city import stands_for_city
from participants.states import NOT_COMING, TAKING_NAMES
from participants.vocabulary import Whose
from tours.models import PublishedEvent
from tours.models.editions.published import EventPhase
from tours.vocabulary import EventState

SHOWN = (
    "participation__event__published",
    "participation__event__invitation",
    "participation__event__programme",
    "participation__city",
    "participation__organisation",
    "focal_point",
)


def point_of(visit: LinkSession) -> FocalPoint:
    assert visit.focal_point is not None  # noqa: S101  (the visit is of this area)
    return visit.focal_point


def invitations_of(point: FocalPoint) -> QuerySet[Delegation]:
    """The invitations of the focal point's city or organisation in the programme, to events that are published. The
    latest event is first.

    It does not matter which focal point a delegation names: those of one body work for it together, and see the same.
    """
    ours = {"participation__city": point.city_id, "participation__organisation": point.organisation_id}
    rows = Delegation.objects.filter(participation__event__programme=point.programme_id, **ours)
    rows = rows.filter(participation__event__published__isnull=False).select_related(*SHOWN)
    return rows.order_by("-participation__event__published__starts", "-pk")


def invitation_or_404(visit: LinkSession, uid: UUID) -> Delegation:
    """The invitation of their body to the event. One query."""
    row = invitations_of(point_of(visit)).filter(participation__event__uid=uid).first()
    if row is None:
        raise Http404
    return row


def names_of(delegation: Delegation) -> QuerySet[Delegate]:
    """All that the city put forward, in its order of choice; `has_address` says whether their e-mail address is known."""
    own = DelegateContact.objects.filter(delegate=OuterRef("pk"), whose=Whose.OWN).exclude(email="")
    return delegation.delegates.select_related(*READ).annotate(has_address=Exists(own))


def name_or_404(delegation: Delegation, key: int, *, standing: bool = True) -> Delegate:
    """One of the city's names, of somebody who comes or may come as far as it knows; or no longer, if not `standing`."""
    row = names_of(delegation).filter(pk=key).first()
    if row is None or stands_for_city(row) != standing:
        raise Http404
    return row


def published_of(delegation: Delegation) -> PublishedEvent:
    return delegation.participation.event.published


def invitation_to(delegation: Delegation) -> Invitation:
    """What the event asks of cities; as usual where nobody has said so. No query."""
    event = delegation.participation.event
    return getattr(event, "invitation", None) or Invitation(event=event)


def is_over(delegation: Delegation) -> bool:
    """Whether nothing can be said any more: the event is past or cancelled."""
    published = published_of(delegation)
    return published.phase is EventPhase.PAST or published.state == EventState.CANCELLED


def takes_names(delegation: Delegation) -> bool:
    return delegation.state in TAKING_NAMES and not is_over(delegation)


def takes_changes(delegation: Delegation) -> bool:
    """Whether what is known of the city's names can still be changed, or asked for."""
    return delegation.state not in NOT_COMING and not is_over(delegation)


def changing_or_404(visit: LinkSession, uid: UUID) -> Delegation:
    row = invitation_or_404(visit, uid)
    if not takes_changes(row):
        raise Http404
    return row
