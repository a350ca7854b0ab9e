"""The part of a form by which a person's card is chosen, or a new one made."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from participants.cards.card import NEW_CARD, Card
from participants.cards.making import new_card
from participants.desk.card_field import CardField, ChosenCard
from tours.models import Person
from tours.models.fields import validate_visible


class CardPart(forms.Form):
    """Forms inherit it, and call `offer_cards` once they are made."""

    card = CardField(
        label=_("Whose card"),
        widget=forms.RadioSelect,
        help_text=_("A card says who somebody is, at every event. Look first whether the person has one."),
        error_messages={"required": _("Choose the card, or make a new one.")},
    )
    name_on_card = forms.CharField(
        label=_("Name on the new card"),
        max_length=200,
        required=False,
        validators=[validate_visible],
        help_text=_("Exactly as it is to be printed. Only for a new card."),
    )

    def offer_cards(self, found: Sequence[Card], *, name: str) -> None:
        """Offers the cards that were found. If none was found, a new card is chosen beforehand."""
        offered: Any = self.fields["card"]
        offered.offer(found)
        self.initial = {"name_on_card": name, **({} if found else {"card": NEW_CARD}), **self.initial}

    def clean_name_on_card(self) -> str:
        typed: str = self.cleaned_data["name_on_card"].strip()
        if self.cleaned_data.get("card", ChosenCard()).is_new and not typed:
            raise ValidationError(_("Type the name for the new card."), code="required")
        return typed

    def person(self) -> Person:
        """The chosen person. A new card is saved: call it in the transaction of the verb."""
        chosen: ChosenCard = self.cleaned_data["card"]
        return chosen.person or new_card(self.cleaned_data["name_on_card"])
