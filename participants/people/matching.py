"""Finds the cards that a name may already have: by folded names in any order and script, and by e-mail.

Names are compared as folded words, which no database knows: the names of all cards that the user may see are read once,
however many names are asked for.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower

from accounts.models import User
from backstage.text.folding import folded
from participants.models import PersonContact
from participants.people.earlier import Earlier, earlier_participations
from tours.models import Appearance, Event, Person, PersonAlias, PersonName

MOST_CARDS = 10
"""How many cards are shown for a name. Whoever has more has a name that tells nothing."""
FEW_WORDS = 2
"""A name is part of a longer one only with so many words: “Ana” alone is nobody."""

Words = frozenset[str]


class Wanted(NamedTuple):
    """Whose card is looked for."""

    name: str
    email: str = ""


class Card(NamedTuple):
    """A card that may be the person's, with what tells them from another of that name."""

    person: Person
    last: Appearance | None
    """What they were at the latest event that the user may read."""
    earlier: tuple[Earlier, ...]
    same_name: bool
    same_email: bool

    @property
    def key(self) -> str:
        return str(self.person.uid)

    @property
    def in_words(self) -> str:
        """The name with the last position, city and event."""
        last = self.last
        facts = [last.position, str(last.city or last.organisation or ""), last.event.title] if last else []
        return ", ".join(filter(None, [self.person.display_name, *facts]))


class Found(NamedTuple):
    """By what a card was found."""

    key: int
    same_name: bool
    same_email: bool


def possible_cards(wanted: Sequence[Wanted], *, user: User, at: Event | None = None) -> list[tuple[Card, ...]]:
    """For each of those wanted the cards that may be theirs, the likeliest first. Five queries for any number.

    A card is found by any of its names, and by those of cards that were merged into it. `at` is the event that is being
    prepared: it is no earlier participation.
    """
    named, mailed = _by_name({_words(each.name) for each in wanted}, user), _by_email(wanted, user)
    found = [_likeliest(named.get(_words(each.name), {}), mailed.get(each.email.lower(), set())) for each in wanted]
    cards = _cards({each.key for row in found for each in row}, user, at)
    return [tuple(_card(cards[each.key], each) for each in row if each.key in cards) for row in found]


def names_of_cards(user: User) -> Iterator[tuple[int, str]]:
    """Every name of every card that the user may see, with the card's key. Names of merged cards are among them."""
    seen = Person.objects.visible_to(user).order_by()
    keys = seen.values("pk")
    others = PersonName.objects.filter(person__in=keys).order_by().values_list("person", "text")
    former = PersonAlias.objects.filter(person__in=keys).order_by().values_list("person", "names")
    rows = seen.values_list("pk", "display_name").union(others, former, all=True)
    yield from ((key, name) for key, names in rows for name in names.splitlines())


def cards_with_keys(keys: Collection[int], *, user: User, at: Event | None = None) -> dict[int, Card]:
    """The cards of these keys, as one that was found by neither name nor e-mail is shown. Three queries."""
    return _cards(keys, user, at)


def _words(name: str) -> Words:
    return frozenset(folded(name))


def _by_name(wanted: set[Words], user: User) -> dict[Words, dict[int, bool]]:
    """For each of the names the keys of cards that have it, and whether it is the whole name there."""
    having: dict[str, list[Words]] = defaultdict(list)
    for words in wanted:
        for word in words:
            having[word].append(words)
    found: dict[Words, dict[int, bool]] = defaultdict(dict)
    for key, name in names_of_cards(user):
        theirs = _words(name)
        for words in {each for word in theirs for each in having.get(word, ())}:
            if words == theirs or (min(len(words), len(theirs)) >= FEW_WORDS and (words < theirs or theirs < words)):
                found[words][key] = found[words].get(key, False) or words == theirs
    return found


def _by_email(wanted: Iterable[Wanted], user: User) -> dict[str, set[int]]:
    addresses = {each.email.lower() for each in wanted if each.email}
    rows = PersonContact.objects.visible_to(user).annotate(lower=Lower("email")).filter(lower__in=addresses)
    found: dict[str, set[int]] = defaultdict(set)
    for key, address in rows.values_list("person", "lower"):
        found[address].add(key)
    return found


def _likeliest(named: dict[int, bool], mailed: set[int]) -> list[Found]:
    found = [Found(key, named.get(key, False), key in mailed) for key in {*named, *mailed}]
    return sorted(found, key=lambda each: (not each.same_name, not each.same_email, each.key))[:MOST_CARDS]


def _cards(keys: Collection[int], user: User, at: Event | None) -> dict[int, Card]:
    people = Person.objects.visible_to(user).filter(pk__in=keys)
    last, earlier = _last_appearances(keys, user), earlier_participations(keys, user=user, but=at)
    return {
        person.pk: Card(person, last.get(person.pk), earlier.get(person.pk, ()), same_name=False, same_email=False)
        for person in people
    }


def _last_appearances(keys: Collection[int], user: User) -> dict[int, Appearance]:
    seen = Appearance.objects.visible_to(user)
    latest = seen.filter(person=OuterRef("person")).order_by("-event__starts", "-pk").values("pk")[:1]
    rows = seen.filter(person__in=keys, pk=Subquery(latest)).select_related("event", "city", "organisation")
    return {row.person_id: row for row in rows.order_by()}


def _card(card: Card, found: Found) -> Card:
    return card._replace(same_name=found.same_name, same_email=found.same_email)
