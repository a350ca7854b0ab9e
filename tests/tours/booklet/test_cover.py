"""The cover, and the way from it to the programme as it is now."""

import pytest
from msgspec.structs import replace

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, document, paragraphs, said
from tours.agenda.facts import City, Participation, Supporter
from tours.agenda.values import STAFF, Audience
from tours.agenda.view import AgendaView
from tours.pdf.blocks import Banner, Block, Code, Facts, Paragraph, Span
from tours.pdf.styles import Look, Paper
from tours.vocabulary import EventState, Level, OrganisationRole


def cover(view: AgendaView, paper: Paper = Paper.A4) -> tuple[Block, ...]:
    return document(view, paper).sections[0].blocks


def banner(view: AgendaView) -> Banner:
    block = cover(view)[0]
    assert isinstance(block, Banner)
    return block


def cover_facts(view: AgendaView, paper: Paper = Paper.A4) -> list[tuple[str, list[str]]]:
    [facts] = [block for block in cover(view, paper) if isinstance(block, Facts)]
    return [(label, said(cell)) for label, cell in facts.entries if said(cell)]


def test_cover_says_what_when_and_where() -> None:
    assert cover(values.view())[0] == Banner(
        over="World Bank - Austria Urban Partnership Program · Study tour",
        title="World Smart City Summit and Smart City Week",
        under=("4–8 September 2017", "Seoul (서울), Republic of Korea"),
    )


@pytest.mark.parametrize(
    ("audience", "whose"),
    [
        (Audience(level=Level.DELEGATES), "Programme for delegates"),
        (Audience(level=Level.DELEGATES, groups=("B", "A")), "Programme for delegates (First bus, Second bus)"),
        (STAFF, "Staff run-sheet"),
    ],
)
def test_cover_says_last_on_its_banner_whose_paper_it_is(audience: Audience, whose: str) -> None:
    assert banner(values.view(audience=audience, named_groups=values.GROUPS)).under == (
        "4–8 September 2017",
        "Seoul (서울), Republic of Korea",
        whose,
    )


def test_cover_says_who_comes_and_which_version_this_is() -> None:
    assert cover_facts(values.view(values.item())) == [
        ("Host", ["Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)"]),
        ("Supporter", ["World Bank Smart Cities KSB (World Bank)"]),
        ("Participating cities", ["Rijeka (Croatia)", "Belgrade (Serbia)"]),
        ("Themes", ["Urban governance and anti-corruption"]),
        ("Tier of learning", ["City-to-City dialogues"]),
        ("This is", ["Version 1, 30 August 2017"]),
    ]


def test_small_cover_says_who_comes_alone() -> None:
    assert [
        label
        for label, _ in cover_facts(values.view(audience=STAFF, organised=False, url="https://x.org"), Paper.POCKET)
    ] == [
        "Host",
        "Supporter",
        "Participating cities",
        "Website",
    ]


def test_names_in_other_languages_say_which() -> None:
    [facts] = [block for block in cover(values.view()) if isinstance(block, Facts)]
    assert facts.entries[0][1][0].spans == (
        Span("Ministry of Land, Infrastructure and Transport"),
        Span("(MOLIT,"),
        Span("국토교통부)", language="ko"),
    )


def test_many_cities_run_on_in_one_paragraph() -> None:
    cities = tuple(
        Participation(city=City(slug=f"c{number}", name=f"City {number}", country=values.SERBIA)) for number in range(9)
    )
    facts = dict(cover_facts(values.view(cities=cities)))
    assert facts["Participating cities"] == [", ".join(f"City {n} (Serbia)" for n in range(9))]


def test_cover_says_whose_booklet_it_is_unless_it_is_everyones() -> None:
    assert cover_facts(values.view(audience=STAFF))[-1] == ("Audience", ["Staff"])
    assert cover_facts(values.view())[-1] == ("This is", ["Version 1, 30 August 2017"])


def test_cover_says_where_the_programme_takes_part_in_the_event_of_others() -> None:
    said_of_it = ["World Bank - Austria Urban Partnership Program", "Organised by others; the programme takes part"]
    assert dict(cover_facts(values.view(organised=False)))["Part of"] == said_of_it
    assert "Part of" not in dict(cover_facts(values.view()))


@pytest.mark.parametrize(
    ("state", "said_first"),
    [
        (EventState.CANCELLED, "This event is cancelled. What follows is kept for the record."),
        (EventState.POSTPONED, "This event is postponed. Do not rely on the dates given here."),
    ],
)
def test_cover_says_first_that_an_event_is_off(state: EventState, said_first: str) -> None:
    found = cover(values.view(state=state))
    assert isinstance(found[1], Paragraph)
    assert (said((found[1].text,)), found[1].text.look) == ([said_first], Look.NOTICE)


def test_supporters_stand_by_role_hosts_first() -> None:
    supporters = (
        Supporter(organisation=values.WORLD_BANK, role=OrganisationRole.FUNDER),
        Supporter(organisation=values.MOLIT, role=OrganisationRole.HOST),
    )
    assert [label for label, _ in cover_facts(values.view(supporters=supporters))][:2] == ["Host", "Funder"]


def test_several_supporters_of_a_role_are_called_so() -> None:
    organisations = (values.MOLIT, replace(values.WORLD_BANK, short_name="World Bank Smart Cities KSB"))
    supporters = tuple(Supporter(organisation=one, role=OrganisationRole.FUNDER) for one in organisations)
    assert cover_facts(values.view(supporters=supporters))[0] == (
        "Funders",
        ["Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)", "World Bank Smart Cities KSB"],
    )


def test_cover_ends_with_footnotes() -> None:
    foot = document(values.view(cities=(Participation(city=values.PRISHTINA),))).sections[0].foot
    assert paragraphs(foot) == ["* This designation is without prejudice to positions on status."]
    assert document(values.view()).sections[0].foot == ()


def test_last_page_leads_to_the_current_version() -> None:
    [code] = document(values.view()).back
    assert isinstance(code, Code)
    assert code.address == f"{BASE_URL}/events/smart-city-week-2017/"
    assert said(code.beside) == [
        "The programme as it stands today",
        code.address,
        "Programmes change. Point a camera at the code to see the current version.",
    ]
