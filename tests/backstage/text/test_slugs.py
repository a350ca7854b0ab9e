import pytest

from backstage.text.slugs import free_slug, slug_for
from tests.factories import rows
from tours.models import Event


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Београд", "beograd"),
        ("Đakovo", "dakovo"),
        ("서울 스마트시티", "seoul-seumateusiti"),
        ("Smart City Week 2017!", "smart-city-week-2017"),
        ("…", "event"),
        ("x" * 500, "x" * 80),
    ],
)
def test_slug_survives_every_script(text: str, slug: str) -> None:
    assert slug_for(text, otherwise="event") == slug


@pytest.mark.django_db
def test_free_slug_counts_up_from_two() -> None:
    rows.event(slug="seoul")
    assert free_slug(Event, "서울", otherwise="event") == "seoul-2"
    rows.event(slug="seoul-2")
    assert free_slug(Event, "Seoul", otherwise="event") == "seoul-3"


@pytest.mark.django_db
def test_free_slug_is_no_name_of_the_site_itself() -> None:
    assert free_slug(Event, "Admin", otherwise="event") == "admin-2"
