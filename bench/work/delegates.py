"""What one delegate asks for: their pages by personal link, and their private calendar."""

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from bench.measuring import Work
from bench.requests import environ, replied
from participants.following.private_calendar import address_of, renew
from participants.links.making import make_link
from participants.links.sessions import cookie_name, open_visit
from participants.models import Delegate, Delegation, Leg, Pickup, SeenEdition, Stay
from participants.vocabulary import Area, DelegateState
from tests.counting import Asked, asked
from tests.factories import rows
from tours.models import Event

PAGES: Mapping[str, str] = {
    "first page": "/d/",
    "agenda": "/d/agenda/",
    "changes": "/d/changes/",
    "places": "/d/places/",
}
CALENDAR, UNCHANGED = "calendar", "calendar, 304"


class Follower:
    """A delegate of a city in every group of the event, with a flight, a car, a room and some stars, who has seen version 1.

    Make it after publishing. `requests` are their pages, their calendar, and the calendar that the client has already.
    """

    def __init__(self, event: Event) -> None:
        state, home = (
            DelegateState.ACCEPTED,
            Delegation.objects.create(participation=event.participating_cities.all()[0]),
        )
        self.delegate = Delegate.objects.create(
            event=event, name="Ana Anić", person=rows.person("Ana Anić"), delegation=home, state=state, told_state=state
        )
        self.delegate.groups.set(event.groups.all())
        self.delegate.starred.set(event.items.all()[:10])
        SeenEdition.objects.create(delegate=self.delegate, number=1)
        self._travel(event)
        # Links and calendars end with the event, and those of the bench may be over.
        Event.objects.filter(pk=event.pk).update(ends=max(event.ends, timezone.now().date()))
        self.requests = self._pages() | self._calendars()

    def work(self, name: str) -> Work:
        request = self.requests[name]
        return Work(lambda: replied(request))

    def questions(self, name: str) -> Asked:
        """The queries once all is kept."""
        replied(self.requests[name])
        with asked() as seen:
            replied(self.requests[name])
        return seen

    def _pages(self) -> dict[str, dict[str, Any]]:
        link, _secret = make_link(self.delegate, email="ana@example.org")
        _visit, secret = open_visit(link)
        cookie = f"{cookie_name(Area.DELEGATE)}={secret}"
        return {name: environ(path, HTTP_COOKIE=cookie) for name, path in PAGES.items()}

    def _calendars(self) -> dict[str, dict[str, Any]]:
        key = address_of(renew(self.delegate)).partition("?")[2]
        feed = environ("/d/calendar.ics", HTTP_ACCEPT_ENCODING="gzip") | {"QUERY_STRING": key}
        return {CALENDAR: feed, UNCHANGED: feed | {"HTTP_IF_NONE_MATCH": replied(feed).headers["ETag"]}}

    def _travel(self, event: Event) -> None:
        car = Pickup.objects.create(event=event, vehicle="Van 1", day=event.starts, time=time(15))
        Leg.objects.create(
            delegate=self.delegate, number="KE 938", lands_on=event.starts, lands_at=time(14, 20), pickup=car
        )
        nights = {"arrives_on": event.starts, "leaves_on": event.starts + timedelta(2)}
        Stay.objects.create(delegate=self.delegate, hotel=rows.venue(), **nights)
