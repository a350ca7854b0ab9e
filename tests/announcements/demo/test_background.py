"""The programme, the places and the coordinator."""

from datetime import date

import pytest

from accounts.models import User
from announcements.demo.users import EMAIL, PASSWORD
from tours.models import Country, PhaseComponent, Programme, TargetCountry

pytestmark = pytest.mark.usefixtures("demonstration")


def test_coordinator_can_sign_in_and_do_everything() -> None:
    user = User.objects.get()
    assert (user.email, user.is_staff, user.is_superuser) == (EMAIL, True, True)
    assert user.check_password(PASSWORD)


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
