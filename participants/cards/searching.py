"""Finds cards while a name is being typed, in any script: the beginning of each word is enough."""

from collections.abc import Collection

from accounts.models import User
from backstage.text.folding import folded, folded_words
from participants.cards.card import MOST_CARDS, Card, Names, cards_of, names_in_sight
from participants.cards.finding import with_names

LONGEST_TYPED = 200


def cards_like(text: str, *, user: User) -> list[Card]:
    """At most ten cards. First come those with a name in which each typed word begins a word, the shortest names
    first. Then come those whose name may be meant by what was typed, such as Ana Horvat for “Ana Marija Horvat”. Two
    queries at most.
    """
    typed = text[:LONGEST_TYPED]
    if not folded(typed):
        return []
    names = names_in_sight(user)
    keys = dict.fromkeys([*_beginning(names, typed), *sorted(with_names(names, [typed]).get(typed, {}))])
    cards = cards_of([names[key] for key in [*keys][:MOST_CARDS]], user=user)
    return list(cards.values())


def has_words(name: str, typed: Collection[str]) -> bool:
    """Whether each of the folded words that were typed begins a word of the name."""
    words = folded(name)
    return all(any(word.startswith(beginning) for word in words) for beginning in typed)


def _beginning(names: Names, text: str) -> list[int]:
    typed = folded_words(text)
    found = {key: [name for name in named.names if has_words(name, typed)] for key, named in names.items()}
    shortest = {key: min((len(folded(name)), name) for name in theirs) for key, theirs in found.items() if theirs}
    return sorted(shortest, key=lambda key: (shortest[key], key))
