"""The webhook by which a mail provider reports bounces: `POST /mail/bounces/` with a bearer secret."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from backstage.mail.bounces import mail_of, take_bounce, take_report
from backstage.mail.outbox import bare_address
from backstage.mail.statuses import checked, has_failed

LARGEST = 65_536


@csrf_exempt
@login_not_required
def bounces(request: HttpRequest) -> HttpResponse:
    """Takes one JSON object with `status`, `reason`, and `address` or `envelope` (the address that the mail was sent
    from).

    Without MAIL_WEBHOOK_SECRET the answer is 404. The answer 200 says whether an address was marked as undeliverable.
    """
    if not settings.MAIL_WEBHOOK_SECRET:
        raise Http404(_("There is no such page."))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not _is_known(request):
        refused = _problem(401, _("Send the secret as “Authorization: Bearer …”."))
        refused["WWW-Authenticate"] = "Bearer"
        return refused
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return _problem(413, _("A report has at most 64 KB."))
    try:
        return JsonResponse({"marked": _take(_report(body))})
    except ValidationError as refusal:
        return _problem(400, " ".join(refusal.messages))


def _is_known(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    return constant_time_compare(given.encode(), f"Bearer {settings.MAIL_WEBHOOK_SECRET}".encode())


def _report(body: bytes) -> dict[str, str]:
    try:
        report: Any = json.loads(body)
    except (ValueError, RecursionError):
        report = None
    if not isinstance(report, dict) or not all(isinstance(value, str) for value in report.values()):
        raise ValidationError(
            _('Send one JSON object of texts, as {"address": "…", "status": "5.1.1", "reason": "…"}.')
        )
    return report


def _take(report: dict[str, str]) -> bool:
    facts = {"status": checked(report.get("status", "")), "reason": report.get("reason", "")}
    if "envelope" in report:
        mail = mail_of(report["envelope"])
        return mail is not None and has_failed("", facts["status"]) and take_bounce(mail, **facts, names_recipient=True)
    return take_report(bare_address(report.get("address", "")), **facts)


def _problem(status: int, detail: str) -> HttpResponse:
    return JsonResponse({"detail": detail}, status=status)
