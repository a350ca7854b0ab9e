"""The page that tells operators what goes when."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from participants.privacy.reporting import what_goes_when


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    if not signed_in(request).is_operator:
        raise PermissionDenied
    context = {"going": what_goes_when(), "today": timezone.localdate()}
    return render(request, "participants/privacy/retention.html", context)
