"""The field by which it is chosen whose card somebody's is: one that was found, a new one, or none yet."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.cards.card import NEW_CARD, NO_CARD, Card
from tours.models import Person


class ChosenCard(NamedTuple):
    """What was chosen. Neither of the two where nothing was, or none yet."""

    person: Person | None = None
    is_new: bool = False

    @property
    def is_given(self) -> bool:
        return self.is_new or self.person is not None


class CardField(forms.ChoiceField):
    """Offers nothing before `offer` is called. It cleans to a `ChosenCard`."""

    people: Mapping[str, Person]

    def offer(
        self,
        cards: Iterable[Card],
        *,
        asks: bool = False,
        may_be_none: bool = False,
        others: Iterable[tuple[str, Any]] = (),
    ) -> None:
        """Offers cards to choose from. With `asks`, it is a list that opens, and nothing is chosen beforehand. `others`
        is what else can be chosen there.
        """
        cards = list(cards)
        self.people = {card.key: card.person for card in cards}
        self.choices = [
            *([("", _("Choose a card"))] if asks else []),
            *((card.key, card.in_words) for card in cards),
            (NEW_CARD, _("Make a new card")),
            *([(NO_CARD, _("None yet"))] if may_be_none else []),
            *others,
        ]

    def clean(self, value: Any) -> ChosenCard:
        key = super().clean(value)
        return ChosenCard(self.people.get(key), is_new=key == NEW_CARD)
