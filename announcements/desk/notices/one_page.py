"""The page of one notice: before it goes, whom it is for and what they read, with what can be decided; then how it went."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from announcements.desk.notices.examples import chat_text, examples_of
from announcements.desk.notices.finding import notice_or_404, telling_at
from announcements.desk.notices.forms import STEPS, DecisionForm
from announcements.desk.notices.mails_sent import mails_of
from announcements.desk.notices.people import About, People, recipients_noted
from announcements.models import Notice, NoticeState
from announcements.notices.deciding import ANOTHER_VERSION, cancel
from announcements.notices.finding import Change
from announcements.notices.raising import HOLD
from backstage.lists import page_of

PEOPLE_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_notice(request: HttpRequest, uid: object, key: int) -> HttpResponse:
    """Shows it on GET. A POST saves words and copies, and does what the button says, if what they read is still the same."""
    event = telling_at(request, uid)
    notice = notice_or_404(request, event, key)
    form: DecisionForm = sent_form(request, lambda data, _files: DecisionForm(data, notice=notice))
    if form.is_bound and (step := _step(request, form, notice)) and form.decide(step, by=signed_in(request)):
        messages.success(request, str(STEPS[step][1]))
        return redirect("announcements:desk_notice", event.uid, notice.pk)
    if form.is_bound:
        notice = notice_or_404(request, event, key)  # as it is now: a refusal may come from what has happened since
    context = {"event": event, "notice": notice, "form": form, "now": timezone.now(), **_shown(request, notice)}
    template = "waiting" if notice.is_held else "told"
    return render(request, f"announcements/notices/{template}.html", context, status=400 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_cancel_notice(request: HttpRequest, uid: object, key: int) -> HttpResponse:
    """Asks on GET. After a POST nobody is ever told of it."""
    event = telling_at(request, uid)
    notice = notice_or_404(request, event, key)
    refusals: list[str] = []
    if request.method == "POST":
        try:
            _refuse_another_version(request, notice)
            cancel(notice, by=signed_in(request))
        except ValidationError as refusal:
            refusals = refusal.messages
        else:
            messages.success(request, _("The notice will not be sent."))
            return redirect("announcements:desk_notice", event.uid, notice.pk)
        notice = notice_or_404(request, event, key)
    context = {"event": event, "notice": notice, "refusals": refusals, "version": _version(notice)}
    return render(request, "announcements/notices/cancel.html", context, status=400 if refusals else 200)


def _step(request: HttpRequest, form: DecisionForm, notice: Notice) -> str:
    """What the button says; empty, with an error in the form, where nothing may be done."""
    step = request.POST.get("step", "")
    if not form.is_valid():
        return ""
    if step not in STEPS:
        form.add_error(None, _("Choose what is to happen: send it, or let it wait."))
        return ""
    try:
        _refuse_another_version(request, notice)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return ""
    return step


def _refuse_another_version(request: HttpRequest, notice: Notice) -> None:
    """The verbs compare the row once more, locked."""
    if request.POST.get("version") != _version(notice):
        raise ValidationError(ANOTHER_VERSION, code="another_version")


def _version(notice: Notice) -> str:
    return str(notice.number or "")


def _shown(request: HttpRequest, notice: Notice) -> dict[str, Any]:
    if notice.is_message:
        return _message(request, notice)
    now = timezone.now()
    return _waiting_change(request, notice, now) if notice.is_held else _told_change(request, notice, now)


def _message(request: HttpRequest, notice: Notice) -> dict[str, Any]:
    people = People(notice.event, recipients_noted(notice), signed_in(request))
    return {**_people(request, people), **_going(notice)}


def _waiting_change(request: HttpRequest, notice: Notice, now: datetime) -> dict[str, Any]:
    change = Change(notice, at=now)
    entries = {reader.about: news.number for reader, news in change.news.items()}
    return {
        **_people(request, People(notice.event, list(entries), signed_in(request)), entries),
        "examples": examples_of(change),
        "is_near": change.is_near,
        "chat": chat_text(change, notice.event),
        "version": _version(notice),
        "minutes": int(HOLD.total_seconds() // 60),
    }


def _told_change(request: HttpRequest, notice: Notice, now: datetime) -> dict[str, Any]:
    """Whoever has seen a later version has seen this one."""
    people = People(notice.event, recipients_noted(notice), signed_in(request), least=notice.number or 0)
    chat = chat_text(Change(notice, at=notice.ended_at or now), notice.event)
    return {**_people(request, people), **_going(notice), "chat": chat}


def _going(notice: Notice) -> dict[str, Any]:
    is_sent = notice.state in {NoticeState.SENDING, NoticeState.SENT}
    return {"mails": mails_of(notice) if is_sent else None, "minutes": int(HOLD.total_seconds() // 60)}


def _people(request: HttpRequest, people: People, entries: Mapping[About, int] | None = None) -> dict[str, Any]:
    page = page_of(people.in_order, request.GET.get("page"), PEOPLE_A_PAGE)
    counts = people.counts()
    return {
        "page": page,
        "lines": [(line, (entries or {}).get(line.about)) for line in people.lines(page)],
        "counts": counts,
        "total": len(people.abouts),
        "unreached": people.unreached,
        "delegates_seen": len(people.have_seen),
    }
