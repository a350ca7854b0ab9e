"""An event of tomorrow whose change concerns a delegate of group B, and who works on it."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from announcements.models import Notice
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change
from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.vocabulary import RoleKind


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week", slug="week")


@pytest.fixture
def visit(event: Event) -> AgendaItem:
    """Published, for group B, in which Boris is. Ana is in group A."""
    a, b = makers.group(event, "A"), makers.group(event, "B")
    makers.told(event, "Ana", a)
    makers.told(event, "Boris", b)
    item = makers.visit(event, b)
    rows.publish(event)
    return item


@pytest.fixture
def notice(event: Event, visit: AgendaItem) -> Notice:
    """That the visit begins at another gate."""
    change(visit, room="Gate 4")
    notice = makers.published_and_raised(event, at=EVENING)
    assert notice is not None
    return notice


@pytest.fixture
def browser(event: Event) -> Client:
    browser = Client()
    browser.force_login(rows.colleague(RoleKind.COORDINATOR, at=event))
    return browser
