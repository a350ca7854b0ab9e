"""What a focal point says of themselves: name, telephone, and, after a fresh code, their e-mail address."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails.fields import AddressFormField
from accounts.stale_forms.sent_forms import sent_form
from participants.delegations.focal_points import change_focal_point
from participants.focal_point.finding import point_of
from participants.letters import address_changed
from participants.links.entry import by_visit, grounds_of
from participants.models import FocalPoint, LinkSession
from participants.vocabulary import Area


class VerbForm(forms.Form):
    def change(self, visit: LinkSession) -> FocalPoint | None:
        """If it is refused, the form gets an error and the result is None."""
        try:
            with address_changed.telling(point_of(visit)):
                return change_focal_point(point_of(visit), self.cleaned_data, by=None, grounds=grounds_of(visit))
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


class DetailsForm(VerbForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )


class AddressForm(VerbForm):
    email = AddressFormField(
        label=gettext_lazy("New e-mail address"),
        help_text=gettext_lazy("Letters and codes go there from now on. Links that went to your old address end."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    point = point_of(visit)
    stored: dict[str, Any] = {"name": point.name, "telephone": point.telephone}
    form = sent_form(request, lambda data, _files: DetailsForm(data, initial=stored))
    if form.is_valid() and form.change(visit):
        messages.success(request, _("Your details are saved."))
        return redirect("participants:focal_point_details")
    succession = point.change_requests.order_by("-asked_at", "-pk").first()
    context = {"visit": visit, "point": point, "form": form, "succession": succession}
    return render(request, "participants/focal_point/details.html", context, status=400 if form.errors else 200)


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST", just_proven=True)
def address(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Whoever has changed the address has to prove the new one: their visit ends with the links to the old one."""
    point = point_of(visit)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (changed := form.change(visit)):
        return render(request, "participants/focal_point/address_changed.html", {"visit": visit, "point": changed})
    context = {"visit": visit, "point": point, "form": form}
    return render(request, "participants/focal_point/address.html", context, status=400 if form.errors else 200)
