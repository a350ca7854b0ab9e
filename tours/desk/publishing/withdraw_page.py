"""The desk's page that asks before a version is withdrawn: what holds again then, and what is taken back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.finding import event_to_change
from tours.desk.publishing.versions_page import edition_or_404
from tours.editions.preview import preview_withdrawal
from tours.editions.withdrawing import withdraw as take_back


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uid: object, number: int) -> HttpResponse:
    """Asks on GET. A POST does what was shown; where that is something else by now, it asks again and says so."""
    event = event_to_change(request, uid)
    edition, refusals = edition_or_404(event, number), []
    if request.method == "POST":
        try:
            take_back(edition, by=signed_in(request), expected=request.POST.get("shown", ""))
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            messages.success(request, _("Version %(number)d is withdrawn.") % {"number": number})
            return redirect("tours:desk_versions", event.uid)
    context = {
        "event": event,
        "edition": edition,
        "withdrawal": preview_withdrawal(edition),
        "refusals": refusals,
    }
    return render(request, "tours/publishing/withdraw.html", context, status=400 if refusals else 200)
