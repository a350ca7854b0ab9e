"""An event with a delegation after its freeze, and a registrar's browser."""

from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from backstage.grounds import Grounds
from participants.models import ChangeRequest, Delegate, Delegation
from participants.requests.asking import ask
from participants.vocabulary import RequestKind
from tests.factories import rows
from tests.participants import makers
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

BY_LINK = Grounds(by_link="Ana Primer")


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Week")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event)


@pytest.fixture
def browser(registrar: User) -> Client:
    return browser_of(registrar)


@pytest.fixture
def ours(event: Event, registrar: User) -> Delegation:
    return makers.delegation(event, by=registrar, seats=1, extra=1, freeze_on=date(2017, 8, 25))


@pytest.fixture
def mayor(ours: Delegation, registrar: User) -> Delegate:
    return makers.accepted(ours, by=registrar, capacity="head", name="Đorđe Čačak")


def asked(kind: str, about: Delegate | Delegation, name: str = "") -> ChangeRequest:
    return ask(RequestKind(kind), about, by=None, name=name, grounds=BY_LINK).row
