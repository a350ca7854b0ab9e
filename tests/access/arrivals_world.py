"""A flight and a car of the event of the desk's table, and the arguments of the addresses about them."""

from participants.models import Delegate
from participants.vocabulary import Capacity
from tests.access.world import Arguments
from tests.participants.travel.makers import coming, leg, pickup
from tours.models import Event

OF_EVENT = ("arrivals", "departures", "new_pickup")
OF_LEG = ("delete_leg", "leg", "move_leg")
OF_CREW = ("crew", "crew_pdf")
OF_CAR = ("delete_pickup", "pickup")


def arguments_of_arrivals(event: Event, delegate: Delegate) -> dict[str, Arguments]:
    driver = coming(event, "Driver of the table", capacity=Capacity.DRIVER)
    car = pickup(event, driver=driver)
    flight = leg(delegate, pickup=car)
    at: Arguments = {"uid": event.uid}
    return {
        **dict.fromkeys(OF_EVENT, at),
        **{route: {**at, "key": flight.pk} for route in OF_LEG},
        **{route: {**at, "key": driver.pk} for route in OF_CREW},
        **{route: {**at, "key": car.pk} for route in OF_CAR},
        "new_leg": {**at, "key": delegate.pk},
    }
