"""The run-sheet as a value, and on paper."""

import time as clock
from datetime import date, time
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.factories import values
from tests.tours.exporting.test_tables import exported
from tours.agenda.facts import Contact, Part
from tours.exporting.run_sheet import Attending, Known, RunLine, RunSheet, run_sheet
from tours.exporting.run_sheet_pdf import run_sheet_pdf
from tours.vocabulary import ItemKind, Level, PersonRole, Status

DRIVER = values.person("Petar Vozač")
BUS = values.item(
    "bus",
    title="Bus to the traffic centre",
    kind=ItemKind.TRANSFER,
    start=time(9, 0),
    end=time(9, 40),
    level=Level.DELEGATES,
    groups=("B",),
    capacity=20,
    place=values.KINTEX,
    room="Gate 3",
    staff_note="The gate closes at 9.",
    parts=(
        Part(role=PersonRole.DRIVER, person=DRIVER, level=Level.STAFF),
        Part(role=PersonRole.GUIDE, confirmed=False, level=Level.STAFF),
        Part(role=PersonRole.SPEAKER, person=values.person(), confirmed=False),
    ),
)
TUESDAY = values.item("tuesday", title="Visit", day=date(2017, 9, 5), status=Status.CANCELLED)
KNOWN = Known(telephones={DRIVER.uid: "+385 51 000"}, heads={"bus": 9})
OURS = (
    Contact(name="Đorđe Čačak", phone="+381 11 000"),
    Contact(name="Hotel", email="hotel@example.org"),
    Contact(name="Desk", role="Everything", phone="+82 2 000"),
)


def made(known: Known = KNOWN, *, day: date | None = None) -> RunSheet:
    return run_sheet(exported(values.item(), BUS, TUESDAY, places=40, contacts=OURS), known, day=day)


def test_line_tells_duties_numbers_heads_and_what_to_mind() -> None:
    assert made().days[0].lines[0] == RunLine(
        when="09:00–09:40",
        zone="",
        title="Bus to the traffic centre",
        kind="Transfer",
        status="",
        where="Gate 3, KINTEX, Goyang",
        groups="Second bus",
        heads="For 9 people · Takes 20 people",
        attending=(
            Attending("Driver", "Petar Vozač", "+385 51 000", True),
            Attending("Guide", "", "", True),
            Attending("Speaker", "Đorđe Čačak (to be confirmed)", "+381 11 000", False),
        ),
        note="The gate closes at 9.",
        is_transfer=True,
        is_cancelled=False,
    )


def test_who_may_not_know_gets_neither_private_numbers_nor_heads() -> None:
    line = made(Known()).days[0].lines[0]
    assert ([each.telephone for each in line.attending], line.heads) == (["", "", "+381 11 000"], "Takes 20 people")


def test_sheet_tells_seats_places_and_first_whom_one_can_call() -> None:
    sheet = made()
    assert (sheet.coming, [contact.name for contact in sheet.contacts]) == (
        "2 of 2 seats are taken. The event takes 40 people in all.",
        ["Đorđe Čačak", "Desk", "Hotel"],
    )


@pytest.mark.parametrize(
    ("day", "titles"),
    [
        (None, ["Monday 4 September 2017", "Tuesday 5 September 2017"]),
        (date(2017, 9, 5), ["Tuesday 5 September 2017"]),
        (date(2017, 9, 6), []),
    ],
)
def test_sheet_is_of_one_day_or_of_all(day: date | None, titles: list[str]) -> None:
    assert [each.title for each in made(day=day).days] == titles


def test_paper_has_a_page_a_day_with_all_of_it() -> None:
    pages = [page.extract_text() for page in PdfReader(BytesIO(run_sheet_pdf(made()))).pages]
    words = ["Petar Vozač", "+385 51 000", "For 9 people · Takes 20 people", "The gate closes at 9.", "Whom to call"]
    assert ([word for word in words if word not in pages[0]], "Visit" in pages[0], "Cancelled" in pages[1]) == (
        [],
        False,
        True,
    )


def test_paper_of_an_event_without_an_agenda_says_so() -> None:
    [page] = PdfReader(BytesIO(run_sheet_pdf(run_sheet(exported(), Known())))).pages
    assert "Programme to follow." in page.extract_text()


def test_same_sheet_gives_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = run_sheet_pdf(made())
    later = clock.time() + 86_400
    monkeypatch.setattr(clock, "time", lambda: later)
    assert (run_sheet_pdf(made()) == first, run_sheet_pdf(made(Known())) == first) == (True, False)


def test_item_that_does_not_take_place_is_marked_so_and_no_other() -> None:
    tentative = values.item("maybe", title="Walk", day=date(2017, 9, 5), status=Status.TENTATIVE)
    sheet = run_sheet(exported(values.item(), TUESDAY, tentative), KNOWN, day=None)
    lines = [line for day in sheet.days for line in day.lines]
    assert {(line.title, line.status, line.is_cancelled) for line in lines if line.status} == {
        ("Visit", "Cancelled", True),
        ("Walk", "To be confirmed", False),
    }
