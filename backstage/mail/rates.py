"""The sending rate of each host, shared by all machines: a generic cell rate algorithm with one row for each host.

Mails go out evenly, one every 60 / rate seconds; after a pause a few may follow at once. `spent_until` is the moment up
to which the mails sent have used up the rate. The clocks of the machines must agree within about a second.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from backstage.models import Pace

AT_ONCE = timedelta(seconds=6)
"""The mails of this much time may go at once: a tenth of the mails of a minute."""
SERVER = ""
"""The host of the row that stands for the mail server itself, which is paused when it does not answer."""


def hosts_at_their_rate(now: datetime) -> QuerySet[Pace, str]:
    return _ahead(now).values_list("host", flat=True)


def take_turn(host: str, now: datetime) -> bool:
    """Whether a mail may go to the host now. If so, it is counted."""
    gap = 60 / _rate(host)
    turns = Pace.objects.filter(host=host, spent_until__lte=(now + AT_ONCE).timestamp())
    if turns.update(spent_until=Greatest(F("spent_until"), Value(now.timestamp())) + gap):
        return True
    return Pace.objects.get_or_create(host=host, defaults={"spent_until": now.timestamp() + gap})[1]


def pause_server(now: datetime, *, seconds: float) -> None:
    """Keeps all workers on all machines from the mail server for this many seconds."""
    until = (now + AT_ONCE).timestamp() + seconds
    Pace.objects.update_or_create(host=SERVER, defaults={"spent_until": until})


def is_server_paused(now: datetime) -> bool:
    return _ahead(now).filter(host=SERVER).exists()


def _ahead(now: datetime) -> QuerySet[Pace]:
    return Pace.objects.filter(spent_until__gt=(now + AT_ONCE).timestamp())


def _rate(host: str) -> float:
    """The rate of the host in mails a minute."""
    rate: float = settings.MAIL_RATES.get(host, settings.MAIL_RATE)
    return rate
