"""The page that erases a focal point who has ended."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from participants.desk.finding import point_or_404, programme_or_404
from participants.desk.privacy.pages import ErasureForm
from participants.models import FocalPoint
from participants.privacy import focal_points as verbs
from participants.privacy.identity import names_of_focal_point
from tours.models import Programme
from tours.role_powers import Power


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_focal_point(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Says on GET what goes; erases on POST, with the name typed once more.

    For operators, and for whoever coordinates all events of the programme, as the erasure reaches all of them.
    """
    programme, user = programme_or_404(request, slug), signed_in(request)
    if not Programme.objects.allowing(user, Power.EVENT).filter(pk=programme.pk).exists():
        raise PermissionDenied
    point = point_or_404(user, programme, key)
    form = ErasureForm(request.POST if request.method == "POST" else None, expected=point.name)
    if form.is_valid() and _erased(form, point, by=user):
        messages.success(request, _("The focal point is erased. Nothing is kept."))
        return redirect("participants:focal_points", programme.slug)
    names = names_of_focal_point(point)
    context = {
        "programme": programme,
        "point": point_or_404(user, programme, key),
        "form": form,
        "delegations": point.delegations.count(),
        "shared": sorted(names.all - names.own),
    }
    return render(request, "participants/privacy/erase_focal_point.html", context, status=400 if form.errors else 200)


def _erased(form: ErasureForm, point: FocalPoint, *, by: User) -> bool:
    """Erases the focal point. If it is refused, the form gets an error."""
    try:
        verbs.erase_focal_point(point, by=by, reason=form.cleaned_data["reason"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
    return not form.errors
