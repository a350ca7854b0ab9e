"""The forms of the selection sheet: a choice for each name, and the grounds of all."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.cards.card import Card
from participants.desk.card_field import CardField, ChosenCard
from participants.nominations.deciding_many import Decision
from participants.selection.sheet import Name
from participants.states import DELEGATES
from participants.vocabulary import DelegateState

DECIDES = "-to"
"""How the names of the fields end that decide."""
LONGEST_KEY = 18
NO_CHANGE = ("", gettext_lazy("No change"))
DECISIONS = {
    DelegateState.ACCEPTED: gettext_lazy("Give a place"),
    DelegateState.RESERVE: gettext_lazy("Reserve"),
    DelegateState.DECLINED: gettext_lazy("Not chosen"),
}
"""What can be decided here, in the order of the choices."""


class ChoiceForm(forms.Form):
    """What becomes of one name. Its fields have the key of the row before their names."""

    to = forms.ChoiceField(required=False)
    card = CardField(required=False)

    def __init__(self, data: Any, *, row: Name, cards: Sequence[Card]) -> None:
        super().__init__(data, prefix=str(row.key), auto_id="id-%s")
        self.row = row
        chosen = str(data.get(self.add_prefix("to"), "")) if data is not None else ""
        to: Any = self._labelled("to", _("Decision: %(name)s"))
        to.choices = self._decisions(chosen)
        if row.has_card:
            del self.fields["card"]
        else:
            self._labelled("card", _("Card: %(name)s")).offer(cards, asks=bool(cards))

    @property
    def decides(self) -> bool:
        """Whether there is anything to decide of this row."""
        return len(self.choices_of("to")) > 1

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        asks = "card" in self.fields and facts.get("to") == DelegateState.ACCEPTED
        if asks and "card" not in self.errors and not facts["card"].is_given:
            self.add_error("card", _("Choose the card of this person, or make a new one."))
        return facts

    def decision(self) -> Decision | None:
        to, card = self.cleaned_data["to"], self.cleaned_data.get("card", ChosenCard())
        return Decision(self.row.key, DelegateState(to), card.person, new_card=card.is_new) if to else None

    def choices_of(self, field: str) -> list[tuple[str, Any]]:
        return list(self.fields[field].choices)  # type: ignore[attr-defined]  # a ChoiceField

    def sentences(self) -> list[str]:
        return [str(sentence) for sentences in self.errors.values() for sentence in sentences]

    def _labelled(self, field: str, label: str) -> Any:
        control = self.fields[field]
        control.label = label % {"name": self.row.name}
        control.widget.attrs["aria-label"] = control.label
        return control

    def _decisions(self, chosen: str) -> list[tuple[str, Any]]:
        """The decisions that the state allows. What was chosen before a colleague changed the state is among them, so
        that it stays.
        """
        allowed = DELEGATES[self.row.state]
        return [NO_CHANGE, *((to, label) for to, label in DECISIONS.items() if to in allowed or to == chosen)]


def keys_in(data: Any) -> set[int]:
    """The keys of the rows of which something was chosen in a form that was sent."""
    named = {name.removesuffix(DECIDES) for name in data if name.endswith(DECIDES) and data[name]}
    return {int(key) for key in named if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY}


def choice_forms(rows: Iterable[Name], cards: Mapping[int, Sequence[Card]], data: Any) -> dict[int, ChoiceForm]:
    """The forms by the key of the row, as the cards are."""
    return {row.key: ChoiceForm(data, row=row, cards=cards.get(row.key, ())) for row in rows}


def decisions(forms_of_rows: Iterable[ChoiceForm]) -> list[Decision]:
    """What was chosen, of valid forms. Raises ValidationError where nothing was."""
    made = [decision for form in forms_of_rows if (decision := form.decision())]
    if not made:
        raise ValidationError(_("Choose what is decided, for one name at least."), code="nothing")
    return made
