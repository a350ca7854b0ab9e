"""The desk's page of an event's picture: upload one, choose one that is here, mend what is said of it, or take it away."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from tours.desk.finding import event_or_404, event_to_change
from tours.desk.forms.picture_form import PictureForm
from tours.desk.forms.refusals import is_done
from tours.editions.publishing import locked
from tours.models import Picture
from tours.pictures.shown import ShownPicture, shown
from tours.pictures.sizes import PAGE
from tours.record.events import change_event
from tours.record.locking import lock_for_edit
from tours.serving.pictures import serve_row

MOST_OFFERED = 50
"""The most pictures that are offered: those that were uploaded last."""
UPLOAD, CHOOSE, DESCRIBE, REMOVE = "upload", "choose", "describe", "remove"
"""What a form of the page asks for, by the name of its button."""


class UploadForm(PictureForm):
    def picture(self) -> Picture:
        made: Picture = self.save()
        return made


class DescribeForm(UploadForm):
    """What is said of the picture that the event has."""

    class Meta(PictureForm.Meta):
        fields = PictureForm.WORDS


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
    if request.method != "POST":
        return _page(request, event, _forms(request, event, UPLOAD), UPLOAD)
    with transaction.atomic():
        locked(event)
        event.refresh_from_db(fields=["picture"])
        asked = _asked(request, event)
        forms_by_name = _forms(request, event, asked)
        form = forms_by_name[asked]
        is_set = form.is_valid() and is_done(form, lambda: _set(event, form))
    if not is_set:
        return _page(request, event, forms_by_name, asked)
    messages.success(request, _("The picture is saved. Readers see it with the next version."))
    return redirect("tours:desk_picture", event.uid)


def _page(request: HttpRequest, event: Any, forms_by_name: dict[str, Any], asked: str) -> HttpResponse:
    form = forms_by_name[asked]
    context = {
        "event": event,
        "form": form,
        "picture": event.picture and _shown(event),
        "upload": forms_by_name[UPLOAD],
        "choose": forms_by_name[CHOOSE],
        "describe": forms_by_name[DESCRIBE],
    }
    return render(request, "tours/pictures/of_event.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, event: Any) -> str:
    others = (CHOOSE, REMOVE, *([DESCRIBE] if event.picture_id else []))
    return next((name for name in others if name in request.POST), UPLOAD)


def _forms(request: HttpRequest, event: Any, asked: str) -> dict[str, Any]:
    """All forms of the page, of which one was sent. That of what is said knows what a colleague said meanwhile."""

    def sent(name: str) -> tuple[Any, Any]:
        return (request.POST, request.FILES) if request.method == "POST" and name == asked else (None, None)

    latest = Picture.objects.visible_to(signed_in(request))
    offered = latest.filter(pk__in=[*latest.values_list("pk", flat=True)[:MOST_OFFERED]])

    def describe(data: Any, _files: Any) -> DescribeForm:
        stored = Picture.objects.filter(pk=event.picture_id).first()
        typed = data if asked == DESCRIBE else None
        return DescribeForm(typed, instance=stored, auto_id="said_%s")  # two forms have these fields

    return {
        UPLOAD: UploadForm(*sent(UPLOAD)),
        CHOOSE: ChooseForm(*sent(CHOOSE), pictures=offered),
        DESCRIBE: sent_form(request, describe),
        REMOVE: RemoveForm(*sent(REMOVE)),
    }


@require_safe
def sized(request: HttpRequest, uid: str, size: str) -> HttpResponseBase:
    """The picture that the event has now, for those who work on it: readers get that of the current edition."""
    return serve_row(request, size, event_or_404(request, uid).picture)


def _shown(event: Any) -> ShownPicture:
    return shown(event.picture, PAGE, lambda size: reverse("tours:desk_picture_file", args=[event.uid, size]))


@transaction.atomic
def _set(event: Any, form: Any) -> None:
    edited = lock_for_edit(event)  # what is said of the picture is a change of the event, too
    change_event(edited, {"picture": form.picture()})
