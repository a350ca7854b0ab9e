"""The pages on which a city accepts or declines its invitation. Whoever answers types their name: no machine that follows
links answers by itself.
"""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backstage.grounds import Grounds
from participants.delegations.answering import accept_invitation
from participants.focal_point.finding import invitation_or_404, is_over, names_of
from participants.focal_point.reading import read
from participants.focal_point.refusals import add_refusal
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegation, LinkSession
from participants.requests.by_city import decline_for_city
from participants.vocabulary import Area, DelegationState, Told

MAY_ACCEPT = frozenset({DelegationState.INVITED, DelegationState.DECLINED})
MAY_DECLINE = frozenset({DelegationState.INVITED, DelegationState.ACCEPTED, DelegationState.REOPENED})


class AnswerForm(forms.Form):
    replied_by = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Type it as your answer. The organiser sees who answered."),
        error_messages={"required": gettext_lazy("Type your name to answer.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def accept(self, delegation: Delegation, grounds: Grounds) -> Delegation | None:
        """If it is refused, the form gets an error and the result is None."""
        try:
            return accept_invitation(delegation, by=None, **self._reply(grounds))
        except ValidationError as refusal:
            add_refusal(self, refusal, delegation)
            return None

    def decline(self, delegation: Delegation, grounds: Grounds) -> Delegation | None:
        """If it is refused, the form gets an error and the result is None."""
        try:
            return decline_for_city(delegation, **self._reply(grounds))
        except ValidationError as refusal:
            add_refusal(self, refusal, delegation)
            return None

    def _reply(self, grounds: Grounds) -> dict[str, Any]:
        return {"replied_by": self.cleaned_data["replied_by"], "grounds": grounds._replace(told=Told.LINK)}


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def accept(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.accept(delegation, grounds_of(visit)):
        messages.success(request, _("%(body)s comes. Now name your people.") % {"body": delegation})
        return redirect("participants:focal_point_invitation", uid)
    may = delegation.state in MAY_ACCEPT and not is_over(delegation)
    return _shown(request, visit, delegation, form, step="accept", may=may)


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def decline(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.decline(delegation, grounds_of(visit)):
        messages.success(request, _("%(body)s does not come. The organiser is told.") % {"body": delegation})
        return redirect("participants:focal_point_invitation", uid)
    may = delegation.state in MAY_DECLINE and not is_over(delegation)
    return _shown(request, visit, delegation, form, step="decline", may=may)


def _shown(
    request: HttpRequest, visit: LinkSession, delegation: Delegation, form: AnswerForm, *, step: str, may: bool
) -> HttpResponse:
    invited = read(delegation, names_of(delegation))
    context = {"visit": visit, "invited": invited, "form": form, "step": step, "may": may}
    return render(request, "participants/focal_point/answer.html", context, status=400 if form.errors else 200)
