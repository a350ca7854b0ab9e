"""The page on which those who register people read what was decided as mails, and send them together."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from participants.desk.finding import registering_at
from participants.letters.mails import Mail
from participants.letters.reaching import where_replies_go
from participants.letters.telling.mails import Telling, digest, tellings
from participants.letters.telling.news import untold
from participants.letters.telling.sending import Told
from participants.letters.telling.sending import tell as verb
from tours.models import Event


@dataclass(frozen=True)
class Ticks:
    """What was ticked. A mail that the page had not shown before is ticked, too."""

    mails: Collection[str] = ()
    by_telephone: Collection[str] = ()
    seen: Collection[str] = ()

    @classmethod
    def sent(cls, data: QueryDict) -> "Ticks":
        return cls(set(data.getlist("mail")), set(data.getlist("telephone")), set(data.get("seen", "").split()))

    def has(self, mail: Mail) -> bool:
        return mail.key in self.mails or mail.key not in self.seen


class ShownMail(NamedTuple):
    mail: Mail
    ticked: bool


class ShownTelling(NamedTuple):
    telling: Telling
    mails: list[ShownMail]
    by_telephone: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the mails on GET and sends those that are ticked on POST."""
    event = registering_at(request, uid)
    if request.method != "POST":
        return _page(request, event, Ticks())
    ticks = Ticks.sent(request.POST)
    shown, user = request.POST.get("shown", ""), signed_in(request)
    try:
        told = verb(event, shown=shown, mails=ticks.mails, by_telephone=ticks.by_telephone, by=user)
    except ValidationError as refusal:
        return _page(request, event, ticks, refusal.messages)
    messages.success(request, _words(told))
    return redirect(request.path)


def _words(told: Told) -> str:
    people = ngettext(
        "It is noted what %(count)d person was told.", "It is noted what %(count)d people were told.", told.people
    )
    said = people % {"count": told.people}
    if not told.mails:
        return said
    mails = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", told.mails)
    return f"{mails % {'count': told.mails}} {said}"


def _page(request: HttpRequest, event: Event, ticks: Ticks, errors: Collection[str] = ()) -> HttpResponse:
    now = timezone.now()
    found = tellings(event, now=now)
    left = untold(event, now=now).count() - sum(len(telling.rows) for telling in found)
    mails = [mail for telling in found for mail in telling.mails]
    context = {
        "event": event,
        "tellings": [_shown(telling, ticks) for telling in found],
        "digest": digest(found),
        "seen": " ".join(mail.key for mail in mails),
        "mails": sum(map(ticks.has, mails)),
        "left": left,
        "reply_to": where_replies_go(event),
        "errors": errors,
    }
    return render(request, "participants/tell.html", context, status=400 if errors else 200)


def _shown(telling: Telling, ticks: Ticks) -> ShownTelling:
    mails = [ShownMail(mail, ticks.has(mail)) for mail in telling.mails]
    return ShownTelling(telling, mails, telling.key in ticks.by_telephone)
