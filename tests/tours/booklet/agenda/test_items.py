"""What is said of an item."""

from datetime import date, time
from typing import Any

import pytest

from tests.factories import values
from tests.tours.booklet.reading import BASE_URL, monday, monday_rows, said
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Link, Part
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.pdf.blocks import Span
from tours.pdf.styles import Colour, Look
from tours.vocabulary import ItemKind, Level, PersonRole, Status


def test_item_says_time_what_who_and_where() -> None:
    item = values.item(
        place=values.KINTEX,
        room="Hall 3",
        summary="How cities plan.",
        track="Track A",
        language="ko",
        capacity=20,
        parts=(
            Part(role=PersonRole.SPEAKER, person=values.person(title="Dr")),
            Part(role=PersonRole.PRESENTER, person=values.person("Kim Min-seo"), confirmed=False),
            Part(role=PersonRole.MODERATOR, confirmed=False),
        ),
    )
    assert monday(values.view(item)) == [
        [
            ["10:00–11:00"],
            ["Opening of the week", "Session · Track A · Korean", "How cities plan.", "Takes 20 people"],
            [
                "Speaker: Dr Đorđe Čačak",
                "Presenter: Kim Min-seo (to be confirmed)",
                "Moderator: to be confirmed",
            ],
            ["Hall 3, KINTEX, Goyang"],
        ]
    ]


def test_title_leads_quietly_to_the_item_on_the_page() -> None:
    [row] = monday_rows(values.view(values.item("item-7")))
    address = f"{BASE_URL}/events/smart-city-week-2017/#item-item-7"
    assert row.cells[1][0].spans == (Span("Opening of the week", url=address, quiet=True),)


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        ({"start": None, "end": None}, ["No set time"]),
        ({"end": None}, ["10:00"]),
        ({"start": time(23), "end": time(1), "ends_on": date(2017, 9, 5)}, ["23:00–01:00 (+1 day)"]),
        (
            {"start": time(0, 30), "end": time(7), "ends_on": date(2017, 9, 3), "end_zone": "Pacific/Honolulu"},
            ["00:30–07:00 (−1 day)", "ends at Honolulu time (UTC−10)"],
        ),
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


def test_item_says_what_came_of_it() -> None:
    [[_, what, *_rest]] = monday(values.view(values.item(report="Two cities agreed.\n\nA visit follows.")))
    assert what == ["Opening of the week", "Session", "Report", "Two cities agreed.\n\nA visit follows."]


def test_kind_is_not_said_twice() -> None:
    item = values.item(kind=ItemKind.REGISTRATION, title="Registration", track="Track A")
    [[_, what, *_rest]] = monday(values.view(item))
    assert what == ["Registration", "Track A"]


def test_what_stands_between_sessions_is_set_quieter() -> None:
    view = values.view(values.item("1"), values.item("2", kind=ItemKind.BREAK, start=time(11), end=None))
    assert [row.cells[1][0].look for row in monday_rows(view)] == [Look.NAME, Look.CELL]


def test_transfers_are_set_louder_for_staff() -> None:
    view = values.view(
        values.item("1", kind=ItemKind.TRANSFER), values.item("2", kind=ItemKind.MEAL, start=time(12)), audience=STAFF
    )
    assert [row.cells[1][0].look for row in monday_rows(view)] == [Look.NAME, Look.CELL]


def test_staff_are_told_for_whom_a_link_is() -> None:
    links = tuple(Link(label=level, url="https://example.org/", level=level) for level in Level)
    told = {
        audience.level: monday(values.view(values.item(links=links), audience=audience))[0][1][2:]
        for audience in (Audience(level=Level.DELEGATES), STAFF)
    }
    assert told == {"delegates": ["public", "delegates"], "staff": ["public", "delegates (Delegates)", "staff (Staff)"]}


def test_groups_and_notes_are_told_to_those_they_are_for() -> None:
    item = values.item(groups=("A", "B"), staff_note="Bring badges.")
    told = {
        audience.level: monday(values.view(item, audience=audience, named_groups=values.GROUPS))[0][1][2:]
        for audience in (Audience(level=Level.PUBLIC), Audience(level=Level.DELEGATES, groups=("A",)), STAFF)
    }
    assert told == {
        Level.PUBLIC: [],
        Level.DELEGATES: ["Groups: First bus, Second bus"],
        Level.STAFF: ["Groups: First bus, Second bus", "For staff: Bring badges."],
    }


def test_links_of_an_item_are_said_by_label_or_address() -> None:
    links = (Link(label="Slides", url="https://example.org/1"), Link(label="", url="https://example.org/2"))
    [row] = monday_rows(values.view(values.item(links=links)))
    spans = [text.spans[0] for text in row.cells[1][1:] if text.spans[0].url]
    assert [(span.words, span.url) for span in spans] == [
        ("Slides", "https://example.org/1"),
        ("https://example.org/2", "https://example.org/2"),
    ]


def test_change_is_marked_in_colour_below_the_title() -> None:
    first = values.published(values.item("stays"), values.item(room="Room 2"))
    then = values.published(values.item("stays"), values.item(room="Hall 1"), number=2, previous=first)
    changed, stays = monday_rows(for_audience(then, PUBLIC))
    _title, mark, _kind, *_rest = changed.cells[1]
    assert [span.words for span in mark.spans] == ["Changed in version 2", ": was Room 2"]
    assert mark.look is Look.DETAIL
    assert {span.colour for span in mark.spans} == {Colour.LINK}
    assert said(stays.cells[1]) == ["Opening of the week", "Session"]
