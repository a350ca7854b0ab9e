"""The page that asks before a version is withdrawn: which one is current then, and what is taken back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.visitors import signed_in
from tours.agenda.history import EditionChanges, history
from tours.agenda.values import STAFF
from tours.editions.publishing import agenda_of, withdraw
from tours.models import Edition, Event

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def withdraw_page(admin: "ModelAdmin[Any]", request: HttpRequest, edition: Edition) -> HttpResponse | None:
    """GET asks, POST acts; None once it has, whether it withdrew the edition or was told why it could not."""
    if request.method == "POST":
        _withdraw(admin, request, edition)
        return None
    others = edition.event.editions.standing().exclude(pk=edition.pk).defer("agenda").newest_first()
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Withdraw version %(number)d") % {"number": edition.number},
        "opts": Event._meta,
        "event": edition.event,
        "edition": edition,
        "remaining": others.first(),
        "changes": changes_of(edition),
    }
    return TemplateResponse(request, "admin/tours/withdraw.html", context)


def _withdraw(admin: "ModelAdmin[Any]", request: HttpRequest, edition: Edition) -> None:
    facts = {"event": edition.event, "number": edition.number}
    try:
        withdraw(edition, by=signed_in(request))
    except ValidationError as refusal:
        messages.error(request, f"{edition.event}: {' '.join(refusal.messages)}")
    else:
        admin.log_change(request, edition, _("Withdrawn."))
        messages.success(request, _("%(event)s: version %(number)d is withdrawn.") % facts)


def changes_of(edition: Edition) -> EditionChanges:
    """Against the standing edition before it, for staff."""
    before = edition.event.editions.standing().newest_first().filter(number__lt=edition.number).first()
    agendas = (agenda_of(each) for each in (edition, before) if each)
    return history(agendas, STAFF, most=1)[0]
