"""The form below the table of delegates: the same is said of all that are ticked, or of none."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from backstage.grounds import Grounds
from backstage.row_keys import BoxesField
from participants.desk.grounds_form import GroundsForm
from participants.labels import ATTENDANCES, CAPACITIES
from participants.models import Delegate
from participants.nominations.describing import describe_each
from tours.labels import choices
from tours.models import Event, Group

AS_IT_IS = ("", _("No change"))


class BoxesInTheTable(forms.MultipleHiddenInput):
    """Draws nothing: the boxes stand in the table above the form."""

    def render(self, *_args: Any, **_kwargs: Any) -> SafeString:
        return SafeString()


class QuickForm(GroundsForm):
    """Whatever is left empty stays as it is."""

    told = file = None  # type: ignore[assignment]  # so Django leaves the inherited fields out
    rows = BoxesField(
        Delegate.objects.none(),
        widget=BoxesInTheTable,
        label=_("Delegates"),
        error_messages={
            "required": _("Tick at least one delegate in the table."),
            "invalid_choice": _("Choose delegates of this event."),
            "invalid_pk_value": _("Choose delegates of this event."),
        },
    )
    capacity = forms.ChoiceField(label=_("Comes as"), choices=[AS_IT_IS, *choices(CAPACITIES)], required=False)
    join = forms.ModelChoiceField(
        Group.objects.none(), label=_("Add to group"), required=False, empty_label=_("No change")
    )
    leave = forms.ModelChoiceField(
        Group.objects.none(), label=_("Remove from group"), required=False, empty_label=_("No change")
    )
    attends = forms.ChoiceField(label=_("Attends"), choices=[AS_IT_IS, *choices(ATTENDANCES)], required=False)
    field_order = ("rows", "capacity", "join", "leave", "attends", "reason")

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["rows"].queryset = Delegate.objects.filter(event=event)  # type: ignore[attr-defined]
        for name in ("join", "leave"):
            self.fields[name].queryset = Group.objects.filter(event=event)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not any(facts.get(name) for name in ("capacity", "join", "leave", "attends")) and not self.errors:
            raise ValidationError(_("Choose what is to change."), code="nothing")
        return facts

    @property
    def ticked(self) -> set[str]:
        """The keys that were sent, so that the boxes stay ticked."""
        return set(self.data.getlist("rows")) if self.is_bound else set()  # type: ignore[attr-defined]

    def carry_out(self, *, by: User) -> bool:
        """Describes all that are ticked. If one is refused, the form gets a sentence that says whom."""
        grounds = Grounds(reason=self.cleaned_data["reason"])
        try:
            describe_each(self.event, self.cleaned_data["rows"], self._facts, by=by, grounds=grounds)
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return False
        return True

    def _facts(self, row: Delegate) -> Mapping[str, Any]:
        chosen = self.cleaned_data
        facts = {name: chosen[name] for name in ("capacity", "attends") if chosen[name]}
        if chosen["join"] or chosen["leave"]:
            stays = set(row.groups.all()) | ({chosen["join"]} if chosen["join"] else set())
            facts["groups"] = stays - {chosen["leave"]}
        return facts
