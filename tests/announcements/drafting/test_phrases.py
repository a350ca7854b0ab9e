import pytest

from announcements.drafting.phrases import (
    capitalised,
    city_in_full,
    counted,
    full_stop,
    organisation_in_full,
    programme_in_full,
    the,
    uncapitalised,
)
from tests.announcements.drafting.record import BELGRADE_IN_FULL
from tests.factories.values import PRISHTINA, RIJEKA, SEOUL
from tours.agenda.facts import City, Name, Organisation, Programme


@pytest.mark.parametrize(
    ("name", "short_name", "text"),
    [
        ("World Bank", "", "the World Bank"),
        ("Municipality of Shkodër", "", "the Municipality of Shkodër"),
        ("Korea Water Resources Corporation", "K-water", "the Korea Water Resources Corporation (K-water)"),
        ("NALAS", "NALAS", "NALAS"),
        ("Siemens", "SIE", "Siemens (SIE)"),
        ("Hyundai Motor", "", "Hyundai Motor"),
        ("The Urban Institute", "", "The Urban Institute"),
    ],
)
def test_organisations_take_the_article_where_their_name_describes_them(name: str, short_name: str, text: str) -> None:
    assert organisation_in_full(Organisation(name=name, short_name=short_name)) == text


@pytest.mark.parametrize(
    ("city", "text"),
    [
        (RIJEKA, "Rijeka (Croatia)"),
        (PRISHTINA, "Prishtina (Kosovo*)"),
        (SEOUL, "Seoul (서울, Republic of Korea)"),
        (BELGRADE_IN_FULL, "Belgrade (Београд / Beograd, Serbia)"),
        (
            City(slug="rijeka", name="Rijeka", country=RIJEKA.country, names=(Name(text="Fiume", language="it"),)),
            "Rijeka (Croatia)",
        ),
    ],
)
def test_cities_are_named_with_their_country_and_in_their_own_script(city: City, text: str) -> None:
    assert city_in_full(city) == text


def test_a_programme_is_named_once_where_it_has_no_short_name() -> None:
    assert programme_in_full(Programme(name="Urban Partnership Program", short_name="UPP")) == (
        "the Urban Partnership Program (UPP)"
    )
    assert programme_in_full(Programme(name="Urban Partnership Program")) == "the Urban Partnership Program"


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("Hear about projects", "hear about projects"),
        ("ICT firms", "ICT firms"),
        ("Korean lessons", "Korean lessons"),
        ("Bled", "Bled"),
        ("eGovernment", "eGovernment"),
        ("", ""),
    ],
)
def test_a_phrase_in_a_sentence_begins_small_unless_it_is_an_abbreviation(text: str, lower: str) -> None:
    assert uncapitalised(text) == lower


@pytest.mark.parametrize(
    ("text", "upper"),
    [("the World Bank", "The World Bank"), ("two cities", "Two cities"), ("iURBAN city", "iURBAN city"), ("", "")],
)
def test_a_sentence_begins_with_a_capital_unless_a_name_does_not(text: str, upper: str) -> None:
    assert capitalised(text) == upper


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Done", "Done."),
        ("Done. ", "Done."),
        ("Done?", "Done?"),
        ("“Done!”", "“Done!”"),
        ("(Done)", "(Done)."),
        ("", ""),
    ],
)
def test_a_sentence_ends_once(text: str, sentence: str) -> None:
    assert full_stop(text) == sentence


def test_counts_know_singular_and_plural() -> None:
    texts = [counted(number, "city", "cities") for number in (0, 1, 2, 11)]
    assert texts == ["no cities", "one city", "two cities", "11 cities"]


def test_a_title_with_an_article_of_its_own_gets_no_other() -> None:
    assert [the("Smart City Week"), the("The Week"), the("A Week")] == ["the Smart City Week", "The Week", "A Week"]
