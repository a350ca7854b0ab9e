"""Asks a visit for a mailed code before private pages: to a mailbox of the holder's own, so that a forwarded link opens none."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.throttles import count, count_a_day
from participants.entering.forms import CodeForm
from participants.labels import WHOSE
from participants.links.codes import ask_for_code, spend_code
from participants.links.entry import by_visit
from participants.links.making import HOMES
from participants.links.saying import masked
from participants.links.serving import mailboxes_of
from participants.links.sessions import prove
from participants.models import LinkSession
from participants.vocabulary import Area, Whose

Mailboxes = dict[Whose, str]


class MailboxForm(forms.Form):
    """Mailboxes are told by whose they are, so that no page holds a whole address."""

    mailbox = forms.ChoiceField(label=_("Send the code to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, mailboxes: Mailboxes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(whose.value, f"{masked(email)} ({WHOSE[whose]})") for whose, email in mailboxes.items()]
        field = self.fields["mailbox"]
        field.choices = choices  # type: ignore[attr-defined]  # of a ChoiceField
        field.initial = choices[0][0] if choices else None


class ProofForm(MailboxForm, CodeForm):
    """The code, for the mailbox that was chosen before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mailbox"].widget = forms.HiddenInput()


def _prove(request: HttpRequest, visit: LinkSession) -> HttpResponseBase:
    mailboxes = mailboxes_of(visit.holder)
    if "code" in request.POST:
        return _tried(request, visit, mailboxes)
    form = MailboxForm(request.POST if request.method == "POST" else None, mailboxes=mailboxes)
    if form.is_valid():
        email = mailboxes[Whose(form.cleaned_data["mailbox"])]
        count(request, "ask_proof", email=email)
        count_a_day(request, "ask_proof", email=email)
        ask_for_code(email)
        return _page(request, visit, ProofForm(initial=form.cleaned_data, mailboxes=mailboxes), sent_to=email)
    return _page(request, visit, form)


def _tried(request: HttpRequest, visit: LinkSession, mailboxes: Mailboxes) -> HttpResponse:
    form = ProofForm(request.POST, mailboxes=mailboxes)
    chosen = mailboxes.get(Whose(form["mailbox"].value())) if "mailbox" not in form.errors else None
    if chosen is None:
        return _page(request, visit, MailboxForm(mailboxes=mailboxes))
    if form.is_valid():
        count(request, "try_code", email=chosen)
        if spend_code(chosen, form.cleaned_data["code"]):
            prove(visit, chosen, Whose(form.cleaned_data["mailbox"]))
            return redirect(_next(request, visit.area))
        form.refuse()
    return _page(request, visit, form, sent_to=chosen)


def _page(request: HttpRequest, visit: LinkSession, form: MailboxForm, *, sent_to: str = "") -> HttpResponse:
    facts = {"visit": visit, "form": form, "sent_to": masked(sent_to), "home": HOMES[visit.area]}
    return render(request, "participants/entering/prove.html", facts, status=400 if form.errors else 200)


def _next(request: HttpRequest, area: Area) -> str:
    """The address where the reader wanted to go, if it lies below the addresses of their visit."""
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(f"/{area}/")
    return wanted if is_ours and ".." not in wanted else resolve_url(HOMES[area])


of_delegate = by_visit(Area.DELEGATE, "GET", "HEAD", "POST")(_prove)
of_focal_point = by_visit(Area.FOCAL_POINT, "GET", "HEAD", "POST")(_prove)
