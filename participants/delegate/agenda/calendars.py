"""My calendar: the page with its private address and how changes are told, the feed at that address, and all of it as one
file.
"""

import gzip
import math
import time
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from backstage.text.file_names import content_disposition
from participants.delegate.own.stored_forms import stored_form
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.following.own_entries import own_calendar
from participants.following.own_rows import own_rows
from participants.following.private_calendar import address_of, current_token, note_fetched, renew, token_with
from participants.following.standing import reading_for, standing_of, uids
from participants.forms.fields import field_of
from participants.links.answers import for_one
from participants.links.ending import end_calendar
from participants.links.entry import SAFE, by_visit, grounds_of
from participants.models import Delegate, FeedToken, LinkSession
from participants.nominations.changing import fresh
from participants.nominations.describing import describe
from participants.vocabulary import Area
from tours.addresses import to_subscribe
from tours.serving.conditional import Version, accepts_gzip, not_modified
from tours.serving.kept_outputs import Output
from tours.serving.outputs import CALENDAR

PAGE = "participants:my_calendar"


class ToldForm(forms.Form):
    news_by = field_of(
        Delegate,
        "news_by",
        label=gettext_lazy("How you are told"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Beside a calendar that subscribes you need no invitations: each item would stand there twice."
        ),
    )


@by_visit(Area.DELEGATE, *FORM_METHODS)
def calendar(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """A POST makes a new address, after which the one before works no more, ends it, or keeps how they are told of changes:
    `do` is renew, end or tell.
    """
    delegate = delegate_of(visit)
    if request.method == "POST" and request.POST.get("do") != "tell":
        (end_calendar if request.POST.get("do") == "end" else renew)(delegate)
        return redirect(PAGE)
    form, kept = stored_form(request, visit, partial(_told_form, delegate), partial(_keep, visit))
    if kept:
        messages.success(request, _("How you are told of changes is kept."))
        return redirect(PAGE)
    token = current_token(delegate)
    address = address_of(token) if token else ""
    webcal = to_subscribe(address) if address else ""
    return page_of(request, visit, "calendar.html", token=token, address=address, webcal=webcal, form=form)


def _told_form(delegate: Delegate, data: Any = None, files: Any = None) -> ToldForm:
    return ToldForm(data, files, initial={"news_by": fresh(delegate).news_by})


def _keep(visit: LinkSession, form: ToldForm) -> Delegate:
    return describe(delegate_of(visit), {"news_by": form.cleaned_data["news_by"]}, by=None, grounds=grounds_of(visit))


@by_visit(Area.DELEGATE)
def file(_request: HttpRequest, visit: LinkSession) -> HttpResponse:
    delegate = delegate_of(visit)
    reading = standing_of(delegate).reading
    name = content_disposition(reading.published.title, extension="ics")
    body = own_calendar(reading, own_rows(delegate))
    return HttpResponse(body, content_type=CALENDAR, headers={"Content-Disposition": name})


@csrf_exempt
@login_not_required
def feed(request: HttpRequest) -> HttpResponseBase:
    """The private calendar at its address. At most four queries, and one where the client has it already.

    A calendar program that asks by PROPFIND or POST is told what is allowed (405), and not refused as a forger.
    """
    return for_one(_feed(request) if request.method in SAFE else HttpResponseNotAllowed(SAFE))


def _feed(request: HttpRequest) -> HttpResponseBase:
    token = token_with(request.GET.get("key", ""))
    if token is None:
        raise Http404(_("There is no such calendar. Open your personal link and take its address anew."))
    version = _version(request, token)
    response = not_modified(request, version) or _sent(request, token)
    response["ETag"] = version.etag
    response["Last-Modified"] = http_date(min(version.modified or 0, time.time()))
    response["Vary"] = "Accept-Encoding"
    note_fetched(token)
    return response


def _version(request: HttpRequest, token: FeedToken) -> Version:
    """Whatever the entries are made of touches the delegate when it changes. The moment is rounded up: a later change is never in the same second."""
    delegate, published = token.delegate, token.delegate.event.published
    facts = (str(delegate.pk), delegate.changed_at.isoformat(), *uids(token, "group_uids"))
    tag = Output(published.digest, "own.ics", (published.changed_at.isoformat(), *facts)).token
    modified = max(math.ceil(delegate.changed_at.timestamp()), int(published.changed_at.timestamp()))
    return Version(f'"{tag}-gzip"' if accepts_gzip(request) else f'"{tag}"', modified)


def _sent(request: HttpRequest, token: FeedToken) -> HttpResponse:
    delegate = token.delegate
    reading = reading_for(delegate.event.published, delegate, uids(token, "group_uids"))
    body = own_calendar(reading, own_rows(delegate))
    response = HttpResponse(body, content_type=CALENDAR)
    if accepts_gzip(request):
        response.content = gzip.compress(body, compresslevel=6, mtime=0)
        response["Content-Encoding"] = "gzip"
    return response
