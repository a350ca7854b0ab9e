"""The forms of the steps with one delegate. Each gives its verb the words that it needs beside the grounds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressFormField
from accounts.models import User
from backstage.row_keys import BoxesField
from participants.cards.finding import possible_cards_of
from participants.cards.searching import cards_like
from participants.desk.delegates.card_form import CardPart
from participants.desk.grounds_form import GroundsForm
from participants.models import Delegate, PersonContact
from participants.nominations.describing import FIELDS
from participants.vocabulary import Whose
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LanguageNameField
from tours.models import Group

MOST_HOURS = 1000
LAST = ("reason", "told", "file")


class StepForm(GroundsForm):
    """Asks for nothing but the grounds. Cards are looked for by `words`, or else by the name and e-mail."""

    shows_what_is_stored = False

    def __init__(self, *args: Any, row: Delegate, user: User, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.prepare(user, words)
        others = [name for name in self.fields if name not in LAST]
        self.order_fields([*others, *LAST])

    def prepare(self, user: User, words: str) -> None:
        """Fills in what the form begins with, and what it offers."""

    def for_verb(self) -> dict[str, Any]:
        return {}


class CardStepForm(CardPart, StepForm):
    """Chooses the card."""

    def prepare(self, user: User, words: str) -> None:
        name = self.row.name
        found = (
            cards_like(words, user=user) if words else possible_cards_of({self.row.pk: name}, user=user)[self.row.pk]
        )
        self.offer_cards(found, name=name)

    def for_verb(self) -> dict[str, Any]:
        return {"person": self.person()}


class OfferForm(StepForm):
    hours = forms.IntegerField(
        label=_("Hours to answer"),
        min_value=1,
        max_value=MOST_HOURS,
        initial=24,
        help_text=_("Only hours from 8 to 20 o'clock from Monday to Friday count, by the clock of the person's city."),
    )

    def for_verb(self) -> dict[str, Any]:
        return {"hours": self.cleaned_data["hours"]}


class FactsModelForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """A form that only lends its fields, so that each is checked as the row checks it."""

    class Meta:
        model = Delegate
        fields = (*FIELDS, "groups")
        field_classes = {"groups": BoxesField, "language": LanguageNameField}
        widgets = {
            "present_from": day_input(),
            "present_until": day_input(),
            "groups": forms.CheckboxSelectMultiple,
            "reason": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "language": _("We write to them in it. Type its name and choose it, or type its code, such as sr-Latn.")
        }
        labels = {"reason": _("Reason for choosing them")}


class FactsForm(StepForm):
    """What is said of the delegate; of those whose card is known, their title too."""

    shows_what_is_stored = True

    def prepare(self, user: User, words: str) -> None:
        self.instance = self.row
        lent = FactsModelForm(instance=self.row)
        self.fields |= {_field_name(name): field for name, field in lent.fields.items()}
        groups: Any = self.fields["groups"]
        groups.queryset = Group.objects.filter(event=self.row.event_id)
        self.initial = {_field_name(name): value for name, value in lent.initial.items()} | dict(self.initial)
        self._begin_with_appearance()
        if not groups.queryset.exists():
            del self.fields["groups"]

    def _begin_with_appearance(self) -> None:
        there = self.row.event.appearances.filter(person=self.row.person_id).first()
        if there:
            self.fields["title"] = forms.CharField(label=_("Title"), max_length=40, required=False)
            self.initial = {**self.initial, "title": there.title, "position": there.position}

    def for_verb(self) -> dict[str, Any]:
        named = (*FIELDS, "groups", "title")
        given = {name: self.cleaned_data.get(_field_name(name), MISSING) for name in named}
        return {"facts": {name: value for name, value in given.items() if value is not MISSING}}


MISSING = object()


def _field_name(name: str) -> str:
    """The field `reason` of the row is not the reason of the change."""
    return "chosen_because" if name == "reason" else name


class ContactForm(StepForm):
    """How the delegate is reached, and their assistant. It begins with the person's last known contact."""

    shows_what_is_stored = True
    own_email = AddressFormField(label=_("E-mail"), required=False)
    own_telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    assistant_name = forms.CharField(label=_("Name of the assistant"), max_length=200, required=False)
    assistant_email = AddressFormField(
        label=_("E-mail of the assistant"), required=False, help_text=_("Letters go to both addresses.")
    )
    assistant_telephone = forms.CharField(label=_("Telephone of the assistant"), max_length=40, required=False)

    def prepare(self, user: User, words: str) -> None:
        known: Any = {contact.whose: contact for contact in self.row.contacts.all()}
        if not known and self.row.person_id:
            last = PersonContact.objects.visible_to(user).filter(person=self.row.person_id).first()
            known = {Whose.OWN: last} if last else {}
        for whose, contact in known.items():
            for name in ("name", "email", "telephone"):
                self.initial.setdefault(f"{whose}_{name}", getattr(contact, name, ""))

    def for_verb(self) -> dict[str, Any]:
        return {whose.value: self._of(whose) for whose in Whose}

    def _of(self, whose: Whose) -> dict[str, str]:
        facts = {name: self.cleaned_data.get(f"{whose}_{name}", "") for name in ("name", "email", "telephone")}
        return {name: value for name, value in facts.items() if whose == Whose.ASSISTANT or name != "name"}
