"""A notice from publishing to the outbox: whom it reaches, once, and with what."""

from datetime import time

import pytest
import time_machine
from django.core.mail import EmailMessage

from announcements.models import Notice, NoticeState
from announcements.notices.raising import HOLD, raise_due, raise_notice
from announcements.notices.sending import send_due
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change, published_and_raised
from tests.factories import rows
from tests.participants.letters.values import without_links
from tours.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week", slug="week")


def recipients(mailoutbox: list[EmailMessage]) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_only_the_group_is_told_and_once(event: Event, mailoutbox: list[EmailMessage]) -> None:
    a, b = makers.group(event, "A"), makers.group(event, "B")
    makers.told(event, "Ana", a)
    makers.told(event, "Boris", b)
    item = makers.visit(event, b)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        assert raise_notice(event, now=EVENING) is None
        change(item, start=time(10, 30), end=time(12), room="Gate 4")
        notice = published_and_raised(event, at=EVENING)
        assert notice is not None
        assert notice.goes_at == EVENING + HOLD
        assert send_due(EVENING) == 0
        assert send_due(EVENING + HOLD) == 1
        assert send_due(EVENING + HOLD) == 0
        assert raise_due(EVENING + HOLD) == 0
    assert recipients(mailoutbox) == ["boris@example.org"]
    assert mailoutbox[0].subject == "Smart City Week: “Traffic centre” has changed"
    assert (
        without_links(mailoutbox[0])
        == """Dear Boris,

This has changed for you at Smart City Week (version 2 of the programme, 5 September 2017). All times are those at the place.

Changed: Traffic centre
- Time: Wednesday 6 September 2017, 09:30–11:00 → 10:30–12:00, Seoul time (UTC+9)
- Place: Gate 2 → Gate 4

Your own page. This link is for you alone, so please do not pass it on:
LINK

If you subscribed to your private calendar, it shows this by itself.

If something is not right, please answer this mail.
"""
    )
    assert Notice.objects.exclude(state=NoticeState.SENT).count() == 0
