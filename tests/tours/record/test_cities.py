"""Cities are found by what people type, and made where there are none."""

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries

from tests.factories import rows
from tours.models import City, CityName, Country
from tours.record.cities import cities_called, in_words, make_city, zones_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Belgrade", ["Belgrade"]),
        ("BELGRADE ", ["Belgrade"]),
        ("Београд", ["Belgrade"]),
        ("Beograd", ["Belgrade"]),
        ("Belgrade, Serbia", ["Belgrade"]),
        ("Čačak", ["Čačak"]),
        ("cacak", ["Čačak"]),
        ("Bel", []),
        ("", []),
        ("-", []),
    ],
)
def test_city_is_found_in_any_script_with_diacritics_or_without(typed: str, found: list[str]) -> None:
    home = rows.belgrade()
    rows.city("Čačak", slug="cacak", country=home.country, zone=home.zone)
    assert [city.name for city in cities_called(typed)] == found


def test_of_cities_of_one_name_the_country_says_which() -> None:
    serbia, croatia = rows.country("RS", "Serbia"), rows.country("HR", "Croatia")
    for number, country in enumerate((serbia, croatia)):
        City.objects.create(name="Novi Grad", country=country, zone="Europe/Zagreb", slug=f"novi-grad-{number}")
    assert [city.country.name for city in cities_called("Novi Grad")] == ["Croatia", "Serbia"]
    assert [city.country.name for city in cities_called("Novi Grad", country="RS")] == ["Serbia"]
    assert [in_words(city) for city in cities_called("novi grad, serbia")] == ["Novi Grad, Serbia"]


@pytest.mark.parametrize("count", [1, 40])
def test_finding_costs_the_same_for_any_number(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    for number in range(count):
        rows.city(f"Town {number}", slug=f"town-{number}")
    with django_assert_num_queries(3):
        assert len(cities_called("town 0")) == 1


def test_city_is_made_with_its_country() -> None:
    made = make_city(" Klagenfurt  am Wörthersee", country="AT", zone="Europe/Vienna")
    assert (made.name, made.slug, made.country.name) == (
        "Klagenfurt am Wörthersee",
        "klagenfurt-am-worthersee",
        "Austria",
    )
    assert make_city("Graz", country="AT", zone="Europe/Vienna").country == made.country


@pytest.mark.parametrize(
    ("name", "country", "zone"),
    [
        ("Беч", "AT", "Europe/Vienna"),
        ("Vienna", "Austria", "Europe/Vienna"),
        ("Vienna", "AT", "Vienna"),
        ("", "AT", "Europe/Vienna"),
    ],
)
def test_city_that_says_too_little_is_not_made(name: str, country: str, zone: str) -> None:
    with pytest.raises(ValidationError):
        make_city(name, country=country, zone=zone)
    assert not City.objects.exists()
    assert not Country.objects.exists()


def test_country_without_zones_of_its_own_has_all() -> None:
    assert zones_of("RS") == ("Europe/Belgrade",)
    assert "Asia/Seoul" in zones_of("ZZ")


def test_name_in_another_script_is_stored_under_the_script_of_its_letters() -> None:
    name = CityName(city=rows.belgrade(), text="Београд", language="mk", script="Latn")
    name.full_clean()
    assert name.script == "Cyrl"
