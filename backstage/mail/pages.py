"""The desk's pages of the outbox, for operators. The demonstration sends no mail, so everyone may read it here."""

from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from functools import wraps
from typing import Concatenate, NamedTuple, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.visitors import visitor
from backstage.lists import FilteredList, page_of, query_string
from backstage.mail.delivery import retry
from backstage.mail.filters import MailFilter, with_words
from backstage.models import MailState, OutgoingMail, Undeliverable

P = ParamSpec("P")
DeskView = Callable[Concatenate[HttpRequest, P], HttpResponse]
MAILS_A_PAGE = 50
HEADERS = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "List-Id", "Auto-Submitted")
TONES = {
    MailState.SENT: "good",
    MailState.BOUNCED: "alert",
    MailState.GIVEN_UP: "alert",
    MailState.REFUSED: "notice",
    MailState.KEPT: "info",
}


class StateCount(NamedTuple):
    label: str
    number: int
    tone: str
    query: str


class Content(NamedTuple):
    """The readable content of a mail. `is_html_too` says whether it has an HTML version besides the text."""

    headers: list[tuple[str, str]]
    text: str
    is_html_too: bool
    attachments: list[str]


def for_operators(view: DeskView[P]) -> DeskView[P]:
    """Lets only operators in, and forbids caches to store the page.

    In the demonstration, which listens on its own machine alone, everyone may read: people need the mailed link before
    they can sign in. Because of `login_not_required` this decorator, in place of the middleware, also leads users
    without a required second factor to their account page.
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        is_reading = request.method in {"GET", "HEAD"}
        if not (settings.MODE == "demo" and is_reading):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if is_reading else reverse("backstage:outgoing_mails"))
            user = visitor(request)
            if not user.is_authenticated:
                return redirect("account")
            if not user.is_operator:
                raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@for_operators
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The mails that match the filters of `MailFilter`, newest first; `?page=2`.

    An invalid filter is marked and ignored.
    """
    found = FilteredList(MailFilter, OutgoingMail.objects.facts(), request.GET.dict())
    page = found.page(found.narrowed, MAILS_A_PAGE)
    addresses = with_words(Undeliverable.objects.all(), "address", found.valid.get("q", ""))
    context = {
        "form": found.form,
        "page": page,
        "counts": _counts(),
        "mails": _rows(page),
        "undeliverable": page_of(addresses, "1", MAILS_A_PAGE),
        "is_demonstration": settings.MODE == "demo",
    }
    return render(request, "backstage/outgoing_mail_list.html", context)


@for_operators
@require_safe
def mail(request: HttpRequest, key: int) -> HttpResponse:
    found = get_object_or_404(OutgoingMail, pk=key)
    context = {
        "mail": found,
        "content": _content(found) if found.content else None,
        "tone": TONES.get(MailState(found.state), ""),
        "undeliverable": Undeliverable.objects.filter(address=found.recipient.lower()).first(),
        "is_demonstration": settings.MODE == "demo",
    }
    return render(request, "backstage/outgoing_mail.html", context)


@for_operators
@require_POST
def retry_mail(request: HttpRequest, key: int) -> HttpResponse:
    found = get_object_or_404(OutgoingMail, pk=key)
    if retry(found):
        messages.success(request, _("The mail will be sent again."))
    else:
        messages.error(request, _("This mail cannot be sent again. Repeat the action that sent it."))
    return redirect(found)


@for_operators
@require_POST
def clear_undeliverable(request: HttpRequest, key: int) -> HttpResponse:
    found = get_object_or_404(Undeliverable, pk=key)
    found.delete()
    messages.success(request, _("Mail to %(address)s is allowed again.") % {"address": found})
    return redirect("backstage:outgoing_mails")


def _counts() -> list[StateCount]:
    numbers = dict(OutgoingMail.objects.order_by().values_list("state").annotate(Count("pk")))
    return [
        StateCount(str(state.label), numbers[state], TONES.get(state, ""), query_string({"state": state}))
        for state in MailState
        if state in numbers
    ]


def _rows(page: Page[OutgoingMail]) -> list[tuple[OutgoingMail, str]]:
    return [(mail, TONES.get(MailState(mail.state), "")) for mail in page]


def _content(mail: OutgoingMail) -> Content:
    """The headers of the mail, and its text only if that contains no secret."""
    message = message_from_bytes(bytes(mail.content), policy=policy.default)
    raw = dict(message.raw_items())
    headers = [(name, _decoded(raw[name])) for name in HEADERS if name in raw]
    if not mail.is_readable:
        return Content(headers, "", is_html_too=False, attachments=[])
    words, html = message.get_body(("plain", "html")), message.get_body(("html",))
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return Content(headers, words.get_content() if words else "", html not in {None, words}, names)


def _decoded(raw: object) -> str:
    """A header decoded to one line.

    Python's newer parser leaves spaces between encoded words (against RFC 2047, 6.2).
    """
    return " ".join(str(make_header(decode_header(str(raw)))).split())
