"""The digest for those who register people: each morning what others did, and at once what cannot wait."""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Min
from django.utils.translation import ngettext_lazy

from accounts.letters.urgency import Urgency
from accounts.letters.writing import letter, send_written
from accounts.models import Reminded, User
from participants.letters.to_registrars import who_registers
from participants.letters.to_registrars.happenings import Happening, What, happenings
from participants.models import Delegation
from tours.models import Event
from tours.wording import joined

logger = logging.getLogger(__name__)

MORNING = time(7)
LAST_WEEK = timedelta(days=7)
LOOKS_BACK = timedelta(days=7)
"""What is older is told no more: no worker ran for so long."""
SENTENCES = {
    What.ACCEPTED: ngettext_lazy("%(count)d delegation accepts", "%(count)d delegations accept", "count"),
    What.DECLINED: ngettext_lazy("%(count)d delegation does not come", "%(count)d delegations do not come", "count"),
    What.NAMES: ngettext_lazy("%(count)d name is put forward", "%(count)d names are put forward", "count"),
    What.REQUESTS: ngettext_lazy("%(count)d request waits for you", "%(count)d requests wait for you", "count"),
    What.RETURNED: ngettext_lazy("%(count)d invitation came back", "%(count)d invitations came back", "count"),
    What.UNDELIVERED: ngettext_lazy("%(count)d letter reached nobody", "%(count)d letters reached nobody", "count"),
    What.HOST: ngettext_lazy(
        "%(count)d change by the host of cars and rooms", "%(count)d changes by the host of cars and rooms", "count"
    ),
    What.NOT_MINE: ngettext_lazy(
        "%(count)d personal link went to somebody else", "%(count)d personal links went to somebody else", "count"
    ),
    What.LAPSED: ngettext_lazy("%(count)d offer of a place ran out", "%(count)d offers of a place ran out", "count"),
}


def send_digests(now: datetime) -> int:
    """Sends what is due, and returns the number of mails. The worker calls it every few minutes.

    Each thing is told once to each who registers people there, and nothing that they did themselves. One event that fails
    is logged and tried again next time.
    """
    return sum(_tried(event, now) for event in _events(now))


def _events(now: datetime) -> Iterable[Event]:
    """The events to which somebody is invited, and which are not over."""
    invited = Delegation.objects.order_by().values("participation__event")
    return Event.objects.filter(pk__in=invited, ends__gte=now.date() - timedelta(days=1)).order_by("pk")


def _tried(event: Event, now: datetime) -> int:
    try:
        return _of_event(event, now)
    except Exception:
        logger.exception("The digest of event %s could not be sent; it is tried again.", event.pk)
        return 0


@transaction.atomic
def _of_event(event: Event, now: datetime) -> int:
    """Two workers at once write the same reminders, so that one of them is undone with its mails."""
    local = now.astimezone(ZoneInfo(event.zone))
    at_once = local.date() >= event.starts - LAST_WEEK
    is_morning = local.time() >= MORNING and _is_first_today(event, local)
    if not (is_morning or at_once or event.change_requests.open().exists()):
        return 0
    found = [each for each in happenings(event, now - LOOKS_BACK) if is_morning or at_once or each.is_late]
    return sum(_tell(user, event, found, since) for user, since in _people(event)) if found else 0


def _is_first_today(event: Event, local: datetime) -> bool:
    key = f"digest of event {event.pk} on {local.date()}"
    return Reminded.objects.get_or_create(key=key)[1]


def _people(event: Event) -> Iterator[tuple[User, datetime]]:
    """The users who register people at the event, and since when."""
    since = dict(who_registers.at_event(event).values_list("user").annotate(since=Min("granted_at")))
    for user in User.objects.filter(pk__in=since).order_by("pk"):
        yield user, since[user.pk]


def _tell(user: User, event: Event, found: Iterable[Happening], since: datetime) -> bool:
    of_others = [each for each in found if each.by != user.pk and (each.at is None or each.at >= since)]
    keys = {f"digest {user.pk} {each.key}": each for each in of_others}
    told = set(Reminded.objects.filter(key__in=keys).values_list("key", flat=True))
    news = {key: each for key, each in keys.items() if key not in told}
    if not news:
        return False
    Reminded.objects.bulk_create(Reminded(key=key) for key in news)
    written = letter("participants/digest", title=event.title, uid=event.uid, **_lines(news.values()))
    send_written(written, to=user.email, urgency=Urgency.BULK)
    return True


def _lines(news: Iterable[Happening]) -> dict[str, str]:
    """A sentence on each kind of thing: how many, and of which cities."""
    bodies: dict[What, list[str]] = {what: [] for what in What}
    for each in news:
        bodies[each.what].append(each.body)
    return {what.value: _line(what, of) for what, of in bodies.items() if of}


def _line(what: What, bodies: list[str]) -> str:
    said = str(SENTENCES[what] % {"count": len(bodies)})
    cities = [f"{body} ({count})" if count > 1 else body for body, count in Counter(filter(None, bodies)).items()]
    return f"{said}: {joined(cities)}" if cities else said
