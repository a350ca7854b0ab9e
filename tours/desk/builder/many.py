"""The form for the ticked items: one day, place, track or status for all, copying and deleting them."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from tours.desk.builder.fields import TickedField
from tours.labels import STATUSES, choices
from tours.models import AgendaItem, Event
from tours.record.building.many_items import change_items, copy_items
from tours.record.building.names import Places
from tours.record.building.one_item import delete_items
from tours.wording import weekday_and_day

STAYS = [("", gettext_lazy("No change"))]
NONE_TICKED = gettext_lazy("Tick the items that are meant.")


TRAY = "tray"


class ManyForm(forms.Form):
    items = TickedField(required=False, widget=forms.MultipleHiddenInput)
    day = forms.ChoiceField(label=gettext_lazy("Day"), required=False)
    place = forms.CharField(
        label=gettext_lazy("Place"), max_length=200, required=False, widget=forms.TextInput(attrs={"list": "places"})
    )
    track = forms.CharField(
        label=gettext_lazy("Track"), max_length=60, required=False, widget=forms.TextInput(attrs={"list": "tracks"})
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=[*STAYS, *choices(STATUSES)])

    def __init__(self, data: Any = None, *, event: Event, days: Iterable[date]) -> None:
        """`days` are offered: those that the page lists."""
        self.event = event
        super().__init__(data, auto_id="many_%s")
        field: Any = self.fields["day"]
        listed = ((f"{day:%Y-%m-%d}", weekday_and_day(day)) for day in days)
        field.choices = [*STAYS, *listed, (TRAY, _("No day: the items wait in the tray"))]

    def clean_items(self) -> list[AgendaItem]:
        """The ticked items that are still there."""
        items = list(self.event.items.filter(uid__in=self.cleaned_data["items"]))
        if not items:
            raise forms.ValidationError(NONE_TICKED)
        return items

    def facts(self) -> dict[str, Any]:
        """The facts that were typed; what was left empty stays as it is. Raises ValidationError."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in ("track", "status") if cleaned[name]}
        if cleaned["day"]:
            facts["day"] = None if cleaned["day"] == TRAY else date.fromisoformat(cleaned["day"])
        if cleaned["place"]:
            _room, facts["venue"] = Places(self.event, [("", cleaned["place"])]).named("", cleaned["place"])
        return facts


def _change(form: ManyForm, by: User) -> str:
    facts = form.facts()
    if not facts:
        raise ValidationError(_("Say which day, place, track or status the ticked items are to have."))
    number = change_items(form.event, form.cleaned_data["items"], facts, by=by)
    return ngettext("%(number)d item is changed.", "%(number)d items are changed.", number) % {"number": number}


def _copy(form: ManyForm, by: User) -> str:
    number = len(copy_items(form.event, form.cleaned_data["items"], by=by))
    return ngettext("%(number)d item is copied.", "%(number)d items are copied.", number) % {"number": number}


def _delete(form: ManyForm, by: User) -> str:
    number = delete_items(form.event, form.cleaned_data["items"], by=by)
    return ngettext("%(number)d item is deleted.", "%(number)d items are deleted.", number) % {"number": number}


VERBS: dict[str, Callable[[ManyForm, User], str]] = {"change": _change, "copy": _copy, "delete": _delete}
