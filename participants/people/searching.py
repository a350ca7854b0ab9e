"""Finds cards while a name is being typed."""

from accounts.models import User
from backstage.text.folding import folded
from participants.people.matching import MOST_CARDS, Card, cards_with_keys, names_of_cards

LONGEST_TYPED = 200


def cards_like(text: str, *, user: User) -> list[Card]:
    """At most ten cards with a name in which each typed word begins a word, in any script. The shortest names first."""
    typed = folded(text[:LONGEST_TYPED])
    if not typed:
        return []
    found: dict[int, tuple[int, str]] = {}
    for key, name in names_of_cards(user):
        words = folded(name)
        if all(any(word.startswith(beginning) for word in words) for beginning in typed):
            found[key] = min(found.get(key, (len(words), name)), (len(words), name))
    keys = sorted(found, key=lambda key: (found[key], key))[:MOST_CARDS]
    cards = cards_with_keys(keys, user=user)
    return [cards[key] for key in keys if key in cards]
