"""Makes an event of tomorrow with people whom a change concerns, by the product's own verbs."""

from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import get_user_model

from accounts.models import User
from announcements.models import Notice
from announcements.notices.raising import raise_notice
from participants.models import Delegate
from participants.vocabulary import Capacity
from tests.factories import rows
from tests.participants.letters.values import contact
from tests.participants.travel.makers import coming
from tours.models import AgendaItem, Event, Group
from tours.vocabulary import ItemKind, Level, RoleKind

EVENING = datetime(2017, 9, 5, 21, 40, tzinfo=ZoneInfo("Asia/Seoul"))
"""The evening before the visit of group B."""
NEXT_DAY = date(2017, 9, 6)


def group(event: Event, name: str) -> Group:
    return Group.objects.create(event=event, name=name)


def told(event: Event, name: str, *groups: Group, email: str = "", **facts: Any) -> Delegate:
    """Somebody who has a place, knows of it, and has a mailbox."""
    row = coming(event, name, **facts)
    row.told_state = row.state
    row.save()
    row.groups.set(groups)
    contact(row, email or f"{name.lower().replace(' ', '.')}@example.org")
    return row


def visit(event: Event, *groups: Group, **facts: Any) -> AgendaItem:
    """At half past nine of the next day, for delegates of these groups."""
    usual = {
        "kind": ItemKind.SITE_VISIT,
        "title": "Traffic centre",
        "day": NEXT_DAY,
        "start": time(9, 30),
        "end": time(11),
        "room": "Gate 2",
        "level": Level.DELEGATES,
    }
    made = rows.item(event, **usual | facts)
    made.groups.set(groups)
    return made


def change(item: AgendaItem, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(item, name, value)
    item.save()


def published_and_raised(event: Event, *, at: datetime, **facts: Any) -> Notice | None:
    rows.publish(event, **facts)
    return raise_notice(event, now=at)


def liaison(event: Event, email: str = "host@example.org") -> User:
    user = get_user_model().objects.create_user(email=email, name="Host Liaison")
    rows.role(user, RoleKind.HOST, at=event)
    return user


DRIVER = Capacity.DRIVER
