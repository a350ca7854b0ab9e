"""Asking the organiser for time, for a seat, or for something else: a request that a registrar decides."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from participants.focal_point.finding import invitation_or_404
from participants.focal_point.names.outcomes import tell
from participants.focal_point.refusals import add_refusal
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegation, LinkSession
from participants.requests.asking import Said
from participants.requests.wishes import Outcome, wish_for_other
from participants.vocabulary import Area
from tours.models.fields import SENTENCES

WISHES = {
    "time": _("More time"),
    "seat": _("Another seat"),
    "guest": _("Another guest without a seat"),
    "other": _("Something else"),
}
ROOM_FOR_THE_WISH = 60


class AskForm(forms.Form):
    wish = forms.ChoiceField(
        label=_("What you ask for"),
        choices=list(WISHES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you ask for.")},
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=SENTENCES - ROOM_FOR_THE_WISH,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Such as until which day, or for whom, and why."),
        error_messages={"required": _("Write in a sentence what you need.")},
    )

    def ask(self, delegation: Delegation, visit: LinkSession) -> Outcome | None:
        """If it is refused, the form gets an error and the result is None."""
        text = f"{WISHES[self.cleaned_data['wish']]}: {self.cleaned_data['text']}"
        try:
            return wish_for_other(delegation, by=None, said=Said(text), grounds=grounds_of(visit))
        except ValidationError as refusal:
            add_refusal(self, refusal, delegation)
            return None


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    form = AskForm(request.POST if request.method == "POST" else None, initial={"wish": request.GET.get("for")})
    if form.is_valid() and (outcome := form.ask(delegation, visit)):
        tell(request, outcome, "")
        return redirect("participants:focal_point_invitation", uid)
    context = {"visit": visit, "delegation": delegation, "form": form}
    return render(request, "participants/focal_point/ask.html", context, status=400 if form.errors else 200)
