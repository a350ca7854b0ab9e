"""The form by which many are invited at once: whom, each with a focal point, and what holds for all of them."""

from typing import Any, NamedTuple

from django import forms
from django.db import transaction
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from participants.delegations.inviting import invite
from participants.delegations.inviting_as_before import invite_as_before
from participants.desk.delegations.facts_form import FactsForm
from participants.desk.delegations.invitees import Invitee
from participants.models import Delegation, FocalPoint
from tours.models import Event


class Choice(NamedTuple):
    """An invitee with its controls, as a row of the table shows them."""

    invitee: Invitee
    box: BoundWidget
    points: BoundField | None
    """None: there is no focal point to choose."""


class InviteForm(FactsForm):
    cities = forms.MultipleChoiceField(
        label=gettext_lazy("Cities and organisations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one."),
            "invalid_choice": gettext_lazy(
                "One of the cities or organisations that you chose is no longer in this list. Look through the list again."
            ),
        },
    )

    def __init__(self, *args: Any, invitees: list[Invitee], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitees = invitees
        cities: Any = self.fields["cities"]
        cities.choices = [(row.key, str(row.city)) for row in invitees]
        for row in invitees:
            if row.points:
                self.fields[_name(row)] = _point_field(row)

    def rows(self) -> list[Choice]:
        boxes = self["cities"].subwidgets
        return [
            Choice(row, box, self[_name(row)] if row.points else None)
            for row, box in zip(self.invitees, boxes, strict=True)
        ]

    @transaction.atomic
    def invite(self, event: Event, *, by: User) -> list[Delegation]:
        """All of those chosen, or none. Raises ValidationError."""
        chosen = [row for row in self.invitees if row.key in self.cleaned_data["cities"]]
        points = {row.city.pk: self._point(row) for row in chosen if not row.is_former}
        points_before = {row.city.pk: self._point(row) for row in chosen if row.is_former}
        here = [row.city for row in chosen if not row.is_former]
        before = [row.city for row in chosen if row.is_former]
        made = invite(event, here, by=by, facts=self.facts(), focal_points=points)
        if before:
            made += invite_as_before(event, before, by=by, facts=self.facts(), focal_points=points_before)
        return made

    def _point(self, row: Invitee) -> FocalPoint | None:
        chosen = self.cleaned_data.get(_name(row))
        return next((point for point in row.points if str(point.pk) == chosen), None)


def _name(row: Invitee) -> str:
    return f"point-{row.key}"


def _point_field(row: Invitee) -> forms.ChoiceField:
    """The question “still the focal point?”, answered by a choice of those who are."""
    words = _("Still the focal point of %(city)s?") if row.was else _("Focal point of %(city)s")
    return forms.ChoiceField(
        label=words % {"city": row.city},
        choices=[*((str(point.pk), str(point)) for point in row.points), ("", _("No focal point"))],
        initial=str(row.point.pk) if row.point else "",
        required=False,
        error_messages={"invalid_choice": _("Choose a current focal point of this city or organisation.")},
    )
