"""The desk's pages about a programme's focal points: who names the delegates of which city or organisation."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.transactions import transaction_if_sent
from accounts.visitors import signed_in
from backstage.lists import page_of
from participants.delegations.focal_points import change_focal_point, end_focal_point
from participants.desk.delegations.focal_point_forms import AddForm, ChangeForm, EndForm
from participants.desk.finding import point_or_404, programme_or_404
from participants.desk.links.access import access_of
from participants.letters import address_changed
from participants.models import FocalPoint
from tours.desk.forms.refusals import show_refusal
from tours.models import Programme
from tours.role_powers import Power

FOCAL_POINTS_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def focal_points(request: HttpRequest, slug: str) -> HttpResponse:
    """Lists them on GET, those who have ended last, and adds one on POST."""
    programme, user = programme_or_404(request, slug), signed_in(request)
    form = AddForm(request.POST if request.method == "POST" else None, programme=programme)
    if form.is_valid() and (made := _added(form, by=user)):
        messages.success(request, _("%(name)s is a focal point now.") % {"name": made})
        return redirect("participants:focal_points", programme.slug)
    rows = FocalPoint.objects.editable_by(user).filter(programme=programme).select_related("city", "organisation")
    by_body = rows.order_by(
        F("ended").asc(nulls_first=True), Coalesce("city__name", "organisation__name"), "-main", "name", "pk"
    )
    page = page_of(by_body, request.GET.get("page"), FOCAL_POINTS_A_PAGE)
    context = {"programme": programme, "page": page, "form": form}
    return render(request, "participants/focal_points.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def focal_point(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Shows the facts on GET and changes them on POST."""
    programme, user = programme_or_404(request, slug), signed_in(request)
    with transaction_if_sent(request):
        point = point_or_404(user, programme, key, to_be_changed=request.method == "POST")
        facts = {name: getattr(point, name) for name in ChangeForm.base_fields}
        form = sent_form(request, lambda data, _files: ChangeForm(data, initial=facts))
        is_changed = form.is_valid() and _changed(form, point, by=user)
    if is_changed:
        messages.success(request, _("%(name)s is changed.") % {"name": point})
        return redirect("participants:focal_points", programme.slug)
    context = {
        "programme": programme,
        "point": point_or_404(user, programme, key),
        "form": form,
        "access": access_of(point),
        "may_erase": Programme.objects.allowing(user, Power.EVENT).filter(pk=programme.pk).exists(),
    }
    return render(request, "participants/focal_point.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Asks for the last day on GET and ends the focal point on POST."""
    programme, user = programme_or_404(request, slug), signed_in(request)
    point = point_or_404(user, programme, key)
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _ended(form, point, by=user):
        messages.success(request, _("%(name)s is no longer a focal point.") % {"name": point})
        return redirect("participants:focal_points", programme.slug)
    context = {
        "programme": programme,
        "point": point,
        "form": form,
        "delegations": point.delegations.count(),
    }
    return render(request, "participants/focal_point_end.html", context, status=400 if form.errors else 200)


def _added(form: AddForm, *, by: User) -> FocalPoint | None:
    try:
        return form.add(by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None


def _changed(form: ChangeForm, point: FocalPoint, *, by: User) -> bool:
    try:
        with address_changed.telling(point):
            change_focal_point(point, form.facts(), by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors


def _ended(form: EndForm, point: FocalPoint, *, by: User) -> bool:
    try:
        end_focal_point(point, on=form.cleaned_data["ended"], by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
