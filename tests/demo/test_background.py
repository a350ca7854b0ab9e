"""The programme, the places and the people who work on it."""

from datetime import date

import pytest

from accounts.models import User
from demo.users import OPERATOR, PASSWORD, colleague
from tours.models import Country, PhaseComponent, Programme, Role, TargetCountry
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.usefixtures("demonstration")


def test_there_is_someone_to_sign_in_as_for_every_role() -> None:
    programme = Programme.objects.get()
    roles = {user.email: [(role.kind, role.programme) for role in user.roles.all()] for user in User.objects.all()}
    assert roles == {
        "operator@example.org": [],
        "coordinator@example.org": [("coordinator", programme)],
        "editor@example.org": [("editor", programme)],
        "registrar@example.org": [("registrar", programme)],
        "viewer@example.org": [("viewer", programme)],
        "host@example.org": [("host", programme), ("host", None)],
    }
    assert [user.email for user in User.objects.filter(is_superuser=True)] == [OPERATOR]
    assert {user.check_password(PASSWORD) for user in User.objects.all()} == {True}


def test_role_that_was_ended_stays_so() -> None:
    Role.objects.filter(kind=RoleKind.EDITOR).delete()
    assert not colleague(RoleKind.EDITOR, at=Programme.objects.get()).roles.exists()


def test_programme_is_as_on_record() -> None:
    programme = Programme.objects.get()
    assert (programme.name, programme.short_name) == ("World Bank - Austria Urban Partnership Program", "UPP")
    assert [(phase.name, phase.starts.year, phase.ends.year) for phase in programme.phases.all()] == [
        ("Phase I", 2011, 2014),
        ("Phase II", 2015, 2018),
    ]
    assert [theme.name for theme in programme.themes.all()] == [
        "Municipal finance",
        "Urban planning and land management",
        "Urban governance and anti-corruption",
        "Social accountability",
    ]
    assert programme.tiers.count() == 3
    assert PhaseComponent.objects.filter(parent__parent__isnull=False).count() == 2
    countries = {target.country_id: bool(target.footnote) for target in TargetCountry.objects.all()}
    assert countries == {"AL": False, "BA": False, "HR": False, "XK": True, "MK": False, "ME": False, "RS": False}


def test_macedonia_is_named_as_on_the_day() -> None:
    macedonia = Country.objects.get(code="MK")
    assert macedonia.name_on(date(2017, 9, 4)) == "Macedonia"
    assert macedonia.name_on(date(2019, 2, 11)) == "Macedonia"
    assert macedonia.name_on(date(2019, 2, 12)) == "North Macedonia"
