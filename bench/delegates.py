"""What one delegate asks for: their agenda by personal link, and their private calendar."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from bench.measuring import Work
from bench.requests import environ, replied
from participants.following.private_calendar import address_of, renew
from participants.links.making import make_link
from participants.links.sessions import cookie_name, open_visit
from participants.models import Delegate, Leg, Pickup, Stay
from participants.vocabulary import Area, DelegateState
from tests.counting import Asked, asked
from tests.factories import rows
from tours.models import Event


class Follower:
    """A delegate in every group of the event, with a flight, a car, a room and some stars. Make it after publishing."""

    def __init__(self, event: Event) -> None:
        self.delegate = Delegate.objects.create(
            event=event, name="Ana Anić", person=rows.person("Ana Anić"), state=DelegateState.ACCEPTED
        )
        self.delegate.groups.set(event.groups.all())
        self.delegate.starred.set(event.items.all()[:10])
        self._travel(event)
        # Links and calendars end with the event, and those of the bench may be over.
        Event.objects.filter(pk=event.pk).update(ends=max(event.ends, timezone.now().date()))
        link, _secret = make_link(self.delegate, email="ana@example.org")
        _visit, self.secret = open_visit(link)
        self.calendar = address_of(renew(self.delegate)).partition("?")[2]

    def agenda(self) -> Work:
        request = self._agenda()
        return Work(lambda: replied(request))

    def feed(self) -> Work:
        request = self._feed()
        return Work(lambda: replied(request))

    def questions(self) -> dict[str, Asked]:
        """The queries once all is kept: of the agenda, of the calendar, and of the calendar that the client has already."""
        for request in (self._agenda(), self._feed()):
            replied(request)
        has = {"HTTP_IF_NONE_MATCH": replied(self._feed()).headers["ETag"]}
        requests = {"agenda": self._agenda(), "calendar": self._feed(), "calendar, 304": self._feed() | has}
        return {name: _asked_by(request) for name, request in requests.items()}

    def length(self) -> int:
        return len(replied(self._agenda()).body)

    def _agenda(self) -> dict[str, Any]:
        return environ("/d/agenda/", HTTP_COOKIE=f"{cookie_name(Area.DELEGATE)}={self.secret}")

    def _feed(self) -> dict[str, Any]:
        return environ("/d/calendar.ics", HTTP_ACCEPT_ENCODING="gzip") | {"QUERY_STRING": self.calendar}

    def _travel(self, event: Event) -> None:
        car = Pickup.objects.create(event=event, vehicle="Van 1", day=event.starts, time=time(15))
        Leg.objects.create(
            delegate=self.delegate, number="KE 938", lands_on=event.starts, lands_at=time(14, 20), pickup=car
        )
        nights = {"arrives_on": event.starts, "leaves_on": event.starts + timedelta(2)}
        Stay.objects.create(delegate=self.delegate, hotel=rows.venue(), **nights)


def _asked_by(request: dict[str, Any]) -> Asked:
    with asked() as seen:
        replied(request)
    return seen
