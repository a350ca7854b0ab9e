"""Adding somebody who takes no seat: a companion of one of the delegates, or an observer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.focal_point.finding import invitation_or_404, names_of, takes_names
from participants.focal_point.names.outcomes import tell
from participants.focal_point.refusals import add_refusal
from participants.labels import CAPACITIES
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, Delegation, LinkSession
from participants.nominations.seen_by.city import stands_for_city
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_for_further_name
from participants.states import GUESTS
from participants.vocabulary import Area, Capacity


class CompanionForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    position = forms.CharField(label=gettext_lazy("Position"), max_length=200, required=False)
    capacity = forms.ChoiceField(
        label=gettext_lazy("Comes as"),
        choices=[(capacity.value, CAPACITIES[capacity]) for capacity in (Capacity.COMPANION, Capacity.OBSERVER)],
    )
    accompanies = forms.ChoiceField(label=gettext_lazy("Whom they accompany"), required=False)

    def __init__(self, *args: Any, rows: Sequence[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in rows}
        choices = [("", _("Nobody in particular")), *((key, row.name) for key, row in self.rows.items())]
        self.fields["accompanies"].choices = choices  # type: ignore[attr-defined]

    def add(self, delegation: Delegation, visit: LinkSession) -> Outcome | None:
        """If it is refused, the form gets an error and the result is None."""
        facts = self.cleaned_data
        try:
            return wish_for_further_name(
                delegation,
                facts["name"],
                by=None,
                capacity=Capacity(facts["capacity"]),
                position=facts["position"],
                accompanies=self.rows.get(facts["accompanies"]),
                grounds=grounds_of(visit),
            )
        except ValidationError as refusal:
            add_refusal(self, refusal, delegation)
            return None


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    rows = [row for row in names_of(delegation) if stands_for_city(row)]
    form = CompanionForm(
        request.POST if request.method == "POST" else None, rows=[row for row in rows if row.capacity not in GUESTS]
    )
    if form.is_valid() and (outcome := form.add(delegation, visit)):
        tell(request, outcome, _("%(name)s is put forward.") % {"name": outcome.done})
        return redirect("participants:focal_point_invitation", uid)
    guests = sum(row.capacity in GUESTS for row in rows)
    context = {
        "visit": visit,
        "delegation": delegation,
        "form": form,
        "guests": guests,
        "has_room": guests < delegation.extra,
        "may": takes_names(delegation),
        "is_frozen": is_frozen(delegation, delegation.participation.event),
    }
    return render(request, "participants/focal_point/companion.html", context, status=400 if form.errors else 200)
