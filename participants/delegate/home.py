"""The first page of a delegate: what is on now and next, who meets them, where they sleep, what is asked of them."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from participants.delegate.meeting import legs_of, rides_of
from participants.delegate.missing import asked_of
from participants.delegate.now_and_next import Going, NowAndNext, now_and_next, phase_of
from participants.delegate.pages import delegate_of, page_of
from participants.delegate.places import Card, card_of_place, card_of_venue, stays_of
from participants.delegate.told import told_to
from participants.labels import DELEGATE_STATES
from participants.links.entry import by_visit
from participants.models import ChangeRequest, Delegate, LinkSession, SeenEdition
from participants.nominations.offering import zone_of
from participants.nominations.seen_by.delegate import state_for_delegate
from participants.states import ACTIVE
from participants.vocabulary import Area, DelegateState
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState
from tours.wording import moment_there


class Own(NamedTuple):
    """How a delegate stands, as they are told of it."""

    state: DelegateState | None
    gave_up: bool
    until: str
    """Until when a place is offered, by the clocks of their city."""

    @property
    def words(self) -> str:
        return str(DELEGATE_STATES[self.state]) if self.state else ""

    @property
    def is_offered(self) -> bool:
        return self.state is DelegateState.OFFERED

    @property
    def has_place(self) -> bool:
        return self.state is DelegateState.ACCEPTED

    @property
    def may_still_come(self) -> bool:
        return self.state is None or self.state in ACTIVE


def own_of(row: Delegate) -> Own:
    until = moment_there(row.offered_until, zone_of(row)) if row.offered_until else ""
    return Own(state_for_delegate(row), bool(row.gave_up), until)


@by_visit(Area.DELEGATE, kept=True)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Ten queries at most, however long the agenda is."""
    row, now = delegate_of(visit), timezone.now()
    view, legs, stays, own = told_to(row), legs_of(row), stays_of(row), own_of(row)
    takes_place = view is not None and view.event.state == EventState.PLANNED
    going = now_and_next(view, now) if view and takes_place else NowAndNext()
    return page_of(
        request,
        visit,
        "home.html",
        own=own,
        view=view,
        phase=phase_of(view.event, now).value if view else "",
        now=_with_cards(view, going.now) if view else [],
        following=_with_cards(view, going.following) if view else [],
        changed=_changed(row, view),
        rides=rides_of(legs),
        stays=[(stay, card_of_venue(stay.hotel)) for stay in stays],
        asked=asked_of(row, legs, stays) if own.has_place else None,
        requests=ChangeRequest.objects.open().filter(delegate=row).count(),
    )


def _with_cards(view: AgendaView, going: Iterable[Going]) -> list[tuple[Going, Card | None]]:
    """Each with the card of its place to show the driver, if its address is known."""
    places = view.places()
    return [(each, card_of_place(place) if (place := each.line.place) in places and place else None) for each in going]


def _changed(row: Delegate, view: AgendaView | None) -> int | None:
    """How many items changed since the version that they have seen. None where they never said that they have seen one."""
    seen = SeenEdition.objects.filter(delegate=row).values_list("number", flat=True).first()
    if seen is None or view is None:
        return None
    return sum(item.told.number > seen for item in view.items)
