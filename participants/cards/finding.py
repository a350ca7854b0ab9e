"""Finds the cards that a name may already have: by folded names in any order and script, and by e-mail.

Names are compared as folded words, which no database knows: the names of all cards that the user may see are read once,
however many names are asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db.models.functions import Lower

from accounts.models import User
from backstage.text.folding import folded_words
from participants.cards.card import MOST_CARDS, Card, Names, cards_of, names_in_sight
from participants.models import DelegateContact, PersonContact
from participants.vocabulary import Whose

FEW_WORDS = 2
"""A name is part of a longer one only with so many words: “Ana” alone is nobody."""

Words = frozenset[str]


class Wanted(NamedTuple):
    """A person whose card is looked for. The e-mail is compared with the last known contacts."""

    name: str
    email: str = ""


class Found(NamedTuple):
    """What a card was found by."""

    key: int
    same_name: bool
    same_email: bool


def possible_cards(wanted: Sequence[Wanted], *, user: User) -> list[tuple[Card, ...]]:
    """The cards that may be theirs, for each person wanted, the likeliest first.

    A card is found by any of its names, and by those of cards that were merged into it. At most three queries for any
    number: one for the names, one for what people were, and one for e-mails if any is known.
    """
    if not wanted:
        return []
    names = names_in_sight(user)
    named, mailed = with_names(names, [each.name for each in wanted]), _with_emails(wanted, user)
    found = [_likeliest(named.get(each.name, {}), mailed.get(each.email.lower(), set())) for each in wanted]
    keys = {each.key for row in found for each in row}
    cards = cards_of([names[key] for key in keys if key in names], user=user)
    return [tuple(_card(cards[each.key], each) for each in row if each.key in cards) for row in found]


def possible_cards_of(delegates: Mapping[int, str], *, user: User) -> dict[int, tuple[Card, ...]]:
    """For each name that was put forward, the cards that may be theirs, by the key of the delegate. Their own e-mail
    at the event counts. One query more than `possible_cards`, and none if there is no name.
    """
    if not delegates:
        return {}
    contacts = DelegateContact.objects.filter(delegate__in=delegates, whose=Whose.OWN).order_by()
    emails = dict(contacts.values_list("delegate", "email"))
    wanted = [Wanted(name, emails.get(key, "")) for key, name in delegates.items()]
    return dict(zip(delegates, possible_cards(wanted, user=user), strict=True))


def with_names(names: Names, wanted: Iterable[str]) -> dict[str, dict[int, bool]]:
    """For each wanted name, the keys of the people who have it, and whether it is their whole name. No query."""
    texts: dict[Words, set[str]] = defaultdict(set)
    for text in wanted:
        texts[folded_words(text)].add(text)
    by_words = _with_words(names, texts.keys())
    return {text: keys for words, keys in by_words.items() for text in texts[words]}


def _with_words(names: Names, wanted: Iterable[Words]) -> dict[Words, dict[int, bool]]:
    having: dict[str, list[Words]] = defaultdict(list)
    for words in wanted:
        for word in words:
            having[word].append(words)
    found: dict[Words, dict[int, bool]] = defaultdict(dict)
    for key, theirs in ((key, folded_words(name)) for key, named in names.items() for name in named.names):
        for words in {each for word in theirs for each in having.get(word, ())}:
            if words == theirs or _is_part(words, theirs) or _is_part(theirs, words):
                found[words][key] = found[words].get(key, False) or words == theirs
    return found


def _is_part(shorter: Words, longer: Words) -> bool:
    return len(shorter) >= FEW_WORDS and shorter < longer


def _with_emails(wanted: Iterable[Wanted], user: User) -> dict[str, set[int]]:
    addresses = {each.email.lower() for each in wanted if each.email}
    if not addresses:
        return {}
    rows = PersonContact.objects.visible_to(user).annotate(lower=Lower("email")).filter(lower__in=addresses)
    found: dict[str, set[int]] = defaultdict(set)
    for key, address in rows.values_list("person", "lower"):
        found[address].add(key)
    return found


def _likeliest(named: dict[int, bool], mailed: set[int]) -> list[Found]:
    found = [Found(key, named.get(key, False), key in mailed) for key in {*named, *mailed}]
    return sorted(found, key=lambda each: (not each.same_name, not each.same_email, each.key))[:MOST_CARDS]


def _card(card: Card, found: Found) -> Card:
    return card._replace(same_name=found.same_name, same_email=found.same_email)
