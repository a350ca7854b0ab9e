"""The draft of an event for somebody who comes by a draft link: a page with a box for comments, and the programme as PDF.

The key stands in the query and lets in by itself: there is no session, no cookie, and no account is looked at. So a form needs
no token against forgers, who do not know the key.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from msgspec.structs import replace

from accounts.throttles import count
from backstage.text.file_names import content_disposition
from tours.agenda.audiences import everyone, for_audience, may_read, readers
from tours.agenda.carrying import succeed
from tours.agenda.changes.in_place import in_place
from tours.agenda.view import AgendaView
from tours.editions.composing import compose
from tours.models import DraftComment, DraftLink
from tours.pdf.styles import Paper
from tours.rights.draft_links import comment, draft_link_of
from tours.vocabulary import Level

ByLink = Callable[[HttpRequest, DraftLink], HttpResponse]


class CommentForm(forms.Form):
    text = forms.fields_for_model(DraftComment, ["text"])["text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("Your comment")
        self.fields["text"].help_text = gettext_lazy("Say who you are. Those who prepare the event read it.")


def by_draft_link(*methods: str) -> Callable[[ByLink], Callable[[HttpRequest], HttpResponse]]:
    """Makes a page of a view that is given the link of the key. If no link of the key works, it answers 410, whatever
    the method.
    """

    def decorate(view: ByLink) -> Callable[[HttpRequest], HttpResponse]:
        @csrf_exempt
        @login_not_required
        @never_cache
        @wraps(view)
        def answer(request: HttpRequest) -> HttpResponse:
            link = draft_link_of(request.GET.get("key", ""))
            response = _answered(request, link, view, methods)
            response.headers["Referrer-Policy"] = "strict-origin"  # the address holds the key
            response.headers["X-Robots-Tag"] = "noindex"
            return response

        return answer

    return decorate


def _answered(request: HttpRequest, link: DraftLink | None, view: ByLink, methods: tuple[str, ...]) -> HttpResponse:
    if link is None:
        return render(request, "tours/draft_ended.html", status=410)
    return view(request, link) if request.method in methods else HttpResponseNotAllowed(methods)


@by_draft_link("GET", "HEAD", "POST")
def draft(request: HttpRequest, link: DraftLink) -> HttpResponse:
    """The event as it is now on GET; a POST sends a comment."""
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        count(request, "draft_comment")
        try:
            comment(link, text=form.cleaned_data["text"])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return redirect(f"{reverse('tours:draft')}?key={request.GET['key']}&sent=1#comment")
    view = draft_view(link)
    context = {
        "view": view,
        "event": view.event,
        "days": in_place(view, None),
        "form": form,
        "key": request.GET["key"],
        "was_sent": "sent" in request.GET and not form.is_bound,
    }
    return render(request, "tours/draft.html", context, status=400 if form.errors else 200)


@by_draft_link("GET", "HEAD")
def booklet(request: HttpRequest, link: DraftLink) -> HttpResponse:
    """The programme on A4, with the words that it is a draft on each page."""
    from tours.booklet import booklet as drawn  # reportlab is heavy

    view = draft_view(link)
    answer = HttpResponse(drawn(view, base_url=settings.BASE_URL, paper=Paper.A4), content_type="application/pdf")
    answer.headers["Content-Disposition"] = content_disposition(view.event.title, _("Draft"), extension="pdf")
    return answer


def draft_view(link: DraftLink) -> AgendaView:
    """What the rows say now, as those see it for whom the link is. About twenty queries."""
    agenda = succeed(None, compose(link.event), number=1, at=timezone.now().replace(microsecond=0))
    audience = everyone(agenda, Level(link.level))
    return replace(
        for_audience(agenda, audience if may_read(audience, agenda.event) else readers(agenda.event)), is_draft=True
    )
