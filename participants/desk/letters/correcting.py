"""The page that corrects the address of a focal point and sends the invitation there again, in one step."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.emails.fields import AddressFormField
from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.finding import delegation_or_404, registering_at
from participants.desk.grounds_form import GroundsForm
from participants.letters.inviting import correct_address
from participants.letters.reaching import returned
from participants.locking import changing
from participants.models import Delegation
from tours.desk.forms.refusals import show_refusal


class AddressForm(GroundsForm):
    email = AddressFormField(
        label=gettext_lazy("E-mail address"),
        error_messages={"required": gettext_lazy("Type the address of the focal point.")},
    )
    field_order = ("email",)

    def correct(self, row: Delegation, *, by: User) -> Delegation | None:
        """Corrects the address and sends the letter. If it is refused, the form gets an error and the result is None."""
        event = row.participation.event
        try:
            with transaction.atomic():
                self.keep_file(event, delegation=row)
                return correct_address(row, self.cleaned_data["email"], by=by, grounds=self.grounds())
        except ValidationError as refusal:
            show_refusal(self, refusal)
            return None


def _answered(request: HttpRequest, row: Delegation) -> tuple[AddressForm, Delegation | None]:
    """The form with the tag of the address, and the delegation if it is corrected: with the event locked."""
    if request.method != "POST":
        return _form(request, row), None
    with changing(row.participation.event, by=signed_in(request), grounds=NO_GROUNDS):
        form = _form(request, delegation_or_404(request, row.pk))
        return form, form.correct(row, by=signed_in(request)) if form.is_valid() else None


def _form(request: HttpRequest, row: Delegation) -> AddressForm:
    known = {"email": row.focal_point.email if row.focal_point else ""}
    return sent_form(request, partial(AddressForm, initial=known))


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, key: int) -> HttpResponse:
    row = delegation_or_404(request, key)
    event = registering_at(request, row.participation.event.uid)
    form, corrected = _answered(request, row)
    if corrected:
        facts = {"body": corrected, "address": corrected.letter_to}
        messages.success(request, _("The invitation of %(body)s is on its way to %(address)s.") % facts)
        return redirect("participants:remind", event.uid)
    context = {"event": event, "delegation": row, "form": form, "is_returned": row.pk in returned([row])}
    return render(request, "participants/letters/address.html", context, status=400 if form.errors else 200)
