"""Who succeeds the focal point: a request that the coordinator confirms. An unknown mailbox never names its successor."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails.fields import AddressFormField
from participants.focal_point.finding import point_of
from participants.links.entry import by_visit, grounds_of
from participants.models import LinkSession
from participants.requests.wishes import Outcome, wish_for_successor
from participants.vocabulary import Area


class SuccessorForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the new focal point"), max_length=200)
    email = AddressFormField(label=gettext_lazy("Their e-mail address"))

    def ask(self, visit: LinkSession) -> Outcome | None:
        """If it is refused, the form gets an error and the result is None."""
        facts = self.cleaned_data
        try:
            return wish_for_successor(
                point_of(visit), facts["name"], facts["email"], by=None, grounds=grounds_of(visit)
            )
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST", just_proven=True)
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    form = SuccessorForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.ask(visit):
        messages.info(request, _("Your request is sent. You stay the focal point until the coordinator confirms it."))
        return redirect("participants:focal_point_details")
    context = {"visit": visit, "form": form}
    return render(request, "participants/focal_point/successor.html", context, status=400 if form.errors else 200)
