"""Signing in by a mailed code, also where no mailed link opens, such as in an installed app."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.throttles import count, count_a_day
from participants.entering.forms import AddressForm, MailedCodeForm
from participants.links.codes import ask_for_code, spend_code
from participants.links.sessions import forget_copies, open_visit_by_code, set_cookie, visit_of
from participants.vocabulary import Area

SHOWS_AND_ACTS = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@SHOWS_AND_ACTS
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an address and sends a code there. The answer is the same for every address."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        email = form.cleaned_data["email"]
        count(request, "ask_code", email=email)
        count_a_day(request, "ask_code", email=email)
        ask_for_code(email)
        return _page(request, MailedCodeForm(initial={"email": email}), email)
    facts = {"form": form, "here": visit_of(request, Area.DELEGATE)}
    return render(request, "participants/entering/code.html", facts, status=400 if form.errors else 200)


@login_not_required
@SHOWS_AND_ACTS
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """Takes the code. A right one opens a visit of the mailbox, and leads to all that it serves."""
    form = MailedCodeForm(request.POST)
    if request.method != "POST" or "email" in form.errors:
        return redirect("participants:code")
    if form.is_valid():
        email = form.cleaned_data["email"]
        count(request, "try_code", email=email)
        if spend_code(email, form.cleaned_data["code"]):
            return _come_in(request, email)
        form.refuse()
    return _page(request, form, form.cleaned_data["email"])


def _come_in(request: HttpRequest, email: str) -> HttpResponse:
    before = visit_of(request, Area.DELEGATE)
    _visit, secret = open_visit_by_code(email, instead_of=before)
    response = redirect("participants:mailbox")
    set_cookie(response, Area.DELEGATE, secret)
    if before:
        forget_copies(response)
    return response


def _page(request: HttpRequest, form: MailedCodeForm, email: str) -> HttpResponse:
    facts = {"form": form, "email": email}
    return render(request, "participants/entering/enter_code.html", facts, status=400 if form.errors else 200)
