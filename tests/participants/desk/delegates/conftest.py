"""An event with one delegation, and who works on it."""

import pytest

from accounts.models import User
from participants.models import Delegation
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.vocabulary import RoleKind


@pytest.fixture
def event() -> Event:
    return makers.published_event()


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event, name="Maja")


@pytest.fixture
def editor(event: Event) -> User:
    return rows.colleague(RoleKind.EDITOR, at=event)


@pytest.fixture
def ours(event: Event, registrar: User) -> Delegation:
    return makers.delegation(event, by=registrar, city=rows.rijeka(), extra=1)
