"""The steps of names that leave: withdrawing a name, naming somebody else in their stead, and putting a name forward
again.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails.fields import AddressFormField
from participants.focal_point.finding import changing_or_404, name_or_404
from participants.focal_point.names.outcomes import tell
from participants.focal_point.reading import seen
from participants.focal_point.refusals import add_refusal, sentences
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, Delegation, LinkSession
from participants.nominations.proposing import propose_again
from participants.nominations.seen_by.city import seen_by_city
from participants.people.contacting import give_address
from participants.requests.asking import Said
from participants.requests.by_city import name_another, take_back
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_for_further_name
from participants.states import HOLDING
from participants.vocabulary import Area, Capacity
from tours.models.fields import SENTENCES


class LeavingForm(forms.Form):
    """`act` is the verb of the form. If it is refused, the form gets an error and the result is None."""

    text = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The organiser reads it, if it has to decide."),
    )
    field_order: list[str] | None = ["name", "position", "email", "text"]

    def act(self, row: Delegate, visit: LinkSession) -> Outcome | None:
        try:
            with transaction.atomic():
                return self.wish(row, visit)
        except ValidationError as refusal:
            assert row.delegation is not None  # noqa: S101  (every name here is of a delegation)
            add_refusal(self, refusal, row.delegation)
            return None

    def wish(self, row: Delegate, visit: LinkSession) -> Outcome:
        return take_back(row, said=Said(self.cleaned_data["text"]), grounds=grounds_of(visit))


class SubstituteForm(LeavingForm):
    name = forms.CharField(label=gettext_lazy("Who comes instead"), max_length=200)
    position = forms.CharField(
        label=gettext_lazy("Position"), max_length=200, required=False, help_text=gettext_lazy("With where they work.")
    )
    email = AddressFormField(label=gettext_lazy("E-mail"), required=False)

    def wish(self, row: Delegate, visit: LinkSession) -> Outcome:
        facts = self.cleaned_data
        said = Said("\n".join(filter(None, [facts["text"], facts["email"]])))
        how: dict[str, Any] = {"position": facts["position"], "said": said, "grounds": grounds_of(visit)}
        outcome = name_another(row, facts["name"], **how)
        if outcome.done:
            give_address(outcome.done, facts["email"], by=None, grounds=grounds_of(visit))
        return outcome


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def withdraw(request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponse:
    delegation = changing_or_404(visit, uid)
    row = name_or_404(delegation, key)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (outcome := form.act(row, visit)):
        tell(request, outcome, _("%(name)s is withdrawn.") % {"name": row})
        return redirect("participants:focal_point_invitation", uid)
    return _shown(request, visit, delegation, row, form, step="withdraw")


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def someone_else(request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponse:
    delegation = changing_or_404(visit, uid)
    row = name_or_404(delegation, key)
    form = SubstituteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (outcome := form.act(row, visit)):
        facts = {"new": outcome.done, "old": row}
        tell(request, outcome, _("%(new)s is put forward in the stead of %(old)s.") % facts)
        return redirect("participants:focal_point_invitation", uid)
    return _shown(request, visit, delegation, row, form, step="someone-else")


@by_visit(Area.FOCAL_POINT, "POST")
def again(request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponse:
    """Puts a name forward again: a wrong tap needs a way back."""
    delegation = changing_or_404(visit, uid)
    row = name_or_404(delegation, key, standing=False)
    try:
        tell(request, _again(delegation, row, visit), _("%(name)s is put forward again.") % {"name": row})
    except ValidationError as refusal:
        messages.error(request, " ".join(sentences(refusal, delegation)))
    return redirect("participants:focal_point_invitation", uid)


def _again(delegation: Delegation, row: Delegate, visit: LinkSession) -> Outcome:
    if is_frozen(delegation, row.event):
        return wish_for_further_name(
            delegation,
            row.name,
            by=None,
            capacity=Capacity(row.capacity),
            position=row.position,
            grounds=grounds_of(visit),
        )
    return Outcome(done=propose_again(row, by=None, grounds=grounds_of(visit)))


def _shown(
    request: HttpRequest, visit: LinkSession, delegation: Delegation, row: Delegate, form: LeavingForm, *, step: str
) -> HttpResponse:
    is_late = is_frozen(delegation, row.event)
    context = {
        "visit": visit,
        "delegation": delegation,
        "name": seen(row),
        "form": form,
        "step": step,
        "is_frozen": is_late,
        "is_request": is_late or (step == "someone-else" and seen_by_city(row) in HOLDING),
    }
    return render(request, "participants/focal_point/leaving.html", context, status=400 if form.errors else 200)
