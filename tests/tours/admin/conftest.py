"""The people who try the administration's doors."""

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import rows


@pytest.fixture
def coordinator() -> User:
    return rows.operator()


@pytest.fixture
def desk(coordinator: User) -> Client:
    """A coordinator's browser."""
    return browser_of(coordinator)


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser
