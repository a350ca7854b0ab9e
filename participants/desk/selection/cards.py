"""Finds the cards that may be those of names without one: cards in sight with the same folded name."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Prefetch

from accounts.models import User
from backstage.text.folding import folded
from tours.models import Appearance, Person, PersonName

Folded = tuple[str, ...]
Cards = Mapping[str, list[Person]]
"""By the name as it was typed."""


def cards_named(names: Collection[str], *, seen_by: User) -> Cards:
    """None, one or several cards for each name. Without names there is no query; with cards there are four."""
    wanted = {name: _folded(name) for name in names}
    if not wanted:
        return {}
    keys = _keys_by_name(seen_by, frozenset(wanted.values()))
    visible = Appearance.objects.visible_to(seen_by).order_by().values("pk")
    last = Appearance.objects.latest_first().filter(pk__in=visible).select_related("organisation", "city")
    cards = Person.objects.prefetch_related(Prefetch("appearances", last, to_attr="seen"))
    found = cards.in_bulk({key for of_name in keys.values() for key in of_name})
    return {name: [found[key] for key in sorted(keys[words])] for name, words in wanted.items() if words in keys}


def in_words(card: Person) -> str:
    """The name, and what the person was at the last event that the user may see. `card` is one of `cards_named`."""
    [*there] = vars(card)["seen"][:1]
    facts = [fact for row in there for fact in (row.position, row.organisation, row.city) if fact]
    return ", ".join(map(str, (card, *facts)))


def _keys_by_name(user: User, wanted: Collection[Folded]) -> dict[Folded, set[int]]:
    cards = Person.objects.visible_to(user).order_by()
    others = PersonName.objects.filter(person__in=cards.values("pk")).order_by()
    keys: dict[Folded, set[int]] = defaultdict(set)
    for rows in (cards.values_list("pk", "display_name"), others.values_list("person", "text")):
        for key, name in rows.iterator():
            if (words := _folded(name)) in wanted:
                keys[words].add(key)
    return keys


def _folded(name: str) -> Folded:
    """In any order: some write the family name first."""
    return tuple(sorted(folded(name)))
