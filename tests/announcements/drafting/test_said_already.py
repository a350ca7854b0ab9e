"""A draft says nothing twice: what a title or a name says already is left out, in any script."""

from datetime import date, time
from typing import Any

import pytest

from announcements.drafting import DraftKind, draft
from announcements.drafting.phrases import city_in_full, organisation_in_full, programme_in_full
from announcements.drafting.said_already import says, says_kind, without_dates
from tests.announcements.drafting.record import MOLIT, week
from tests.factories.values import BELGRADE, KINTEX, PRISHTINA, item
from tours.agenda.facts import City, Country, Name, Note, Organisation, Place, Programme, Supporter
from tours.vocabulary import ItemKind, OrganisationRole, Status

VIENNA = City(
    slug="vienna",
    name="Vienna",
    country=Country(code="AT", name="Austria"),
    names=(Name(text="Wien", language="de", script="Latn"),),
)
SKOPJE = City(
    slug="skopje",
    name="Skopje",
    country=Country(code="MK", name="North Macedonia"),
    names=(Name(text="Скопје", language="mk", script="Cyrl"), Name(text="Skopje", language="mk", script="Latn")),
)
UPP = Programme(name="Urban Partnership Program", short_name="UPP", slug="upp")
HOST, ORGANISER = OrganisationRole.HOST, OrganisationRole.ORGANISER
WHO = "Two representatives, one each from Rijeka (Croatia) and Belgrade (Београд / Beograd, Serbia), will attend"
WHEN = "from Monday 4 to Friday 8 September 2017."


def blocks(**facts: Any) -> list[str]:
    return draft(DraftKind.ATTENDING, week(**facts)).body.split("\n\n")


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"title": "Smart City Week study tour, Seoul"}, "the Smart City Week study tour, Seoul (서울, Republic of Korea),"),
        ({"title": "서울 스마트시티 위크"}, "“서울 스마트시티 위크” (Seoul, Republic of Korea), a study tour,"),
        ({"title": "Studienreise nach Wien", "host_city": VIENNA}, "the Studienreise nach Wien (Vienna, Austria)"),
        ({"title": "Wiener Tage", "host_city": VIENNA}, "“Wiener Tage”, a study tour in Vienna (Austria),"),
        ({"title": "Студијска посета Београду", "host_city": BELGRADE}, "the Студијска посета Београду (Belgrade, Serbia)"),
        ({"title": "Studijska poseta Beogradu", "host_city": BELGRADE}, "the Studijska poseta Beogradu (Belgrade, Београд, Serbia)"),
        ({"title": "Smart Week", "host_city": SKOPJE}, "the Smart Week, a study tour in Skopje (Скопје, North Macedonia),"),
        ({"title": "Study tour to Seoul, Republic of Korea"}, "the Study tour to Seoul, Republic of Korea (서울),"),
        ({"title": "Prishtina, Kosovo: tour", "host_city": PRISHTINA}, "the Prishtina, Kosovo: tour (Kosovo*),"),
        ({"title": "Smart City Week, 4-8 September 2017"}, "the Smart City Week, a study tour in Seoul (서울, Republic of Korea),"),
    ],
)  # fmt: skip
def test_kind_place_and_dates_that_the_title_says_are_not_said_again(facts: dict[str, Any], name: str) -> None:
    assert blocks(**facts)[0] == f"{WHO} {name} {WHEN}".replace("*", "\\*")


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [
        (
            [(MOLIT, HOST), (MOLIT, ORGANISER)],
            (
                "The study tour is organised by the Urban Partnership Program (UPP) and the Ministry of Land, Infrastructure and"
                " Transport (MOLIT, 국토교통부), which is also the host."
            ),
        ),
        (
            [(Organisation(name="UPP"), ORGANISER), (MOLIT, ORGANISER)],
            (
                "The study tour is organised by the Urban Partnership Program (UPP) and the Ministry of Land, Infrastructure and"
                " Transport (MOLIT, 국토교통부)."
            ),
        ),
        (
            [(Organisation(name="World Bank"), HOST), (Organisation(name="World Bank"), OrganisationRole.FUNDER)],
            "The study tour is organised by the Urban Partnership Program (UPP). The host and funder is the World Bank.",
        ),
    ],
)
def test_an_organisation_is_said_once_and_organisers_share_a_sentence(roles: list[Any], sentence: str) -> None:
    supporters = tuple(Supporter(organisation=one, role=role) for one, role in roles)
    text = blocks(organised=True, programme=UPP, supporters=supporters)[1]
    assert text == f"{sentence} Part of the study tour is held outside Seoul, at KINTEX (킨텍스) in Goyang."


def test_programme_that_the_title_names_is_not_named_before_it() -> None:
    week_ = week(title="UPP study tour", programme=UPP)
    assert draft(DraftKind.ATTENDING, week_).title == "Cities at the UPP study tour"
    alone = week(title="UPP study tour", programme=UPP, cities=())
    assert draft(DraftKind.ATTENDING, alone).title == "The UPP study tour"


def test_titles_of_drafts_leave_the_dates_to_the_dateline() -> None:
    text = draft(DraftKind.PROGRAMME_PUBLISHED, week(title="Smart City Week (4 to 8 September)"))
    assert (text.title, text.dateline) == ("Programme of the Smart City Week published", "Seoul, 4–8 September 2017")


@pytest.mark.parametrize(
    ("title", "starts", "ends", "rest"),
    [
        ("Smart Days, 30 August – 2 September 2017", date(2017, 8, 30), date(2017, 9, 2), "Smart Days"),
        ("Smart Day 4 Sept. 2017", date(2017, 9, 4), date(2017, 9, 4), "Smart Day"),
        ("Smart City Week 2017", date(2017, 9, 4), date(2017, 9, 8), "Smart City Week 2017"),
        ("Meeting of 14–8 September", date(2017, 9, 4), date(2017, 9, 8), "Meeting of 14–8 September"),
        ("4–8 September 2017", date(2017, 9, 4), date(2017, 9, 8), "4–8 September 2017"),
    ],
)
def test_dates_leave_a_title(title: str, starts: date, ends: date, rest: str) -> None:
    assert without_dates(week(title=title, starts=starts, ends=ends).event) == rest


def test_dates_leave_a_title_in_its_own_language() -> None:
    event = week(title="Studienreise, 4.–8. September 2017", language="de").event
    croatian = week(title="Tjedan, 4. – 8. rujna 2017.", language="hr").event
    assert [without_dates(event), without_dates(croatian)] == ["Studienreise", "Tjedan"]


@pytest.mark.parametrize(
    ("facts", "entry"),
    [
        ({"title": "Visit to KINTEX", "place": KINTEX}, "Visit to KINTEX (Goyang)."),
        ({"title": "Goyang today", "room": "KINTEX Hall 2", "place": KINTEX}, "Goyang today (KINTEX Hall 2)."),
        ({"title": "Talks", "place": Place(name="City Hall of Vienna", city="Vienna")}, "Talks (City Hall of Vienna)."),
        ({"title": "What next? (TBC)", "status": Status.TENTATIVE}, "What next? (TBC)."),
        ({"title": "What next", "status": Status.TENTATIVE}, "What next (to be confirmed)."),
    ],
)
def test_place_and_status_that_an_item_s_title_says_are_not_said_again(facts: dict[str, Any], entry: str) -> None:
    body = draft(DraftKind.PROGRAMME_PUBLISHED, week(item(start=time(10), end=None, **facts))).body
    assert body.split("\n- ")[1] == f"10:00: {entry}"


@pytest.mark.parametrize(
    ("kind", "title", "sentence"),
    [
        (ItemKind.MEETING, "Business meetings", "“Business meetings” on Monday 4 September is now called “Talks”."),
        (ItemKind.SITE_VISIT, "Visit to a port", "“Visit to a port” on Monday 4 September is now called “Talks”."),
        (ItemKind.MEAL, "Lunch", "“Lunch” on Monday 4 September is now called “Talks”."),
        (ItemKind.MEETING, "Cities", "The meeting “Cities” on Monday 4 September is now called “Talks”."),
    ],
)
def test_kind_that_an_item_s_title_says_is_not_said_before_it(kind: ItemKind, title: str, sentence: str) -> None:
    before, after = (week(item(kind=kind, title=name)) for name in (title, "Talks"))
    assert draft(DraftKind.PROGRAMME_CHANGED, after, previous=before).body.split("\n\n")[1] == sentence


def test_note_does_not_repeat_its_heading() -> None:
    notes = (Note(heading="Language", body="Language: English and Korean"),)
    assert blocks(practical=notes)[-1] == "**Language:** English and Korean."


def test_names_do_not_hold_their_own_short_forms() -> None:
    assert organisation_in_full(Organisation(name="Siemens AG", short_name="Siemens")) == "Siemens AG"
    assert programme_in_full(Programme(name="UPP Partnership", short_name="UPP")) == "the UPP Partnership"
    assert city_in_full(SKOPJE) == "Skopje (Скопје, North Macedonia)"


@pytest.mark.parametrize(
    ("title", "says_it"),
    [
        ("Konferencija gradova", True),
        ("Međunarodna radionica", True),
        ("Visite d'étude", True),
        ("스마트시티 워크숍", True),
        ("Tourism Days", False),
        ("Smart City Summit", False),
    ],
)
def test_kind_is_read_in_the_languages_of_the_programmes(title: str, says_it: bool) -> None:
    assert says_kind(title) is says_it


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [("Barcelona", "Bar", False), ("In Bar", "Bar", True), ("Новом Саду", "Novi Sad", False), ("", "Bar", False), ("Bar", "", False)],
)  # fmt: skip
def test_words_are_said_whole(text: str, words: str, said: bool) -> None:
    assert says(text, words) is said
