"""The desk's page of an event's picture: upload one, choose one that is here, or take it away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.finding import event_to_change
from tours.desk.forms.refusals import show_refusal
from tours.models import Picture
from tours.record.events import change_event
from tours.uploads.kept_file_input import KeptFileInput

MOST_OFFERED = 50
"""The most pictures that are offered: those that were uploaded last."""
UPLOAD, CHOOSE, REMOVE = "upload", "choose", "remove"
"""What a form of the page asks for, by the name of its button."""


class UploadForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = Picture
        fields = ("file", "alternative", "credit")
        widgets = {"file": KeptFileInput}

    def picture(self) -> Picture:
        made: Picture = self.save()
        return made


class ChooseForm(forms.Form):
    chosen = forms.ModelChoiceField(
        Picture.objects.none(),
        label=gettext_lazy("Picture"),
        error_messages={"required": gettext_lazy("Choose a picture.")},
    )

    def __init__(self, *args: Any, pictures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["chosen"]
        field.queryset = pictures

    def picture(self) -> Picture:
        chosen: Picture = self.cleaned_data["chosen"]
        return chosen


class RemoveForm(forms.Form):
    def picture(self) -> None:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def picture(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the picture on GET and sets it on POST."""
    event = event_to_change(request, uid)
    asked = next((name for name in (CHOOSE, REMOVE) if name in request.POST), UPLOAD)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    latest = Picture.objects.visible_to(signed_in(request))
    offered = latest.filter(pk__in=[*latest.values_list("pk", flat=True)[:MOST_OFFERED]])
    forms_by_name: dict[str, Any] = {
        UPLOAD: UploadForm(*(sent if asked == UPLOAD else ())),
        CHOOSE: ChooseForm(*(sent if asked == CHOOSE else ()), pictures=offered),
        REMOVE: RemoveForm(*(sent if asked == REMOVE else ())),
    }
    form = forms_by_name[asked]
    if form.is_valid() and _set(event, form):
        messages.success(request, _("The picture is saved. Readers see it with the next version."))
        return redirect("tours:desk_picture", event.uid)
    context = {"event": event, "form": form, "upload": forms_by_name[UPLOAD], "choose": forms_by_name[CHOOSE]}
    return render(request, "tours/event/picture.html", context, status=400 if form.errors else 200)


def _set(event: Any, form: Any) -> bool:
    try:
        with transaction.atomic():
            change_event(event, {"picture": form.picture()})
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
