"""The page "Your account" and the pages that it leads to."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from accounts.pages.forms import NameForm
from accounts.second_factors import needs_second_factor, owes_second_factor
from accounts.sessions import end_session, end_sessions, sessions_of
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.transactions import transaction_if_sent
from accounts.visitors import signed_in


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(
        request, "accounts/account.html", {**_factors(user), "needs_second_factor": needs_second_factor(user)}
    )


@require_safe
def signed_in_again(request: HttpRequest) -> HttpResponse:
    """The page after signing in beside a page that keeps what was typed."""
    if owes_second_factor(signed_in(request)):
        return redirect("account")
    return render(request, "accounts/signed_in.html")


def _factors(user: User) -> dict[str, Any]:
    """The second factors of the user. Costs one query."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    kinds = Authenticator.Type
    codes = next((row for row in rows if row.type == kinds.RECOVERY_CODES), None)
    return {
        "app": next((row for row in rows if row.type == kinds.TOTP), None),
        "passkeys": [row for row in rows if row.type == kinds.WEBAUTHN],
        "has_factor": any(row.type != kinds.RECOVERY_CODES for row in rows),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    # An invalid form leaves its values in its instance. So it gets another instance than `request.user`, which the
    # navigation shows.
    with transaction_if_sent(request):
        rows = User.objects.select_for_update() if request.method == "POST" else User.objects.all()
        user = rows.get(pk=signed_in(request).pk)
        form = sent_form(request, lambda data, _files: NameForm(data, instance=user))
        is_saved = form.is_valid() and form.save()
    if is_saved:
        messages.success(request, _("Your name is changed."))
        return redirect("account")
    return render(request, "accounts/name.html", {"form": form})


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """The list of the user's sessions."""
    user = signed_in(request)
    listed = sessions_of(user)
    return render(request, "accounts/sessions.html", {"sessions": listed, "here": request.session.session_key})


@require_POST
def end(request: HttpRequest, session: str) -> HttpResponse:
    if end_session(session, of=signed_in(request)):
        messages.success(request, _("You are signed out on that device."))
    return redirect("account_sessions")


@require_POST
def end_everywhere(request: HttpRequest) -> HttpResponse:
    """Ends all sessions of the user, this one included."""
    end_sessions(of=signed_in(request))
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
