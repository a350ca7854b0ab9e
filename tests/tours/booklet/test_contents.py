"""What the booklet says, before it is drawn."""

from dataclasses import replace as with_facts
from datetime import date, time
from typing import Any

import pytest
from msgspec.structs import replace

from tests.factories import values
from tours.agenda import PUBLIC, STAFF, Audience
from tours.agenda_view import AgendaView
from tours.audiences import for_audience
from tours.booklet.contents import contents
from tours.facts import City, Link, Name, Note, Part, Participation, Place, Supporter
from tours.pdf.blocks import Banner, Block, Bullets, Cell, Code, Document, Facts, Heading, Paragraph, Row, Table
from tours.pdf.styles import Colour, Look, Paper
from tours.vocabulary import EventState, ItemKind, Level, OrganisationRole, PersonRole, Status

BASE_URL = "https://sojourn.example.org"


def document(view: AgendaView) -> Document:
    return contents(view, base_url=BASE_URL, paper=Paper.A4)


def body(view: AgendaView) -> tuple[Block, ...]:
    return document(view).sections[1].blocks


def said(cell: Cell) -> list[str]:
    """The texts of a cell that have words."""
    texts = [" ".join(span.words for span in text.spans) for text in cell]
    return [words for words in texts if words]


def headings(view: AgendaView) -> list[tuple[int, str]]:
    return [(block.level, block.words) for block in body(view) if isinstance(block, Heading)]


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    return [said((block.text,))[0] for block in blocks if isinstance(block, Paragraph)]


def table(view: AgendaView, heading: str) -> Table:
    """The table that follows a heading."""
    blocks = body(view)
    [place] = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.words == heading]
    following = blocks[place + 1]
    assert isinstance(following, Table)
    return following


def rows(view: AgendaView, heading: str) -> list[list[list[str]]]:
    return [[said(cell) for cell in row.cells] for row in table(view, heading).rows]


def monday(view: AgendaView) -> list[list[list[str]]]:
    return rows(view, "Monday 4 September 2017")


def monday_rows(view: AgendaView) -> tuple[Row, ...]:
    return table(view, "Monday 4 September 2017").rows


def cover(view: AgendaView) -> tuple[Block, ...]:
    return document(view).sections[0].blocks


def cover_facts(view: AgendaView) -> list[tuple[str, list[str]]]:
    [facts] = [block for block in cover(view) if isinstance(block, Facts)]
    return [(label, said(cell)) for label, cell in facts.entries if said(cell)]


def test_cover_says_what_when_and_where() -> None:
    assert cover(values.view())[0] == Banner(
        over="World Bank - Austria Urban Partnership Program · Study tour",
        title="World Smart City Summit and Smart City Week",
        under=("4–8 September 2017", "Seoul (서울), Republic of Korea"),
    )


def test_cover_says_who_comes_and_which_version_this_is() -> None:
    assert cover_facts(values.view(values.item())) == [
        ("Host", ["Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)"]),
        ("Supporter", ["World Bank Smart Cities KSB (World Bank)"]),
        ("Participating cities", ["Rijeka (Croatia)", "Belgrade (Serbia)"]),
        ("Themes", ["Urban governance and anti-corruption"]),
        ("Way of learning", ["City-to-City dialogues"]),
        ("This is", ["Version 1, 30 August 2017"]),
    ]


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


def test_cover_ends_with_footnotes_and_the_way_to_the_current_version() -> None:
    foot = document(values.view(cities=(Participation(city=values.PRISHTINA),))).sections[0].foot
    assert paragraphs(foot) == ["* This designation is without prejudice to positions on status."]
    assert isinstance(foot[-1], Code)
    assert foot[-1].address == f"{BASE_URL}/events/smart-city-week-2017/"
    assert said(foot[-1].beside)[:2] == ["The programme as it stands today", foot[-1].address]


def test_sections_come_in_order_and_only_where_there_is_something_to_say() -> None:
    item = values.item(place=values.KINTEX, parts=(Part(role=PersonRole.SPEAKER, person=values.person()),))
    view = values.view(item, values.item("2", day=date(2017, 9, 5)), audience=STAFF, conditions="English.")
    assert headings(view) == [
        (1, "Programme"),
        (2, "Monday 4 September 2017"),
        (2, "Tuesday 5 September 2017"),
        (1, "Purposes"),
        (1, "People"),
        (1, "Participating cities"),
        (1, "Places"),
        (1, "Practical information"),
        (2, "Language"),
        (2, "Hotel (fictional)"),
        (2, "Conditions of participation"),
        (1, "Contacts"),
    ]
    bare = values.view(purposes=(), cities=(), practical=(), contacts=())
    assert headings(bare) == [(1, "Programme")]


def test_agenda_without_items_says_that_it_is_to_follow() -> None:
    assert paragraphs(body(values.view()))[0] == "Programme to follow."


def test_event_announced_without_an_agenda_has_its_programme_to_follow() -> None:
    announcement = replace(values.whole(values.event()), uid="announcement")
    view = values.view(announcement, purposes=(), practical=())
    assert headings(view) == [(1, "Programme"), (1, "Participating cities")]
    assert paragraphs(body(view)) == ["Programme to follow."]


def test_programme_says_whose_time_it_is_and_what_the_version_is_for() -> None:
    view = replace(values.view(values.item()), note="Rooms are new.")
    assert paragraphs(body(view))[:2] == ["Rooms are new.", "Times are local: Seoul, UTC+9."]


def test_item_says_time_what_who_and_where() -> None:
    item = values.item(
        place=values.KINTEX,
        room="Hall 3",
        summary="How cities plan.",
        track="Track A",
        language="ko",
        parts=(
            Part(role=PersonRole.SPEAKER, person=values.person(title="Dr")),
            Part(role=PersonRole.PRESENTER, person=values.person("Kim Min-seo"), confirmed=False),
            Part(role=PersonRole.MODERATOR, confirmed=False),
        ),
    )
    assert monday(values.view(item)) == [
        [
            ["10:00–11:00"],
            ["Opening of the week", "Session · Track A · Korean", "How cities plan."],
            [
                "Speaker: Dr Đorđe Čačak",
                "Presenter: Kim Min-seo (to be confirmed)",
                "Moderator: to be confirmed",
            ],
            ["Hall 3, KINTEX, Goyang"],
        ]
    ]


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"start": None, "end": None}, ["No set time"]),
        ({"end": None}, ["10:00"]),
        ({"start": time(23), "end": time(1), "ends_on": date(2017, 9, 5)}, ["23:00–01:00 (+1 day)"]),
        ({"zone": "Europe/Belgrade"}, ["10:00–11:00", "Belgrade time (UTC+2)"]),
        ({"end_zone": "Europe/Belgrade"}, ["10:00–11:00", "ends at Belgrade time (UTC+2)"]),
    ],
)
def test_time_is_said_as_far_as_it_is_known(facts: dict[str, Any], when: list[str]) -> None:
    [[time_said, *_rest]] = monday(values.view(values.item(**facts)))
    assert time_said == when


@pytest.mark.parametrize(
    ("status", "mark", "colour", "struck"),
    [
        (Status.CANCELLED, "Cancelled", Colour.ALERT, True),
        (Status.TENTATIVE, "To be confirmed", Colour.NOTICE, False),
    ],
)
def test_status_is_said_in_words_as_well_as_shown(status: Status, mark: str, colour: Colour, *, struck: bool) -> None:
    [row] = monday_rows(values.view(values.item(status=status)))
    title, word, _kind, *_rest = row.cells[1]
    assert said(row.cells[1]) == ["Opening of the week", mark, "Session"]
    assert (title.spans[0].struck, word.spans[0].colour) == (struck, colour)


def test_item_that_was_removed_is_left_out() -> None:
    first = values.published(values.item("1"), values.item("2", title="Removed"))
    second = values.published(values.item("1"), number=2, previous=first)
    view = for_audience(second, PUBLIC)
    assert [what[0] for _, what, *_ in monday(view)] == ["Opening of the week"]


def test_item_says_what_came_of_it() -> None:
    [[_, what, *_rest]] = monday(values.view(values.item(report="Two cities agreed.\n\nA visit follows.")))
    assert what == ["Opening of the week", "Session", "What came of it", "Two cities agreed.\n\nA visit follows."]


def test_kind_is_not_said_twice() -> None:
    item = values.item(kind=ItemKind.REGISTRATION, title="Registration", track="Track A")
    [[_, what, *_rest]] = monday(values.view(item))
    assert what == ["Registration", "Track A"]


def test_parallel_items_stand_together_each_in_the_colour_of_its_track() -> None:
    view = values.view(
        values.item("1", title="A", track="Track A"),
        values.item("2", title="B", track="Track B"),
        values.item("3", title="Lunch", start=time(12), end=time(13), kind=ItemKind.MEAL),
    )
    assert [(said(row.cells[1])[0], row.joined, row.bar) for row in monday_rows(view)] == [
        ("A", False, Colour.LINK),
        ("B", True, Colour.BROWN),
        ("Lunch", False, None),
    ]


def test_items_without_a_clock_time_are_not_parallel() -> None:
    view = values.view(values.item("1", start=None, end=None), values.item("2", start=None, end=None))
    assert [row.joined for row in monday_rows(view)] == [False, False]


def test_what_stands_between_sessions_is_set_quieter() -> None:
    view = values.view(values.item("1"), values.item("2", kind=ItemKind.BREAK, start=time(11), end=None))
    assert [row.cells[1][0].look for row in monday_rows(view)] == [Look.NAME, Look.CELL]


def test_staff_read_groups_and_notes_that_the_public_does_not() -> None:
    item = values.item(groups=("A", "B"), staff_note="Bring badges.")
    [[_, staff, *_rest]] = monday(values.view(item, audience=STAFF))
    [[_, public, *_others]] = monday(values.view(item))
    assert staff == ["Opening of the week", "Session", "Groups: A, B", "For staff: Bring badges."]
    assert public == ["Opening of the week", "Session"]


def test_links_of_an_item_are_said_by_label_or_address() -> None:
    links = (Link(label="Slides", url="https://example.org/1"), Link(label="", url="https://example.org/2"))
    [row] = monday_rows(values.view(values.item(links=links)))
    spans = [text.spans[0] for text in row.cells[1] if text.spans[0].url]
    assert [(span.words, span.url) for span in spans] == [
        ("Slides", "https://example.org/1"),
        ("https://example.org/2", "https://example.org/2"),
    ]


def test_people_are_listed_once_by_name_with_their_other_names() -> None:
    kim = values.person("Kim", names=(Name(text="김", language="ko", script="Hang"),), organisation="MOLIT", city="")
    djordje = values.person()
    parts = (
        Part(role=PersonRole.SPEAKER, person=kim, confirmed=False),
        Part(role=PersonRole.SPEAKER, person=djordje, confirmed=False),
    )
    view = values.view(
        values.item("1", parts=parts), values.item("2", parts=(Part(role=PersonRole.MODERATOR, person=djordje),))
    )
    assert rows(view, "People") == [
        [["Đorđe Čačak"], ["Adviser (fictional)"], ["Belgrade"]],
        [["Kim", "김", "to be confirmed"], ["Adviser (fictional)"], ["MOLIT"]],
    ]


def test_cities_are_listed_with_seats_and_representatives_and_organisations_in_their_stead() -> None:
    cities = (
        Participation(city=values.BELGRADE, seats=2, taken=1),
        Participation(city=values.PRISHTINA, seats=1),
        Participation(organisation=values.MOLIT, seats=3, taken=3),
        Participation(),
    )
    view = values.view(cities=cities)
    assert rows(view, "Participating cities") == [
        [["Belgrade", "Београд"], ["Serbia"], ["2"], ["1"]],
        [["Prishtina"], ["Kosovo*"], ["1"], ["not yet named"]],
        [["Ministry of Land, Infrastructure and Transport", "MOLIT, 국토교통부"], ["Republic of Korea"], ["3"], ["3"]],
        [[], [], ["0"], ["0"]],
    ]
    assert "* This designation is without prejudice to positions on status." in paragraphs(body(view))


def test_places_are_listed_once_in_both_scripts() -> None:
    hall = Place(name="City Hall", city="Seoul", local_name="서울특별시청")
    view = values.view(
        values.item("1", place=values.KINTEX), values.item("2", place=hall), values.item("3", place=values.KINTEX)
    )
    assert rows(view, "Places") == [
        [["KINTEX", "킨텍스"], ["217-60 Kintex-ro, Ilsanseo-gu, Goyang", "고양시 일산서구 킨텍스로 217-60"]],
        [["City Hall", "서울특별시청"], ["Seoul"]],
    ]


def test_purposes_are_a_list() -> None:
    [bullets] = [block for block in body(values.view()) if isinstance(block, Bullets)]
    assert bullets.items == ("Hear about infrastructure projects", "Exchange experience with other countries")


def test_blank_line_in_a_note_ends_a_paragraph() -> None:
    view = values.view(practical=(Note(heading="Money", body="Won.\nCards too.\n \nCash machines."),))
    assert paragraphs(body(view))[1:] == ["Won.\nCards too.", "Cash machines."]


def test_contacts_can_be_written_to_and_called() -> None:
    [row] = table(values.view(audience=STAFF), "Contacts").rows
    assert [said(cell) for cell in row.cells] == [
        ["Event desk (fictional)"],
        ["desk@example.org"],
        ["+82 2 0000 0000"],
    ]
    assert [cell[0].spans[0].url for cell in row.cells[1:]] == ["mailto:desk@example.org", "tel:+82200000000"]


def test_document_for_everyone_names_only_its_edition() -> None:
    assert document(values.view()).edition == "Version 1, 30 August 2017"


def test_document_names_its_edition_audience_and_language() -> None:
    view = values.view(audience=Audience(level=Level.DELEGATES, groups=("B", "A")), language="sr")
    assert with_facts(document(view), sections=()) == Document(
        title="World Smart City Summit and Smart City Week",
        edition="Version 1, 30 August 2017 · Audience: Delegates (A, B)",
        author="World Bank - Austria Urban Partnership Program",
        language="sr",
        dated=values.PUBLISHED_AT,
        paper=Paper.A4,
        sections=(),
    )


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
