"""The page that corrects the address of a focal point and sends the invitation there again, in one step."""

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
from accounts.visitors import signed_in
from participants.desk.finding import delegation_or_404, registering_at
from participants.desk.grounds_form import GroundsForm
from participants.desk.letters.refusing import show_refusal
from participants.letters.inviting import correct_address
from participants.letters.reaching import returned
from participants.models import Delegation


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


@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, key: int) -> HttpResponse:
    row = delegation_or_404(request, key)
    event = registering_at(request, row.participation.event.uid)
    point, sent = row.focal_point, request.method == "POST"
    known = {"email": point.email if point else ""}
    form = AddressForm(request.POST, request.FILES, initial=known) if sent else AddressForm(initial=known)
    if sent and form.is_valid() and (corrected := form.correct(row, by=signed_in(request))):
        facts = {"body": corrected, "address": corrected.letter_to}
        messages.success(request, _("The invitation of %(body)s is on its way to %(address)s.") % facts)
        return redirect("participants:remind", event.uid)
    context = {"event": event, "delegation": row, "form": form, "is_returned": row.pk in returned([row])}
    return render(request, "participants/letters/address.html", context, status=400 if form.errors else 200)
