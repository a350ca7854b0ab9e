"""What became of the mails of a notice."""

from collections import Counter
from typing import NamedTuple

from django.db.models import Count

from announcements.models import Notice
from backstage.models import MailState, OutgoingMail
from backstage.models.mail import UNDELIVERED, UNSETTLED

ARRIVED = (MailState.SENT, MailState.KEPT)


class MailCounts(NamedTuple):
    waiting: int
    sent: int
    undelivered: int
    """They came back, were given up, or were not sent, as the address takes no mail."""

    @property
    def total(self) -> int:
        return sum(self)


def mails_of(notice: Notice) -> MailCounts:
    """Two queries, of mails that wait, and of those that were settled since the notice was made: an index finds both."""
    keys = {"key__startswith": f"event {notice.event_id} ", "key__endswith": f" notice {notice.pk}"}
    settled = OutgoingMail.objects.filter(state__in=[*ARRIVED, *UNDELIVERED], settled_at__gte=notice.made_at, **keys)
    states = Counter(dict(settled.order_by().values_list("state").annotate(Count("pk"))))
    waiting = OutgoingMail.objects.filter(settled_at=None, state__in=UNSETTLED, **keys).count()
    return MailCounts(waiting, sum(states[each] for each in ARRIVED), sum(states[each] for each in UNDELIVERED))
