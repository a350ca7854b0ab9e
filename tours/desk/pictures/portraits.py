"""The desk's page of a person's portrait: its file, whose work it is, and that the person agreed."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from tours.desk.forms.day_input import day_input
from tours.desk.forms.picture_form import FILE_HINT
from tours.desk.forms.refusals import is_done
from tours.models import Person, Portrait
from tours.pictures.shown import shown
from tours.pictures.sizes import FACE
from tours.record.portraits import delete_portrait, save_portrait
from tours.serving.pictures import serve_row
from tours.uploads.kept_file_input import KeptFileInput
from tours.uploads.picture_field import PictureFileField

REMOVE = "remove"


class PortraitForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = Portrait
        fields = ("file", "credit", "agreed_on", "agreed_how")
        field_classes: ClassVar[dict[str, Any]] = {"file": PictureFileField}
        widgets: ClassVar[dict[str, Any]] = {"file": KeptFileInput, "agreed_on": day_input()}
        help_texts: ClassVar[dict[str, Any]] = {"file": FILE_HINT}


@require_http_methods(["GET", "HEAD", "POST"])
def portrait(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the portrait on GET. On POST stores it, or takes it away."""
    person = get_object_or_404(Person.objects.visible_to(signed_in(request)).distinct(), uid=uid)
    if not Person.objects.editable_by(signed_in(request)).filter(pk=person.pk).exists():
        raise PermissionDenied
    if REMOVE in request.POST:
        if delete_portrait(person):
            messages.success(request, _("The portrait is deleted. Readers no longer see it."))
        return redirect("tours:desk_portrait", person.uid)
    if request.method != "POST":
        return _page(request, person, _form(request, person))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        form = _form(request, person)
        is_saved = form.is_valid() and is_done(form, lambda: save_portrait(form.instance, by=signed_in(request)))
    if not is_saved:
        return _page(request, person, form)
    messages.success(request, _told(form.instance))
    return redirect("tours:desk_portrait", person.uid)


def _form(request: HttpRequest, person: Person) -> PortraitForm:
    return sent_form(
        request, lambda data, files: PortraitForm(data, files, instance=_stored(person) or Portrait(person=person))
    )


def _stored(person: Person) -> Portrait | None:
    """Read for each use, as a form that was refused leaves what was typed in its row."""
    return Portrait.objects.filter(person=person).first()


def _page(request: HttpRequest, person: Person, form: PortraitForm) -> HttpResponse:
    stored = _stored(person)
    picture = stored and shown(stored, FACE, lambda size: reverse("tours:desk_portrait_file", args=[person.uid, size]))
    context = {"person": person, "portrait": stored, "picture": picture, "form": form}
    return render(request, "tours/pictures/portrait.html", context, status=400 if form.errors else 200)


@require_safe
def sized(request: HttpRequest, uid: str, size: str) -> HttpResponseBase:
    rows = Portrait.objects.visible_to(signed_in(request))
    return serve_row(request, size, rows.filter(person__uid=uid).first())


def _told(row: Portrait) -> str:
    if row.agreed_on:
        return _("The portrait is saved. Readers see it.")
    return _("The portrait is saved. Readers do not see it until the person agrees.")
