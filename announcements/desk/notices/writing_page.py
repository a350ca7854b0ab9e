"""The page on which those who have a place are chosen from a list, and a message is written to them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from announcements.desk.notices.finding import telling_at
from announcements.desk.notices.forms import MessageForm
from announcements.desk.notices.people import People
from announcements.notices.concern.readers import ReaderKind
from backstage.lists import FilteredList, page_of
from participants.filters import DelegateFilter
from participants.models import Delegate
from participants.nominations.seen_by.delegate import KNOWING_OF_PLACE
from tours.models import Event

PEOPLE_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk_write_message(request: HttpRequest, uid: object) -> HttpResponse:
    """Shows the list on GET. A POST leads to the page of the message, which waits a few minutes before it goes."""
    event = telling_at(request, uid)
    found = FilteredList(DelegateFilter, _listed(request, event), request.GET.dict(), request)
    number = found.matching.count()
    form = MessageForm(request.POST if request.method == "POST" else None, listed=found.matching, number=number)
    if form.is_valid() and (notice := form.write(event, by=signed_in(request))):
        messages.success(request, _("The message waits a few minutes. See who gets it, or send it now."))
        return redirect("announcements:desk_notice", event.uid, notice.pk)
    context = {"event": event, "form": found.form, "message": form, **_list(request, event, found)}
    is_wrong = bool(found.form.errors or form.errors)
    return render(request, "announcements/notices/write.html", context, status=400 if is_wrong else 200)


def _listed(request: HttpRequest, event: Event) -> "QuerySet[Delegate]":
    """The delegates who have a place, or are offered one, and know of it."""
    return Delegate.objects.visible_to(signed_in(request)).filter(KNOWING_OF_PLACE, event=event).distinct()


def _list(request: HttpRequest, event: Event, found: FilteredList[Any]) -> dict[str, Any]:
    keys = found.matching.order_by("pk").values_list("pk", flat=True)
    people = People(event, [(ReaderKind.DELEGATE, key) for key in keys], signed_in(request))
    page = page_of(people.in_order, request.GET.get("page"), PEOPLE_A_PAGE, filters=found.in_use)
    return {
        "chosen": found.chosen(),
        "is_narrowed": bool(found.in_use),
        "page": page,
        "lines": people.lines(page),
    }
