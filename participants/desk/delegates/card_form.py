"""The part of a form by which a person's card is chosen, or a new one made."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.people.finding_cards import Card, likely_cards
from tours.models import Person
from tours.models.fields import validate_visible

NEW = "new"


class CardPart(forms.Form):
    """Forms inherit it, and call `offer_cards` once they are made."""

    card = forms.ChoiceField(
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

    def offer_cards(self, words: str, *, name: str, user: User) -> None:
        """The cards that the words find are the choices. Without any, a new one is chosen beforehand."""
        found = likely_cards(words, user=user)
        self.cards = {str(card.person.uid): card.person for card in found}
        offered: Any = self.fields["card"]
        offered.choices = [*((str(card.person.uid), _label(card)) for card in found), (NEW, _("Make a new card"))]
        self.initial = {"name_on_card": name, **({} if found else {"card": NEW}), **self.initial}

    def clean_name_on_card(self) -> str:
        typed: str = self.cleaned_data["name_on_card"].strip()
        if self.cleaned_data.get("card") == NEW and not typed:
            raise ValidationError(_("Type the name for the new card."), code="required")
        return typed

    def person(self) -> Person:
        """The chosen person. A new card is saved: call it in the transaction of the verb."""
        if self.cleaned_data["card"] != NEW:
            return self.cards[self.cleaned_data["card"]]
        made = Person(display_name=self.cleaned_data["name_on_card"])
        made.full_clean()
        made.save()
        return made


def _label(card: Card) -> str:
    """Name, names in other scripts, and what the person was at their last event."""
    names = f"{card.person} ({', '.join(card.names)})" if card.names else str(card.person)
    if card.last is None:
        return names
    facts = [card.last.position, str(card.last.organisation or ""), str(card.last.city or "")]
    words = gettext("%(facts)s, at %(event)s") if any(facts) else gettext("at %(event)s")
    there = words % {"facts": ", ".join(fact for fact in facts if fact), "event": card.last.event}
    return f"{names}: {there}"
