"""The desk's page that moves a person to another delegation of the event."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from participants.desk.finding import delegate_or_404, registering_at
from participants.desk.grounds_form import GroundsForm
from participants.models import Delegate, Delegation
from participants.nominations.moving import move_person
from participants.states import HOLDING, NOT_COMING


class DelegationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    def label_from_instance(self, obj: Delegation) -> str:
        """The label of a delegation, with its free seats: somebody with a place needs a seat there."""
        seats = obj.participation
        facts = {"delegation": obj, "free": seats.seats - seats.taken, "seats": seats.seats}
        return _("%(delegation)s: %(free)s of %(seats)s seats free") % facts


class MoveForm(GroundsForm):
    to = DelegationField(
        Delegation.objects.none(),
        label=gettext_lazy("Delegation"),
        empty_label=gettext_lazy("Choose a delegation"),
        error_messages={
            "required": gettext_lazy("Choose the delegation to which the person moves."),
            "invalid_choice": gettext_lazy("Choose a delegation of this event."),
        },
    )

    field_order = ("to", "reason", "told", "file")

    def __init__(self, *args: Any, others: QuerySet[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]

    def move(self, row: Delegate, *, by: User) -> Delegate | None:
        """Moves the person. If it is refused, the form gets an error and the result is None."""
        try:
            with transaction.atomic():
                moved = move_person(row, to=self.cleaned_data["to"], by=by, grounds=self.grounds())
                self.keep_file(moved.event, delegation=moved.delegation, delegate=moved)
                return moved
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: int) -> HttpResponse:
    row = delegate_or_404(request, key)
    row.event = registering_at(request, row.event.uid)
    others = _others(row, signed_in(request))
    given: list[Any] = [request.POST, request.FILES] if request.method == "POST" else []
    form = MoveForm(*given, others=others)
    if form.is_valid() and (moved := form.move(row, by=signed_in(request))):
        facts = {"name": moved, "delegation": moved.delegation}
        messages.success(request, _("%(name)s is now of this delegation: %(delegation)s.") % facts)
        return redirect("participants:move", moved.pk)
    context = {
        "event": row.event,
        "row": row,
        "takes_seat": row.state in HOLDING and row.takes_seat,
        "has_others": others.exists(),
        "form": form,
    }
    return render(request, "participants/move.html", context, status=400 if form.errors else 200)


def _others(row: Delegate, user: User) -> QuerySet[Delegation]:
    """The event's other delegations, unless they do not come."""
    rows = Delegation.objects.editable_by(user).filter(participation__event=row.event)
    rows = rows.exclude(state__in=NOT_COMING)
    if row.delegation:
        rows = rows.exclude(pk=row.delegation.pk)
    return rows.select_related("participation__city", "participation__organisation")
