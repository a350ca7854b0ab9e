"""The people who try the administration's doors."""

from collections.abc import Iterator

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import rows
from tests.tours.admin.pages import undrawn


@pytest.fixture
def coordinator() -> User:
    return rows.operator()


@pytest.fixture
def desk(coordinator: User) -> Client:
    """A coordinator's browser."""
    return browser_of(coordinator)


@pytest.fixture
def _undrawn() -> Iterator[None]:
    """For tests that read what pages are drawn from."""
    with undrawn():
        yield


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser
