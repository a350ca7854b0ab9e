"""The forms of what is done with one delegation. Each calls its verb."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.delegations import answering, facts, seats
from participants.desk.delegations.facts_form import FactsForm
from participants.desk.delegations.invitees import current_points
from participants.desk.grounds_form import GroundsForm
from participants.forms.fields import field_of
from participants.models import Delegate, Delegation, FocalPoint
from participants.nominations import proposing
from tours.models import ParticipatingCity
from tours.models.fields import SENTENCES, no_longer_than

LONGEST_NAME = 200


class StepForm(GroundsForm):
    """A form about a delegation, by a user who may register people at its event."""

    def __init__(self, *args: Any, delegation: Delegation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.delegation = self.instance = delegation
        self.user = user
        self.prepare()

    def prepare(self) -> None:
        """Fills the choices and first values that depend on the delegation."""

    def act(self) -> object:
        """Calls the verb, and returns what it returns. Raises ValidationError."""
        raise NotImplementedError

    def acting(self) -> dict[str, Any]:
        """The user and the grounds, as every verb takes them."""
        return {"by": self.user, "grounds": self.grounds()}


class _AnswerForm(StepForm):
    field_order = ("replied_by",)
    replied_by = forms.CharField(label=_("Answered by"), max_length=LONGEST_NAME, required=False)

    def prepare(self) -> None:
        point = self.delegation.focal_point
        self.fields["replied_by"].initial = point.name if point else ""


class AcceptForm(_AnswerForm):
    def act(self) -> object:
        replied_by = self.cleaned_data["replied_by"]
        return answering.accept_invitation(self.delegation, replied_by=replied_by, **self.acting())


class DeclineForm(_AnswerForm):
    def act(self) -> object:
        replied_by = self.cleaned_data["replied_by"]
        return answering.decline_invitation(self.delegation, replied_by=replied_by, **self.acting())


class CancelForm(StepForm):
    def act(self) -> object:
        return answering.cancel_invitation(self.delegation, **self.acting())


class InviteAgainForm(StepForm):
    def act(self) -> object:
        return answering.invite_again(self.delegation, **self.acting())


class CloseForm(StepForm):
    def act(self) -> object:
        return answering.close(self.delegation, **self.acting())


class ReopenForm(StepForm):
    def act(self) -> object:
        return answering.reopen(self.delegation, **self.acting())


class SeatsForm(StepForm):
    field_order = ("seats",)
    seats = field_of(ParticipatingCity, "seats")

    def prepare(self) -> None:
        self.fields["seats"].initial = self.delegation.participation.seats

    def act(self) -> object:
        return seats.set_seats(self.delegation, self.cleaned_data["seats"], **self.acting())


class MoveSeatForm(StepForm):
    field_order = ("to",)
    to = forms.ModelChoiceField(
        Delegation.objects.none(),
        label=_("To which delegation"),
        empty_label=_("Choose a delegation"),
        error_messages={
            "required": _("Choose the delegation that gets the seat."),
            "invalid_choice": _("Choose another delegation of this event."),
        },
    )

    def prepare(self) -> None:
        event = self.delegation.participation.event_id
        others = Delegation.objects.filter(participation__event=event).exclude(pk=self.delegation.pk)
        self.fields["to"].queryset = others.select_related(  # type: ignore[attr-defined]
            "participation__city", "participation__organisation"
        )

    def act(self) -> object:
        seats.move_seat(self.delegation, to=self.cleaned_data["to"], **self.acting())
        return self.delegation


class ChangeFactsForm(FactsForm, StepForm):
    field_order = (*FactsForm.base_fields, "focal_point")
    focal_point = forms.ModelChoiceField(
        FocalPoint.objects.none(),
        label=_("Focal point"),
        required=False,
        empty_label=_("No focal point"),
        error_messages={"invalid_choice": _("Choose a focal point of this city or organisation.")},
    )

    def prepare(self) -> None:
        self.fields["focal_point"].queryset = points_of(self.delegation, self.user)  # type: ignore[attr-defined]
        for name in (*FactsForm.base_fields, "focal_point"):
            self.fields[name].initial = getattr(self.delegation, name)

    def act(self) -> object:
        new = self.facts() | {"focal_point": self.cleaned_data["focal_point"]}
        return facts.change_facts(self.delegation, new, **self.acting())


def points_of(delegation: Delegation, user: User) -> QuerySet[FocalPoint]:
    """The focal points that the delegation may have: the current ones of its body, and its own though it has ended."""
    body = delegation.participation
    current = current_points(body.event, user).filter(city=body.city_id, organisation=body.organisation_id)
    return FocalPoint.objects.filter(Q(pk__in=current.order_by().values("pk")) | Q(pk=delegation.focal_point_id))


class ProposeForm(StepForm):
    field_order = ("name", "position", "capacity", "rank", "merits")
    name = field_of(Delegate, "name", help_text=_("As the city writes it."))
    position = field_of(Delegate, "position")
    capacity = field_of(Delegate, "capacity")
    rank = field_of(Delegate, "rank", min_value=1, help_text=_("Empty: after the names before."))
    merits = field_of(
        Delegate, "reason", label=_("Why the city chose this person"), validators=no_longer_than(SENTENCES)
    )

    def act(self) -> object:
        said = self.cleaned_data
        words = {name: said[name] for name in ("position", "capacity", "rank")} | {"reason": said["merits"]}
        return proposing.propose(self.delegation, said["name"], facts=words, **self.acting())
