"""The places of an agenda that have an address."""

from tours.agenda.facts import Place, Value
from tours.serving.by_audience.reading import Reading


class Places(Value, frozen=True):
    places: tuple[Place, ...] = ()


def places(reading: Reading) -> tuple[Place, ...]:
    """Each once, in the order of the agenda."""
    return reading.kept_value("places.json", Places, lambda: Places(places=reading.view.places())).places
