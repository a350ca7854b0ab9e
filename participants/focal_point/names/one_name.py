"""One name: the position, the e-mail address while none is known, why they should come where the event asks it, and another
spelling, which the organiser decides on.
"""

from functools import partial
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
from accounts.stale_forms.sent_forms import sent_form
from participants.focal_point.finding import changing_or_404, invitation_to, name_or_404
from participants.focal_point.reading import seen
from participants.focal_point.refusals import add_refusal
from participants.links.entry import by_visit, grounds_of
from participants.locking import changing
from participants.models import Delegate, Delegation, LinkSession, SupportingFile
from participants.people.contacting import give_address
from participants.requests.rule import is_frozen
from participants.requests.wishes import wish_to_describe, wish_to_rename
from participants.vocabulary import Area
from tours.models.fields import SENTENCES
from tours.uploads.kept_file_input import KeptFileInput

MOST_FILES = 5
"""The most files of a name. Each may have 25 MB."""


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

    reason = forms.CharField(
        label=gettext_lazy("Why they should come"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "A sentence for the organiser. It takes the place of what was said before, which is not shown here."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("A file about them"),
        required=False,
        widget=KeptFileInput,
        help_text=gettext_lazy("Such as a short biography: a PDF or a picture of at most 25 MB."),
    )

    def __init__(self, data: Any, files: Any, *, row: Delegate, asks_reason: bool) -> None:
        super().__init__(data, files, initial={"name": row.name, "position": row.position})
        self.row = row
        if row.has_address:  # type: ignore[attr-defined]  # annotated by names_of
            del self.fields["email"]
        if not asks_reason:
            del self.fields["reason"], self.fields["file"]

    def save(self, visit: LinkSession) -> list[str] | None:
        """What was done, in sentences. If it is refused, the form gets an error and the result is None."""
        row, grounds = self.row, grounds_of(visit)
        try:
            with transaction.atomic():
                said = [self._place(visit)] if self.cleaned_data["position"] != row.position else []
                if email := self.cleaned_data.get("email"):
                    give_address(row, email, by=None, grounds=grounds)
                    said.append(_("The e-mail address is saved."))
                said += [*self._explained(visit), *self._filed(visit)]
                if self.cleaned_data["name"] != row.name:
                    wish_to_rename(row, self.cleaned_data["name"], by=None, grounds=grounds)
                    said.append(_("The other spelling is sent to the organiser as a request."))
                return said
        except ValidationError as refusal:
            self._refuse(refusal)
            return None

    def _place(self, visit: LinkSession) -> str:
        position = self.cleaned_data["position"]
        words = _("Position: %(position)s.") % {"position": position}
        outcome = wish_to_describe(self.row, {"position": position}, words, by=None, grounds=grounds_of(visit))
        if outcome.request:
            return _("The position is sent to the organiser as a request.")
        return _("The position is saved.")

    def _explained(self, visit: LinkSession) -> list[str]:
        row, reason = self.row, self.cleaned_data.get("reason", "")
        if not reason or reason == row.reason:
            return []
        words = _("Why they should come: %(reason)s") % {"reason": reason}
        if wish_to_describe(row, {"reason": reason}, words, by=None, grounds=grounds_of(visit)).request:
            return [_("Why they should come is sent to the organiser as a request.")]
        return [_("Why they should come is saved.")]

    def _filed(self, visit: LinkSession) -> list[str]:
        if not self.cleaned_data.get("file"):
            return []
        with changing(self.row.event, by=None, grounds=grounds_of(visit)) as event:
            if SupportingFile.objects.filter(delegate=self.row).count() >= MOST_FILES:
                raise ValidationError(
                    {"file": _("There are %(most)d files for this name already.") % {"most": MOST_FILES}}
                )
            file = SupportingFile(event=event, delegate=self.row, file=self.cleaned_data["file"])
            file.full_clean()
            file.save()
        return [_("The file is sent.")]

    def _refuse(self, refusal: ValidationError) -> None:
        if hasattr(refusal, "error_dict") and "file" in refusal.error_dict:
            self.add_error("file", refusal.message_dict["file"])
            return
        assert self.row.delegation is not None  # noqa: S101  (every name here is of a delegation)
        add_refusal(self, refusal, self.row.delegation)


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID, key: int) -> HttpResponse:
    delegation = changing_or_404(visit, uid)
    if request.method != "POST":
        return _page(request, visit, delegation, _form(request, delegation, key))
    with changing(delegation.participation.event, by=None, grounds=grounds_of(visit)):
        form = _form(request, delegation, key)
        said = form.save(visit) if form.is_valid() else None
    if said is None:
        return _page(request, visit, delegation, form)
    messages.success(request, " ".join(said) or _("Nothing was changed."))
    return redirect("participants:focal_point_invitation", uid)


def _form(request: HttpRequest, delegation: Delegation, key: int) -> NameForm:
    row = name_or_404(delegation, key)
    return sent_form(request, partial(NameForm, row=row, asks_reason=invitation_to(delegation).asks_reason))


def _page(request: HttpRequest, visit: LinkSession, delegation: Delegation, form: NameForm) -> HttpResponse:
    context = {
        "visit": visit,
        "delegation": delegation,
        "name": seen(form.row),
        "form": form,
        "is_frozen": is_frozen(delegation, form.row.event),
    }
    return render(request, "participants/focal_point/one_name.html", context, status=400 if form.errors else 200)
