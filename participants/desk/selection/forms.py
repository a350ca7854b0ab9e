"""The forms of the selection sheet: a choice for each name, and the grounds of all."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.desk.selection.cards import Cards, in_words
from participants.nominations.deciding_many import Decision
from participants.selection.sheet import Name
from participants.states import DELEGATES
from participants.vocabulary import DelegateState
from tours.models import Person

NEW_CARD = "new"
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
    card = forms.ChoiceField(required=False)

    def __init__(self, data: Any, *, row: Name, cards: Sequence[Person]) -> None:
        super().__init__(data, prefix=str(row.key), auto_id="id-%s")
        self.row, self.cards = row, {str(card.pk): card for card in cards}
        chosen = str(data.get(self.add_prefix("to"), "")) if data is not None else ""
        self._offer("to", _("Decision: %(name)s"), self._decisions(chosen))
        if row.has_card:
            del self.fields["card"]
        else:
            self._offer("card", _("Card: %(name)s"), self._cards())

    @property
    def decides(self) -> bool:
        """Whether there is anything to decide of this row."""
        return len(self.choices_of("to")) > 1

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        asks = "card" in self.fields and facts.get("to") == DelegateState.ACCEPTED
        if asks and not facts.get("card") and "card" not in self.errors:
            self.add_error("card", _("Choose the card of this person, or make a new one."))
        return facts

    def decision(self) -> Decision | None:
        to, card = self.cleaned_data["to"], self.cleaned_data.get("card", "")
        if not to:
            return None
        return Decision(self.row.key, DelegateState(to), self.cards.get(card), new_card=card == NEW_CARD)

    def choices_of(self, field: str) -> list[tuple[str, Any]]:
        return list(self.fields[field].choices)  # type: ignore[attr-defined]  # a ChoiceField

    def sentences(self) -> list[str]:
        return [str(sentence) for sentences in self.errors.values() for sentence in sentences]

    def _offer(self, field: str, label: str, choices: list[tuple[str, Any]]) -> None:
        control: Any = self.fields[field]
        control.choices = choices
        control.label = label % {"name": self.row.name}
        control.widget.attrs["aria-label"] = control.label

    def _decisions(self, chosen: str) -> list[tuple[str, Any]]:
        """Those that the state allows; and what was chosen before a colleague changed the state, so that it stays."""
        allowed = DELEGATES[self.row.state]
        return [NO_CHANGE, *((to, label) for to, label in DECISIONS.items() if to in allowed or to == chosen)]

    def _cards(self) -> list[tuple[str, Any]]:
        new = (NEW_CARD, _("Make a new card"))
        if not self.cards:
            return [new]
        found = [(key, _("Card there is: %(card)s") % {"card": in_words(card)}) for key, card in self.cards.items()]
        return [("", _("Choose a card")), *found, new]


def keys_in(data: Any) -> set[int]:
    """The keys of the rows of which something was chosen in a form that was sent."""
    named = {name.removesuffix(DECIDES) for name in data if name.endswith(DECIDES) and data[name]}
    return {int(key) for key in named if key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY}


def choice_forms(rows: Iterable[Name], cards: Cards, data: Any) -> dict[int, ChoiceForm]:
    """By the key of the row."""
    return {row.key: ChoiceForm(data, row=row, cards=cards.get(row.name, ())) for row in rows}


def decisions(forms_of_rows: Iterable[ChoiceForm]) -> list[Decision]:
    """What was chosen, of valid forms. Raises ValidationError where nothing was."""
    made = [decision for form in forms_of_rows if (decision := form.decision())]
    if not made:
        raise ValidationError(_("Choose what is decided, for one name at least."), code="nothing")
    return made
