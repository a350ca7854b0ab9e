"""The places of a delegate, each as a card to show the driver: name and address in the local script, large, and nothing else."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import msgspec
from django.http import Http404, HttpRequest, HttpResponse

from participants.delegate.pages import delegate_of, page_of
from participants.following.own_rows import stays_of
from participants.following.standing import Standing, standing_if_any
from participants.links.entry import by_visit
from participants.models import LinkSession, Stay
from participants.vocabulary import Area
from tours.agenda.facts import Place
from tours.models import Venue
from tours.serving.by_audience.heading import heading
from tours.serving.by_audience.places import places as places_of

_encoder = msgspec.json.Encoder(order="deterministic")


class Card(NamedTuple):
    place: Place

    @property
    def key(self) -> str:
        """The key of the place. The same place has the same key at the hotel and in the agenda, and nobody can guess
        the key of another place by counting on.
        """
        return hashlib.sha256(_encoder.encode(self.place)).hexdigest()[:16]

    @property
    def name(self) -> str:
        return self.place.name_there

    @property
    def address(self) -> str:
        return self.place.address_there


def card_of_venue(venue: Venue) -> Card:
    """The card of a venue, with the words that an edition would have."""
    facts = {name: getattr(venue, name) for name in ("name", "address", "local_name", "local_address")}
    return Card(Place(city=venue.city.name, **facts))


def card_of_place(place: Place) -> Card:
    """The card of a place of the agenda, without the point on the map, which no driver reads."""
    return Card(msgspec.structs.replace(place, point=None))


def cards_of(standing: Standing | None, stays: Iterable[Stay]) -> list[Card]:
    """The hotels first, then the places of the agenda in its order; each once."""
    cards = [card_of_venue(stay.hotel) for stay in stays]
    cards += [card_of_place(place) for place in (places_of(standing.reading) if standing else ())]
    return list(dict.fromkeys(cards))


@by_visit(Area.DELEGATE, kept=True)
def driver_card(request: HttpRequest, visit: LinkSession, key: str) -> HttpResponse:
    """The card of one of the delegate's places. Any other place is not found."""
    row = delegate_of(visit)
    standing = standing_if_any(row)
    card = next((card for card in cards_of(standing, stays_of(row)) if card.key == key), None)
    if card is None:
        raise Http404
    contacts = heading(standing.reading).contacts if standing else ()
    telephone = next((each.phone for each in contacts if each.phone), "")
    return page_of(request, visit, "driver_card.html", card=card, telephone=telephone)


@by_visit(Area.DELEGATE, kept=True)
def places(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    row = delegate_of(visit)
    return page_of(request, visit, "places.html", cards=cards_of(standing_if_any(row), stays_of(row)))
