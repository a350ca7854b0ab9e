"""Which roles require a second factor."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from accounts.models import User
from accounts.second_factors import needs_second_factor
from tests.accounts.signing_in import signed_in
from tests.counting import asked
from tests.factories import rows
from tours.models import Role
from tours.models.rights import allowed_anywhere, may_enter_administration
from tours.role_powers import Power
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

PEOPLE: dict[str, Callable[[], User]] = {
    "operator": rows.operator,
    "coordinator": lambda: _with_role(RoleKind.COORDINATOR),
    "registrar": lambda: _with_role(RoleKind.REGISTRAR),
    "editor": lambda: _with_role(RoleKind.EDITOR),
    "stranger": rows.stranger,
}


def _with_role(kind: RoleKind) -> User:
    user = rows.stranger()
    Role.objects.create(user=user, kind=kind, programme=rows.programme(), granted_by=user)
    return user


@pytest.mark.parametrize(
    ("words", "concerned"),
    [
        ([], set()),
        (["operators"], {"operator"}),
        (["coordinators"], {"operator", "coordinator"}),
        (["registrars"], {"operator", "coordinator", "registrar"}),
        (["operators", "registrars"], {"operator", "coordinator", "registrar"}),
        (["everyone"], set(PEOPLE)),
    ],
)
def test_second_factor_is_required_of_those_whose_role_the_setting_names(
    settings: Settings, words: list[str], concerned: set[str]
) -> None:
    settings.SECOND_FACTOR_FOR = words
    led = {name for name, make in PEOPLE.items() if signed_in(make()).get("/desk/").status_code == 302}
    assert led == concerned


def test_roles_are_asked_for_once_a_request_whoever_asks(settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["operators", "coordinators", "registrars"]
    user = User.objects.get(pk=_with_role(RoleKind.EDITOR).pk)
    with asked() as seen:
        answers = needs_second_factor(user), allowed_anywhere(user, Power.AGENDA), may_enter_administration(user)
    assert (answers, seen.queries) == ((False, True, True), 1)


def test_administration_is_for_operators_and_for_whoever_has_a_role() -> None:
    assert {name for name, make in PEOPLE.items() if may_enter_administration(make())} == PEOPLE.keys() - {"stranger"}
    gone = _with_role(RoleKind.COORDINATOR)
    gone.is_active = False
    assert not may_enter_administration(gone)
