import pytest

from accounts.models import User
from tests.api.programs import Program, token_for
from tests.factories import rows


@pytest.fixture
def maja() -> User:
    return rows.coordinator(name="Maja")


@pytest.fixture
def program(maja: User) -> Program:
    """A token with every scope, wherever its user has a role."""
    return Program(token_for(maja))
