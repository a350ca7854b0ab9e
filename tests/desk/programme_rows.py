"""What a programme and the site's texts consist of, many of each."""

from datetime import date, timedelta

from django.utils import timezone

from accounts.models import User
from announcements.models import Category, Page, Testimonial
from tests.desk.growing import grown, stored
from tours.models import (
    ApiToken,
    City,
    Country,
    Document,
    Organisation,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    Role,
    TargetCountry,
    Theme,
    Tier,
)
from tours.vocabulary import RoleKind, Scope

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DAY = date(2017, 1, 1)


def fill_programme(programme: Programme, size: int, *, mark: str) -> None:
    """`mark` begins the names that no two rows of the site may share."""
    of = {"programme": programme}
    phases = grown(Phase, size, **of, name="Phase {n}", starts=DAY, ends=DAY)
    grown(PhaseComponent, size, phase=phases, title="Component {n}")
    grown(Theme, size, **of, name="Theme {n}", slug=f"{mark}-theme-{{n}}")
    grown(Tier, size, **of, name="Tier {n}")
    organisations = grown(Organisation, size, name=f"{mark} partner {{n}}")
    grown(ProgrammeOrganisation, size, **of, organisation=organisations, role="partner")
    grown(TargetCountry, size, **of, country=countries(size))
    grown(Document, size, **of, title="Brochure {n}", **stored(f"{mark}-brochure"))
    people = grown(User, size, email=f"{mark}-{{n}}@example.org", name="Colleague {n}", password="!")
    grown(Role, size, user=people, kind=RoleKind.VIEWER, programme=programme)


def fill_site(size: int, *, mark: str) -> None:
    grown(Testimonial, size, text="It was good {n}.", position="Mayor", is_published=True)
    grown(Category, size, name=f"{mark} category {{n}}", slug=f"{mark}-category-{{n}}")
    Page.objects.get_or_create(slug="privacy", title="Privacy")


def fill_tokens(user: User, size: int) -> None:
    facts = {"scopes": Scope.READ.value, "expires_at": timezone.now() + timedelta(days=7)}
    grown(ApiToken, size, user=user, name="Website {n}", digest=f"{user.pk}-{{n}}", **facts)


def countries(size: int) -> list[Country]:
    """Codes that no real country has."""
    codes = [f"{first}{second}" for first in LETTERS for second in "0123456789QXZ"][:size]
    Country.objects.bulk_create((Country(code=code, name=f"Land {code}") for code in codes), ignore_conflicts=True)
    return list(Country.objects.filter(code__in=codes).order_by("code"))


def cities(size: int, *, mark: str) -> list[City]:
    name = f"{mark} town {{n}}"
    return grown(City, size, name=name, slug=f"{mark}-town-{{n}}", country=countries(size), zone="Europe/Belgrade")
