"""The desk's page of an organisation's logo."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors import signed_in
from tours.desk.forms.picture_form import PictureForm
from tours.models import Organisation, Picture
from tours.pictures.shown import shown
from tours.pictures.sizes import LOGO
from tours.serving.pictures import serve_row
from tours.told_of_shared import tell_of_shared

REMOVE = "remove"
LONGEST_WORDS: Any = Picture._meta.get_field("alternative").max_length


class LogoForm(PictureForm):
    """A form that does not ask what the picture shows: that is the name of the organisation."""

    class Meta(PictureForm.Meta):
        fields = ("file", "credit")


@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: HttpRequest, key: int) -> HttpResponse:
    """Shows the logo on GET. On POST stores another, or takes it away."""
    organisation = _organisation_or_404(request, key)
    if not Organisation.objects.editable_by(signed_in(request)).filter(pk=key).exists():
        raise PermissionDenied
    if REMOVE in request.POST:
        _set(organisation, None)
        messages.success(request, _("The logo is removed. Pages of events show it until their next version."))
        return redirect("tours:desk_logo", key)
    words = Truncator(_("Logo: %(name)s") % {"name": organisation.name}).chars(LONGEST_WORDS)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LogoForm(data, files, instance=Picture(alternative=words))
    if form.is_valid():
        with transaction.atomic():
            _set(organisation, form.save())
        messages.success(request, _("The logo is saved. Pages of events show it with their next version."))
        return redirect("tours:desk_logo", key)
    found = organisation.logo
    picture = found and shown(found, LOGO, lambda size: reverse("tours:desk_logo_file", args=[key, size]))
    context = {"organisation": organisation, "picture": picture, "form": form}
    return render(request, "tours/pictures/logo.html", context, status=400 if form.errors else 200)


@require_safe
def sized(request: HttpRequest, key: int, size: str) -> HttpResponseBase:
    return serve_row(request, size, _organisation_or_404(request, key).logo)


def _organisation_or_404(request: HttpRequest, key: int) -> Organisation:
    rows = Organisation.objects.visible_to(signed_in(request)).select_related("logo")
    found: Organisation = get_object_or_404(rows, pk=key)
    return found


def _set(organisation: Organisation, picture: Picture | None) -> None:
    organisation.logo = picture
    organisation.full_clean()
    organisation.save()
    tell_of_shared(organisation)
