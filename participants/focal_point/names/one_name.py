"""One name: the position, the e-mail address while none is known, and another spelling, which the organiser decides on."""

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
from participants.days import today_at
from participants.focal_point.finding import changing_or_404, name_or_404
from participants.focal_point.reading import seen
from participants.focal_point.refusals import add_refusal
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, LinkSession
from participants.nominations.describing import describe
from participants.people.contacting import give_address
from participants.requests.asking import Said
from participants.requests.rule import is_frozen
from participants.requests.wishes import wish_for_other, wish_to_rename
from participants.vocabulary import Area


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("Another spelling is a request. If somebody else comes, say so below instead."),
    )
    position = forms.CharField(
        label=gettext_lazy("Position"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("With where they work."),
    )
    email = AddressFormField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Their own address, or their secretary's. The link to their pages goes there."),
    )

    def __init__(self, data: Any, *, row: Delegate) -> None:
        super().__init__(data, initial={"name": row.name, "position": row.position})
        self.row = row
        if row.has_address:  # type: ignore[attr-defined]  # annotated by names_of
            del self.fields["email"]

    def save(self, visit: LinkSession) -> list[str] | None:
        """What was done, in sentences. If it is refused, the form gets an error and the result is None."""
        row, grounds = self.row, grounds_of(visit)
        try:
            with transaction.atomic():
                said = [self._place(visit)] if self.cleaned_data["position"] != row.position else []
                if email := self.cleaned_data.get("email"):
                    give_address(row, email, by=None, grounds=grounds)
                    said.append(_("The e-mail address is saved."))
                if self.cleaned_data["name"] != row.name:
                    wish_to_rename(row, self.cleaned_data["name"], by=None, grounds=grounds)
                    said.append(_("The other spelling is sent to the organiser as a request."))
                return said
        except ValidationError as refusal:
            assert row.delegation is not None  # noqa: S101  (every name here is of a delegation)
            add_refusal(self, refusal, row.delegation)
            return None

    def _place(self, visit: LinkSession) -> str:
        row, position = self.row, self.cleaned_data["position"]
        if is_frozen(row.delegation, today_at(row.event)):
            words = _("Position: %(position)s.") % {"position": position}
            wish_for_other(row, by=None, said=Said(words), grounds=grounds_of(visit))
            return _("The position is sent to the organiser as a request.")
        describe(row, {"position": position}, by=None, grounds=grounds_of(visit))
        return _("The position is saved.")


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponse:
    delegation = changing_or_404(visit, uid)
    row = name_or_404(delegation, key)
    form = NameForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid() and (said := form.save(visit)) is not None:
        messages.success(request, " ".join(said) or _("Nothing was changed."))
        return redirect("participants:focal_point_invitation", uid)
    context = {
        "visit": visit,
        "delegation": delegation,
        "name": seen(row),
        "form": form,
        "is_frozen": is_frozen(delegation, today_at(row.event)),
    }
    return render(request, "participants/focal_point/one_name.html", context, status=400 if form.errors else 200)
