"""The notices of an event: first what waits to be told, then what was told."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from announcements.desk.notices.finding import notices_of, telling_at
from announcements.models import Notice, NoticeState
from announcements.notices.finding import Change
from announcements.notices.waiting import unnoted_version
from backstage.lists import page_of

NOTICES_A_PAGE = 25
TONES = {
    NoticeState.HELD: "notice",
    NoticeState.SENDING: "info",
    NoticeState.SENT: "good",
}


class ListedNotice(NamedTuple):
    notice: Notice
    tone: str
    people: int


@never_cache
@require_safe
def desk_notices(request: HttpRequest, uid: object) -> HttpResponse:
    event = telling_at(request, uid)
    rows = notices_of(request, event).select_related("by").annotate(people=Count("recipients"))
    open_rows = rows.filter(ended_at=None).select_related("event").order_by("-pk")
    page = page_of(rows.exclude(ended_at=None).order_by("-pk"), request.GET.get("page"), NOTICES_A_PAGE)
    now = timezone.now()
    context = {
        "event": event,
        "open": [_line(notice, now) for notice in open_rows],
        "unnoted": unnoted_version(event, at=now),
        "page": page,
        "lines": [_line(notice, now) for notice in page],
        "now": now,
    }
    return render(request, "announcements/notices/list.html", context)


def _line(notice: Notice, now: datetime) -> ListedNotice:
    """One row of the list. At most one change of an event waits, so the people of at most one are computed."""
    is_computed = notice.is_held and not notice.is_message
    people = len(Change(notice, at=now).news) if is_computed else vars(notice)["people"]
    return ListedNotice(notice, TONES.get(NoticeState(notice.state), ""), people)
