"""The first page of a delegate: what is on now and next, who meets them, where they sleep, what is asked of them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from participants.delegate.driver_cards import Card, card_of_place, card_of_venue
from participants.delegate.meeting import rides_of
from participants.delegate.missing import asked_of
from participants.delegate.now_and_next import Going, NowAndNext, now_and_next, phase_of
from participants.delegate.pages import delegate_of, page_of
from participants.following.own_rows import legs_of, stays_of
from participants.following.seeing import changed_since
from participants.following.standing import Standing, standing_if_any
from participants.labels import DELEGATE_STATES
from participants.links.entry import by_visit
from participants.models import ChangeRequest, Delegate, LinkSession
from participants.nominations.offering import end_of_offer
from participants.nominations.seen_by.delegate import state_for_delegate
from participants.states import ACTIVE
from participants.vocabulary import Area, DelegateState
from tours.serving.by_audience.heading import heading
from tours.serving.by_audience.timetable import timetable


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
    return Own(state_for_delegate(row), bool(row.gave_up), end_of_offer(row))


@by_visit(Area.DELEGATE, kept=True)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Eight queries at most, however long the agenda is; one more where a part of it is drawn for the first time."""
    row = delegate_of(visit)
    standing, legs, stays, own = standing_if_any(row), legs_of(row), stays_of(row), own_of(row)
    return page_of(
        request,
        visit,
        "home.html",
        own=own,
        **(_of_agenda(standing) if standing else {}),
        rides=rides_of(legs),
        stays=[(stay, card_of_venue(stay.hotel)) for stay in stays],
        asked=asked_of(row, legs, stays) if own.has_place else None,
        requests=ChangeRequest.objects.open().filter(delegate=row).count(),
    )


def _of_agenda(standing: Standing) -> dict[str, Any]:
    now, shown = timezone.now(), heading(standing.reading)
    going = now_and_next(timetable(standing.reading), now) if shown.takes_place else NowAndNext()
    return {
        "shown": shown,
        "phase": phase_of(shown, now).value,
        "now": _with_cards(going.now),
        "following": _with_cards(going.following),
        "changed": changed_since(standing),
    }


def _with_cards(going: Iterable[Going]) -> list[tuple[Going, Card | None]]:
    """Each with the card of its place to show the driver, if its address is known."""
    places = ((each, each.line.place) for each in going)
    return [(each, card_of_place(place) if place and place.has_address else None) for each, place in places]
