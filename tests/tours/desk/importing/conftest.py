"""An event, and the browser of who edits its agenda."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind


@pytest.fixture
def event() -> Event:
    return rows.event(title="Week")


@pytest.fixture
def editor(event: Event) -> User:
    return rows.colleague(RoleKind.EDITOR, at=event)


@pytest.fixture
def browser(editor: User) -> Client:
    return browser_of(editor)
