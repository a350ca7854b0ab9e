from typing import Any

import pytest
from django.utils import translation
from msgspec.structs import replace

from announcements.drafting import Draft, DraftKind, draft
from tests.announcements.drafting.record import MOLIT, week
from tests.factories.values import BELGRADE, KINTEX, PRISHTINA, RIJEKA, SEOUL, item
from tours.agenda.facts import Note, Organisation, Participation, Place, Supporter
from tours.vocabulary import EventKind, EventState, OrganisationRole, Status

POST_OF_30_AUGUST_2017 = Draft(
    title="UPP cities at the World Smart City Summit and Smart City Week",
    dateline="Seoul, 4–8 September 2017",
    summary="Two representatives, one each from Rijeka and Belgrade, will attend the World Smart City Summit and Smart City"
    " Week, a study tour in Seoul, from Monday 4 to Friday 8 September 2017.",
    body="""\
Two representatives, one each from Rijeka (Croatia) and Belgrade (Београд / Beograd, Serbia), will attend the \
World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea), from Monday 4 to Friday \
8 September 2017.

Their participation is part of the World Bank - Austria Urban Partnership Program (UPP). The host is the Ministry of \
Land, Infrastructure and Transport (MOLIT, 국토교통부). The study tour is supported by the World Bank Smart Cities \
Knowledge Silo Breaker (KSB) and the Korea – World Bank Partnership Facility (KWPF). Part of the study tour is held \
outside Seoul, at KINTEX (킨텍스) in Goyang.

## Purposes

The study tour gives the participants the opportunity to:

- hear about infrastructure development projects and their outcomes;
- exchange experience with other countries;
- interact with eGovernment practitioners;
- meet senior representatives of leading ICT companies that built smart-city solutions;
- explore replicating best practices; and
- initiate multilateral cooperation between the government and IT industry of Korea and the participating countries.

## Practical information

**Time:** Seoul is at UTC+9, seven hours ahead of the cities at home (UTC+2).""",
)
ASSOCIATION = Organisation(name="Association of Cities", short_name="AC")
BARE: dict[str, Any] = {"cities": (), "purposes": (), "practical": (), "supporters": ()}


def attending(**facts: Any) -> Draft:
    return draft(DraftKind.ATTENDING, week(**facts))


def bare(**facts: Any) -> Draft:
    """The draft of an event that has only these facts, and nothing outside its host city."""
    return draft(DraftKind.ATTENDING, week(item(), **(BARE | facts)))


def test_the_post_of_30_august_2017_is_drafted_from_the_record() -> None:
    assert attending() == POST_OF_30_AUGUST_2017


def test_a_draft_is_english_whatever_language_the_coordinator_works_in() -> None:
    with translation.override("de"):
        assert attending() == POST_OF_30_AUGUST_2017


def test_without_cities_the_programme_itself_takes_part() -> None:
    text = bare()
    assert text.title == "UPP at the World Smart City Summit and Smart City Week"
    assert text.body == (
        "The World Bank - Austria Urban Partnership Program (UPP) will take part in the World Smart City Summit and Smart"
        " City Week, a study tour in Seoul (서울, Republic of Korea), from Monday 4 to Friday 8 September 2017."
    )


def test_an_event_of_the_programme_takes_place_and_is_organised_by_it() -> None:
    text = bare(organised=True, title="Smart City Week")
    assert text.title == "The Smart City Week"
    assert text.body == (
        "The Smart City Week, a study tour in Seoul (서울, Republic of Korea), will take place from Monday 4 to Friday"
        " 8 September 2017.\n\n"
        "The study tour is organised by the World Bank - Austria Urban Partnership Program (UPP)."
    )


@pytest.mark.parametrize(
    ("cities", "title", "subject"),
    [
        (
            (Participation(city=RIJEKA, seats=1, taken=1),),
            "Rijeka at the Smart City Week",
            "One representative from Rijeka (Croatia) will attend",
        ),
        (
            (Participation(city=RIJEKA, seats=2, taken=2),),
            "Rijeka at the Smart City Week",
            "Two representatives from Rijeka (Croatia) will attend",
        ),
        (
            (Participation(city=RIJEKA, seats=2, taken=1), Participation(city=BELGRADE, seats=2, taken=2)),
            "UPP cities at the Smart City Week",
            "Three representatives, one from Rijeka (Croatia) and two from Belgrade (Београд, Serbia), will attend",
        ),
        (
            (Participation(city=RIJEKA, seats=2), Participation(city=BELGRADE, seats=2)),
            "UPP cities at the Smart City Week",
            "Rijeka (Croatia) and Belgrade (Београд, Serbia) will attend",
        ),
        (
            (Participation(organisation=ASSOCIATION, seats=1, taken=1),),
            "AC at the Smart City Week",
            "One representative from the Association of Cities (AC) will attend",
        ),
        (
            (Participation(organisation=replace(ASSOCIATION, city=BELGRADE), seats=1, taken=1),),
            "AC at the Smart City Week",
            "One representative from the Association of Cities (AC, Belgrade) will attend",
        ),
        (
            (Participation(city=RIJEKA, seats=6, taken=6), Participation(organisation=ASSOCIATION, seats=6, taken=6)),
            "UPP participants at the Smart City Week",
            "12 representatives, six each from Rijeka (Croatia) and the Association of Cities (AC), will attend",
        ),
    ],
)
def test_cities_are_counted_in_words(cities: tuple[Participation, ...], title: str, subject: str) -> None:
    text = bare(cities=cities, title="Smart City Week")
    assert text.title == title
    assert text.body.split("\n\n")[0] == (
        f"{subject} the Smart City Week, a study tour in Seoul (서울, Republic of Korea), from Monday 4 to Friday"
        " 8 September 2017."
    )


ASKED = tuple(
    Participation(city=replace(PRISHTINA, name=name), seats=2) for name in ("Prishtina", "Prizren", "Peja", "Gjakova")
)


@pytest.mark.parametrize(
    ("cities", "subject"),
    [
        ((Participation(city=PRISHTINA, taken=1), *ASKED[1:]), "One representative from Prishtina"),
        (
            (Participation(city=PRISHTINA, taken=2), Participation(city=BELGRADE, taken=1)),
            "Three representatives, two from Prishtina and one from Belgrade,",
        ),
        (ASKED[:3], "Prishtina, Prizren and Peja"),
        (ASKED, "Four cities"),
        (tuple(replace(asked, taken=2) for asked in ASKED), "Eight representatives from four cities"),
        (
            (Participation(organisation=ASSOCIATION, taken=1), *(replace(asked, taken=1) for asked in ASKED[1:])),
            "Four representatives from four participants",
        ),
    ],
)
def test_a_summary_is_short_and_names_no_country_that_a_footnote_belongs_to(
    cities: tuple[Participation, ...], subject: str
) -> None:
    assert bare(cities=cities, title="Smart City Week").summary == (
        f"{subject} will attend the Smart City Week, a study tour in Seoul, from Monday 4 to Friday 8 September 2017."
    )


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("City Exchange Days, Seoul", "The City Exchange Days, Seoul, a study tour,"),
        ("Study visit on urban mobility, Seoul", "The Study visit on urban mobility, Seoul,"),
        ("Workshop in SEOUL", "The Workshop in SEOUL"),
        ("Days of Seoulites", "The Days of Seoulites, a study tour in Seoul,"),
        ("Study tour of mayors", "The Study tour of mayors in Seoul"),
        ("Study tour to Seoul", "The Study tour to Seoul"),
    ],
)
def test_a_summary_says_of_kind_and_city_what_the_title_leaves_open(title: str, name: str) -> None:
    assert bare(organised=True, title=title).summary == (
        f"{name} will take place from Monday 4 to Friday 8 September 2017."
    )


def test_cities_that_have_named_nobody_yet_are_told_apart() -> None:
    cities = (
        Participation(city=RIJEKA, seats=1, taken=1),
        Participation(city=BELGRADE, seats=1),
        Participation(city=PRISHTINA, seats=1),
    )
    _lead, _programme, still_open, footnote = bare(cities=cities).body.split("\n\n")
    assert still_open == "Belgrade (Београд, Serbia) and Prishtina (Kosovo\\*) have yet to name their representatives."
    assert footnote == "\\* This designation is without prejudice to positions on status."


def test_the_introduction_does_not_part_the_participants_from_what_is_said_of_them() -> None:
    cities = (Participation(city=RIJEKA, taken=1), Participation(city=BELGRADE, seats=1))
    _lead, carried, still_open, introduction = bare(cities=cities, summary="On how cities plan").body.split("\n\n")
    assert carried == "Their participation is part of the World Bank - Austria Urban Partnership Program (UPP)."
    assert still_open == "Belgrade (Београд, Serbia) has yet to name its representatives."
    assert introduction == "On how cities plan."


def test_each_role_has_its_sentence() -> None:
    names = {role: f"Bank S {role}" for role in OrganisationRole} | {OrganisationRole.HOST: "City of Seoul"}
    supporters = (
        Supporter(organisation=MOLIT, role=OrganisationRole.HOST),
        *(
            Supporter(organisation=Organisation(name=f"{names[role]}"), role=role)
            for role in OrganisationRole
            if role is not OrganisationRole.ORGANISER
        ),
    )
    assert bare(supporters=supporters, kind=EventKind.CONFERENCE, organised=True).body.split("\n\n")[1] == (
        "The conference is organised by the World Bank - Austria Urban Partnership Program (UPP)."
        " The hosts are the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부) and the City of Seoul."
        " The conference is supported by Bank S supporter."
        " The conference is funded by Bank S funder."
        " The conference is held in partnership with Bank S partner."
        " The counterpart is Bank S counterpart."
    )


def test_whoever_has_several_roles_is_named_once() -> None:
    bank, fund = Organisation(name="World Bank"), Organisation(name="Example Fund")
    programme = Organisation(name=week().event.programme.name)
    supporters = (
        Supporter(organisation=bank, role=OrganisationRole.ORGANISER),
        Supporter(organisation=programme, role=OrganisationRole.ORGANISER),
        Supporter(organisation=fund, role=OrganisationRole.FUNDER),
        Supporter(organisation=fund, role=OrganisationRole.HOST),
    )
    assert bare(supporters=supporters, organised=True).body.split("\n\n")[1] == (
        "The study tour is organised by the World Bank - Austria Urban Partnership Program (UPP) and the World Bank."
        " The host and funder is the Example Fund."
    )


@pytest.mark.parametrize(
    ("purposes", "printed"),
    [
        (["Korean smart-city lessons."], ["- Korean smart-city lessons."]),
        (["Who owns data?"], ["- Who owns data?"]),
        (["Hear from Seoul", "Who owns data?"], ["- Hear from Seoul.", "- Who owns data?"]),
        (["Visit Seoul", "Korean lessons;"], ["- Visit Seoul.", "- Korean lessons."]),
    ],
)
def test_purposes_that_are_no_rest_of_a_sentence_stay_as_they_are(purposes: list[str], printed: list[str]) -> None:
    assert bare(purposes=tuple(purposes)).body.split("\n\n")[1:] == ["## Purposes", "\n".join(printed)]


def test_title_that_says_kind_and_city_is_given_the_country() -> None:
    text = bare(organised=True, title="Study visit on urban mobility, Seoul")
    assert text.body.split("\n\n")[0] == (
        "The Study visit on urban mobility, Seoul (서울, Republic of Korea), will take place from Monday 4 to Friday"
        " 8 September 2017."
    )


def test_sentence_that_ends_with_a_name_has_one_mark() -> None:
    company = Supporter(organisation=Organisation(name="Example Co., Ltd."), role=OrganisationRole.HOST)
    assert bare(supporters=(company,)).body.endswith("\n\nThe host is Example Co., Ltd.")


def test_place_that_the_introduction_names_is_not_named_again() -> None:
    assert "outside" not in bare_with_kintex(summary="The exhibition is at KINTEX in Goyang.")
    assert bare_with_kintex().count("KINTEX") == 1


def bare_with_kintex(summary: str = "") -> str:
    """The draft of an event with two items there; only one item has the local name of the place."""
    lines = [item("one", place=replace(KINTEX, local_name="")), item("two", place=KINTEX)]
    return draft(DraftKind.ATTENDING, week(*lines, **BARE | {"summary": summary})).body


def test_a_single_purpose_is_a_sentence() -> None:
    assert bare(purposes=("Exchange experience with other countries.",)).body.endswith(
        "\n\nThe purpose is to exchange experience with other countries."
    )


def test_a_note_of_several_paragraphs_is_told_by_its_first_and_says_where_the_rest_is() -> None:
    notes = (
        Note(heading="Language", body="English and Korean.\n\nBring a headset."),
        Note(heading="Time", body="UTC+9"),
    )
    assert bare(practical=notes).body.endswith(
        "\n\n## Practical information\n\n**Language:** English and Korean.\n\n**Time:** UTC+9.\n\n"
        "More on [the page of the event](/events/smart-city-week-2017/)."
    )


def test_of_many_places_outside_the_host_city_only_the_cities_are_named() -> None:
    lines = [
        item(f"item-{number}", place=Place(name=f"Hall {number}", city=city))
        for number, city in enumerate(["Goyang", "Goyang", "Incheon", "Suwon", "Seoul"])
    ]
    text = draft(DraftKind.ATTENDING, week(*lines, **BARE))
    assert text.body.endswith("\n\nPart of the study tour is held outside Seoul, in Goyang, Incheon and Suwon.")


def test_a_cancelled_item_takes_nobody_out_of_the_host_city() -> None:
    text = draft(DraftKind.ATTENDING, week(item(place=KINTEX, status=Status.CANCELLED), **BARE))
    assert "outside" not in text.body


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_a_called_off_event_is_told_as_such(state: EventState) -> None:
    text = attending(state=state)
    assert text.title == f"The World Smart City Summit and Smart City Week is {state}"
    assert text.body == (
        "The World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea) planned for 4–8"
        f" September 2017, is {state}. Rijeka (Croatia) and Belgrade (Београд / Beograd, Serbia) were to take part."
    )


def test_the_kind_is_not_repeated_where_the_title_has_it() -> None:
    assert bare(organised=True, title="The Study tour of mayors", host_city=SEOUL).body.split("\n\n")[0] == (
        "The Study tour of mayors in Seoul (서울, Republic of Korea) will take place from Monday 4 to Friday"
        " 8 September 2017."
    )
