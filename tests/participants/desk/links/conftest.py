"""A coming event whose mayor has a place, two mailboxes and a telephone; and the browser of its registrar."""

import pytest
from django.test import Client

from accounts.models import User
from participants.models import Delegate
from participants.people.contacting import write_contacts
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind


@pytest.fixture
def event() -> Event:
    return coming_event(title="Week", zone="Asia/Seoul")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event)


@pytest.fixture
def browser(registrar: User) -> Client:
    return browser_of(registrar)


@pytest.fixture
def mayor(event: Event, registrar: User) -> Delegate:
    row = makers.accepted(makers.delegation(event, by=registrar), by=registrar, name="Đorđe Čačak")
    own = {"email": "mayor@example.org", "telephone": "+385 51 209 333"}
    write_contacts(row, own=own, assistant={"email": "office@example.org", "name": "Iva"}, by=registrar)
    return row
