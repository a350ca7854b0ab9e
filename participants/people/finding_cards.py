"""Finds the cards that may be somebody's, among those that the user may see."""

from typing import NamedTuple

from accounts.models import User
from participants.data_classes import SEEN_WITH, DataClass
from participants.people.matching_names import likely_keys
from tours.models import Appearance, Person, PersonName
from tours.models.rights import at_event

MOST_CARDS = 10


class Card(NamedTuple):
    """A card with what tells it from another of the same name."""

    person: Person
    names: list[str]
    """In other scripts."""
    last: Appearance | None
    """What the person was at the latest event where the user may know who comes."""


def likely_cards(text: str, *, user: User) -> list[Card]:
    """The cards that have most of the words in their names, best first. Five queries at most."""
    people = Person.objects.visible_to(user).order_by()
    others = PersonName.objects.filter(person__in=people.values("pk")).order_by().values_list("person", "text")
    named = [*people.order_by("display_name", "pk").values_list("pk", "display_name"), *others]
    keys = likely_keys(named, text, most=MOST_CARDS)
    found = Person.objects.prefetch_related("names").in_bulk(keys)
    last = _last(keys, user)
    return [_card(found[key], last.get(key)) for key in keys if key in found]


def _card(person: Person, last: Appearance | None) -> Card:
    return Card(person, [name.text for name in person.names.all()], last)


def _last(keys: list[int], user: User) -> dict[int, Appearance]:
    known = at_event(user, *SEEN_WITH[DataClass.NAMES], path="event__")
    rows = Appearance.objects.filter(known, person__in=keys).select_related("event", "organisation", "city")
    return {row.person_id: row for row in rows.order_by("event__starts", "pk")}
