"""The form of one row of the table of delegates: what is changed most often, and the decisions that ask for nothing more."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.grounds import Grounds
from participants.desk.delegates.step_forms import FactsModelForm, StepForm
from participants.desk.delegates.steps import Step, open_steps
from participants.desk.grounds_form import GroundsForm
from participants.labels import DELEGATE_STATES
from participants.models import Delegate
from participants.nominations.changing import fresh
from participants.nominations.describing import describe
from participants.states import ACTIVE
from participants.vocabulary import DelegateState
from tours.models import Appearance, Group, Organisation
from tours.record.appearances import named

LENT = ("capacity", "rank", "position", "present_from", "present_until", "groups")
FACTS = {*LENT, "organisation"}


class Now(NamedTuple):
    """The row as it is now, with what else the form begins with."""

    row: Delegate
    there: Appearance | None
    """What they are at the event, once their card is known: this says their position and organisation then."""
    has_groups: bool


def read_now(row: Delegate) -> Now:
    """The row is read anew. Four queries."""
    row, there = fresh(row), None
    prefetch_related_objects([row], "groups")
    if row.person_id and row.state in ACTIVE:
        there = row.event.appearances.filter(person=row.person_id).select_related("organisation").first()
    if there:
        row.position = there.position
    return Now(row, there, row.event.groups.exists())


class RowForm(GroundsForm):
    told = file = None  # type: ignore[assignment]  # so Django leaves the inherited fields out
    state = forms.ChoiceField(
        label=_("State"),
        help_text=_("Nobody is told until you tell them."),
        error_messages={"invalid_choice": _("This cannot be done in the present state.")},
    )
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    field_order = ("state", "capacity", "rank", "position", "organisation", "present_from", "present_until", "groups")

    def __init__(self, data: Any = None, files: Any = None, *, now: Now) -> None:
        super().__init__(data, files, auto_id=f"row_{now.row.pk}_%s")
        self.row = self.instance = row = now.row
        self._lend()
        if now.there:
            self.initial["organisation"] = str(now.there.organisation or "")
        for name, is_asked in (("organisation", now.there), ("groups", now.has_groups)):
            if not is_asked:
                del self.fields[name]
        states: Any = self.fields["state"]
        states.choices = [(row.state, row.get_state_display()), *((to, DELEGATE_STATES[to]) for to in decisions(row))]
        self.order_fields(self.field_order)

    def _lend(self) -> None:
        lent = FactsModelForm(instance=self.row)
        self.fields |= {name: lent.fields[name] for name in LENT}
        self.initial = {"state": self.row.state, **{name: lent.initial[name] for name in LENT}}
        groups: Any = self.fields["groups"]
        groups.queryset = Group.objects.filter(event=self.row.event_id)

    def clean_organisation(self) -> Organisation | None:
        try:
            found: Organisation | None = (
                named({"organisation": self.cleaned_data["organisation"]})["organisation"] or None
            )
        except ValidationError as refusal:
            raise ValidationError(refusal.messages) from refusal
        return found

    def save(self, *, by: User) -> bool:
        """Calls the verbs of what was changed: all or none. If one refuses, the form gets its sentences."""
        try:
            with transaction.atomic():
                self._carry_out(by, Grounds(reason=self.cleaned_data["reason"]))
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return False
        return True

    def _carry_out(self, by: User, grounds: Grounds) -> None:
        facts = {name: self.cleaned_data[name] for name in self.changed_data if name in FACTS}
        if facts:
            describe(self.row, facts, by=by, grounds=grounds)
        if "state" in self.changed_data:
            decisions(self.row)[DelegateState(self.cleaned_data["state"])].verb(self.row, by=by, grounds=grounds)


def decisions(row: Delegate) -> dict[DelegateState, Step]:
    """The steps that can be taken now and ask for nothing but a reason, by the state that follows."""
    return {step.after: step for step in open_steps(row) if step.after and step.form_for(row) is StepForm}
