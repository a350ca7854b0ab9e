"""The city confirms its names: with a typed name, and with the signed letter where the event asks for one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from backstage.text.file_names import content_disposition
from participants.focal_point.finding import changing_or_404, invitation_or_404, names_of
from participants.focal_point.reading import read
from participants.focal_point.refusals import add_refusal
from participants.letters.reaching import where_replies_go
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, Delegation, LinkSession
from participants.requests.by_city import confirm_names
from participants.selection.composing import confirmation_for_city
from participants.vocabulary import Area
from tours.uploads.kept_file_input import KeptFileInput


class ConfirmForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The signed letter"),
        widget=KeptFileInput,
        help_text=gettext_lazy("A scan or photograph of it: a PDF or a picture of at most 25 MB."),
        error_messages={"required": gettext_lazy("Choose the file of the signed letter.")},
    )
    typed = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        help_text=gettext_lazy("Type it to confirm the names for your city or organisation."),
        error_messages={"required": gettext_lazy("Type your name to confirm.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, asks_letter: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = asks_letter

    def confirm(self, delegation: Delegation, visit: LinkSession) -> list[Delegate] | None:
        """If it is refused, the form gets an error and the result is None."""
        reason = _("Confirmed by %(name)s.") % {"name": self.cleaned_data["typed"]}
        try:
            with transaction.atomic():
                grounds = grounds_of(visit)._replace(reason=reason)
                return confirm_names(delegation, file=self.cleaned_data["file"], grounds=grounds)
        except ValidationError as refusal:
            self._refuse(refusal, delegation)
            return None

    def _refuse(self, refusal: ValidationError, delegation: Delegation) -> None:
        if hasattr(refusal, "error_dict") and "file" in refusal.error_dict:
            self.add_error("file", refusal.message_dict["file"])
        else:
            add_refusal(self, refusal, delegation)


@by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")
def page(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    delegation = changing_or_404(visit, uid)
    invited = read(delegation, names_of(delegation))
    given: list[Any] = [request.POST, request.FILES] if request.method == "POST" else []
    form = ConfirmForm(*given, asks_letter=invited.invitation.asks_endorsement)
    if form.is_valid() and (rows := form.confirm(delegation, visit)) is not None:
        messages.success(request, _told(rows))
        return redirect("participants:focal_point_invitation", uid)
    context = {"visit": visit, "invited": invited, "form": form}
    return render(request, "participants/focal_point/confirm.html", context, status=400 if form.errors else 200)


@by_visit(Area.FOCAL_POINT)
def letter(_request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    """The letter that is to be signed, with the names as the city knows them."""
    from participants.selection.confirmation import letter as drawn  # reportlab is heavy, and few pages draw

    delegation = invitation_or_404(visit, uid)
    invited = read(delegation, names_of(delegation))
    rows = [name.row for name in invited.standing]
    reply_to = where_replies_go(delegation.participation.event, invitation=invited.invitation)
    value = confirmation_for_city(delegation, rows, at=timezone.now(), reply_to=reply_to)
    name = content_disposition(value.title, _("Confirmation of names"), value.body, extension="pdf", kind="attachment")
    return HttpResponse(drawn(value), content_type="application/pdf", headers={"Content-Disposition": name})


def _told(rows: list[Delegate]) -> str:
    if not rows:
        return _("The letter is sent to the organiser.")
    words = ngettext("%(count)d name is confirmed.", "%(count)d names are confirmed.", len(rows))
    return words % {"count": len(rows)}
