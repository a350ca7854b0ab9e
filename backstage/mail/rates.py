"""The sending rate of each host, shared by all machines: a generic cell rate algorithm with one row for each host.

Mails go evenly, one every 60 / rate seconds; after a pause a few may follow at once. `spent_until` is the moment up to which those
sent have used the rate up. How far it may be ahead depends on the urgency of the mail: letters and bulk never use up what is
kept for notices, nor notices what is kept for codes. The machines' clocks must agree to a second or so; a moment that is further
ahead than any pause was written before the clock was set back, and holds nothing up.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from accounts.letters.urgency import Urgency
from backstage.models import Pace

AT_ONCE = {
    Urgency.CODE: timedelta(seconds=18),
    Urgency.NOTICE: timedelta(seconds=12),
    Urgency.LETTER: timedelta(seconds=6),
    Urgency.BULK: timedelta(seconds=6),
}
"""As many mails as this takes at the host's rate may go at once: of letters a tenth of those of a minute."""
FURTHEST = timedelta(minutes=15)
"""No pause is longer, but that of a host that takes a mail in more time than half of this."""
SERVER = ""
"""The host of the row that stands for the mail server itself, which is paused when it does not answer."""


def must_wait(now: datetime) -> Q:
    """The mails whose host's rate is used up, as far as their urgency may use it."""
    ahead = (Q(urgency=each, host__in=_ahead(now + AT_ONCE[each], now).values("host")) for each in Urgency)
    return reduce(or_, ahead)


def take_turn(host: str, now: datetime, urgency: Urgency) -> bool:
    """Whether a mail of this urgency may go to the host now. If so, it is counted."""
    gap = 60 / _rate(host)
    too_far = Q(spent_until__gt=now.timestamp() + max(FURTHEST.total_seconds(), 2 * gap))
    turns = Pace.objects.filter(too_far | Q(spent_until__lte=(now + AT_ONCE[urgency]).timestamp()), host=host)
    spent = Case(When(too_far, then=Value(now.timestamp())), default=Greatest(F("spent_until"), Value(now.timestamp())))
    if turns.update(spent_until=spent + gap):
        return True
    return Pace.objects.get_or_create(host=host, defaults={"spent_until": now.timestamp() + gap})[1]


def pause_server(now: datetime, *, seconds: float) -> None:
    """Keeps all workers on all machines from the mail server for this many seconds."""
    Pace.objects.update_or_create(host=SERVER, defaults={"spent_until": now.timestamp() + seconds})


def is_server_paused(now: datetime) -> bool:
    return _ahead(now, now).filter(host=SERVER).exists()


def _ahead(of: datetime, now: datetime) -> QuerySet[Pace]:
    return Pace.objects.filter(spent_until__gt=of.timestamp(), spent_until__lte=(now + FURTHEST).timestamp())


def _rate(host: str) -> float:
    """The rate of the host in mails a minute."""
    rate: float = settings.MAIL_RATES.get(host, settings.MAIL_RATE)
    return rate
