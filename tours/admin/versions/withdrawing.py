"""The page that asks before a version is withdrawn. It shows which version is current then, and what is taken back."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.visitors import signed_in
from tours.editions.preview import preview_withdrawal
from tours.editions.tags import CHANGED
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


def withdraw_page(admin: "ModelAdmin[Any]", request: HttpRequest, edition: Edition) -> HttpResponse | None:
    """GET asks, POST acts. Returns None after a POST, whether the edition was withdrawn or a message says why not.

    Where something else would be withdrawn than was shown, the page asks again.
    """
    if request.method == "POST" and not _asks_again(admin, request, edition):
        return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Withdraw version %(number)d") % {"number": edition.number},
        "opts": Event._meta,
        "event": edition.event,
        "edition": edition,
        "withdrawal": preview_withdrawal(edition),
    }
    return TemplateResponse(request, "admin/tours/withdraw.html", context)


def _asks_again(admin: "ModelAdmin[Any]", request: HttpRequest, edition: Edition) -> bool:
    facts = {"event": edition.event, "number": edition.number}
    try:
        withdraw(edition, by=signed_in(request), expected=request.POST.get("shown"))
    except ValidationError as refusal:
        messages.error(request, f"{edition.event}: {' '.join(refusal.messages)}")
        return refusal.code == CHANGED
    admin.log_change(request, edition, _("Withdrawn."))
    messages.success(request, _("%(event)s: version %(number)d is withdrawn.") % facts)
    return False
