"""Adding names: typed one a line or pasted from a table, shown as they were understood, and then put forward."""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from participants.focal_point.finding import invitation_or_404, invitation_to, takes_names
from participants.focal_point.names.outcomes import tell_of_names
from participants.focal_point.refusals import add_refusal
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegation, LinkSession
from participants.people.pasted import LONGEST_TEXT
from participants.requests.naming import Typed, put_forward, understood
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome
from participants.vocabulary import Area

PUT_FORWARD = "put-forward"
"""The button of the second step. The first only reads."""


class NamesForm(forms.Form):
    text = forms.CharField(
        label=_("Names"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "One person a line, the first choice first: name, position, e-mail. Or paste the rows of a table, with or without"
            " its headings. Birth dates and passports are not asked here: each person gives them by themselves."
        ),
        error_messages={"required": _("Type or paste at least one name.")},
    )

    def read(self, delegation: Delegation) -> list[Typed]:
        """The lines as understood. The form has an error where one has to be mended."""
        try:
            lines = understood(delegation, self.cleaned_data["text"])
        except ValidationError as refusal:
            self.add_error("text", refusal.messages)
            return []
        for line in lines:
            for problem in line.problems:
                self.add_error("text", f"{line.name or line.line}: {problem}")
        return lines

    def put_forward(self, delegation: Delegation, lines: list[Typed], visit: LinkSession) -> list[Outcome]:
        """If it is refused, the form gets an error and the result is empty."""
        try:
            return put_forward(delegation, lines, grounds=grounds_of(visit))
        except ValidationError as refusal:
            add_refusal(self, refusal, delegation)
            return []


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = invitation_or_404(visit, uid)
    form = NamesForm(request.POST if request.method == "POST" else None)
    lines = form.read(delegation) if form.is_valid() else []
    if PUT_FORWARD in request.POST and form.is_valid() and (outcomes := form.put_forward(delegation, lines, visit)):
        tell_of_names(request, outcomes)
        return redirect("participants:focal_point_invitation", uid)
    context = {
        "visit": visit,
        "delegation": delegation,
        "form": form,
        "lines": lines,
        "may": takes_names(delegation),
        "asks_reason": invitation_to(delegation).asks_reason,
        "is_frozen": is_frozen(delegation, delegation.participation.event),
    }
    return render(request, "participants/focal_point/add_names.html", context, status=400 if form.errors else 200)
