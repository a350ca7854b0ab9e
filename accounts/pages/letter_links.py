"""The pages that links in letters lead to. GET only shows a page, because mail scanners open links too; POST acts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.email_changes import ChangeState, agree, ask_for_change, change_of
from accounts.letters.links import Purpose, user_of
from accounts.models import EmailChange
from accounts.pages.forms import InvitationForm, NewEmailForm, NewPasswordForm, ResetForm
from accounts.passwords import ask_for_reset, set_password
from accounts.throttles import count
from accounts.visitors import signed_in

SHOWS_AND_ACTS = require_http_methods(["GET", "HEAD", "POST"])
STATE_MESSAGES = {
    ChangeState.WAITING: gettext_lazy(
        "Thank you. The address will change when the link sent to the other address has also been used."
    ),
    ChangeState.DONE: gettext_lazy("The e-mail address is changed. Sign in with the new one from now on."),
    ChangeState.TAKEN: gettext_lazy("The address was not changed: another account now uses it."),
}


@login_not_required
@never_cache
@SHOWS_AND_ACTS
def reset(request: HttpRequest) -> HttpResponse:
    """Asks for a link to set a new password. The answer is the same for every e-mail address."""
    form = ResetForm(request.POST or None)
    if form.is_valid():
        count(request, "reset_password", email=form.cleaned_data["email"])
        ask_for_reset(form.cleaned_data["email"])
        return render(request, "accounts/reset_sent.html", {"email": form.cleaned_data["email"]})
    return render(request, "accounts/reset.html", {"form": form})


@login_not_required
@never_cache
@SHOWS_AND_ACTS
@sensitive_post_parameters()
def reset_set(request: HttpRequest) -> HttpResponse:
    return _password_page(request, Purpose.RESET, NewPasswordForm)


@login_not_required
@never_cache
@SHOWS_AND_ACTS
@sensitive_post_parameters()
def invitation(request: HttpRequest) -> HttpResponse:
    return _password_page(request, Purpose.INVITATION, InvitationForm)


def _password_page(request: HttpRequest, purpose: Purpose, form_of: type[NewPasswordForm]) -> HttpResponse:
    count(request, "open_link")
    link = _link(request)
    user = user_of(link, purpose)
    if user is None:
        return render(request, "accounts/link_spent.html", {"purpose": purpose}, status=410)
    form = form_of(request.POST or None, user=user, initial={"link": link, "name": user.name})
    if form.is_valid():
        set_password(user, form.cleaned_data["password"], name=form.cleaned_data.get("name", ""))
        messages.success(request, _("Your password is set. Sign in with it now."))
        return redirect("account_login")
    return render(request, f"accounts/{purpose}_set.html", {"form": form, "email": user.email})


@SHOWS_AND_ACTS
def email(request: HttpRequest) -> HttpResponse:
    """Asks for a change of the e-mail address. The answer is the same even if somebody else has the new one."""
    user = signed_in(request)
    form = NewEmailForm(request.POST or None, user=user)
    if form.is_valid():
        count(request, "manage_email")
        ask_for_change(user, form.cleaned_data["email"])
        messages.success(request, _("We wrote to both addresses. Use the link in each message to change the address."))
        return redirect("account")
    return render(request, "accounts/email.html", {"form": form})


@login_not_required
@never_cache
@SHOWS_AND_ACTS
def email_confirm(request: HttpRequest) -> HttpResponse:
    count(request, "open_link")
    link = _link(request)
    change = change_of(link)
    if change is None:
        return render(request, "accounts/link_spent.html", {"purpose": "email"}, status=410)
    if request.method == "POST":
        return _agreed(request, change, link)
    return render(request, "accounts/email_confirm.html", {"change": change, "link": link})


def _agreed(request: HttpRequest, change: EmailChange, link: str) -> HttpResponse:
    here = request.session.session_key if request.user.pk == change.user_id else None
    try:
        state = agree(change, link, session=here)
    except EmailChange.DoesNotExist:
        return render(request, "accounts/link_spent.html", {"purpose": "email"}, status=410)
    return render(request, "accounts/email_agreed.html", {"message": STATE_MESSAGES[state]})


def _link(request: HttpRequest) -> str:
    given: Any = request.POST if request.method == "POST" else request.GET
    return str(given.get("link", ""))
