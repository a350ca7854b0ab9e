"""Tables of hosts: what their columns are, and their rows as items."""

from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.tours.importing.makers import FRIDAY, MONDAY, TUESDAY
from tours.importing.reading.values import Doubt, NamedPerson
from tours.importing.tables import rows
from tours.importing.tables.columns import Column
from tours.importing.tables.moments import Days, ReadDay, times_of
from tours.importing.tables.rows import Table, is_headed, read_table
from tours.vocabulary import ItemKind, PersonRole

CROATIAN = (
    "R. br.;Datum;Vrijeme;Naslov;Mjesto;Dvorana;Govornici;Voditelj;Napomena;Jezik\n"
    "1.;4.9.2017.;9:30 - 10.15;Otvaranje;Vijećnica;Dvorana 2;Ana Novak, gradonačelnica;Ivo Babić;Ponijeti putovnicu;hrvatski\n"
    "2.;;11 h;Ručak;;;;;;\n"
    ";utorak 5. rujna;;;;;;;;\n"
    "3.;;22:30-00:45;Večera (TBC);Restoran;;;;;\n"
)


@pytest.fixture
def days() -> Days:
    return Days(MONDAY, FRIDAY)


def test_columns_are_known_by_their_headings_and_no_cell_is_lost(days: Days) -> None:
    table = read_table(CROATIAN, days)
    opening, lunch, dinner = table.reading.items

    assert table.columns == (
        None, Column.DAY, Column.START, Column.TITLE, Column.PLACE, Column.ROOM, Column.SPEAKERS, Column.MODERATOR,
        Column.DESCRIPTION, None,
    )  # fmt: skip
    assert (opening.day, opening.start, opening.end, opening.title) == (MONDAY, time(9, 30), time(10, 15), "Otvaranje")
    assert (opening.place, opening.room, opening.doubts) == (
        "Vijećnica",
        "Dvorana 2",
        frozenset({Doubt.NOT_UNDERSTOOD}),
    )
    assert opening.people == (
        NamedPerson("Ivo Babić", PersonRole.MODERATOR),
        NamedPerson("Ana Novak", PersonRole.SPEAKER, "gradonačelnica"),
    )
    assert opening.rest == "Ponijeti putovnicu\n\nJezik: hrvatski"
    assert (lunch.day, lunch.start, lunch.end, lunch.kind) == (MONDAY, time(11), None, ItemKind.MEAL)
    assert (dinner.day, dinner.end, dinner.ends_next_day, dinner.is_tentative) == (TUESDAY, time(0, 45), True, True)
    assert [(section.heading, section.day) for section in table.reading.sections] == [
        ("4.9.2017.", MONDAY),
        ("utorak 5. rujna", TUESDAY),
    ]
    assert [item.section for item in table.reading.items] == [0, 0, 1]


@pytest.mark.parametrize(
    "heading",
    [
        "Date\tTime\tSession\tVenue",
        "Tag\tUhrzeit\tProgrammpunkt\tOrt",
        "Дан\tВреме\tТема\tМесто",
        "Jour\tHoraire\tIntitulé\tLieu",
        "Fecha\tHora\tActividad\tLugar",
        "DATUM\tVRIJEME\tAKTIVNOST\tMJESTO",
    ],
)
def test_headings_of_six_languages_are_known(heading: str, days: Days) -> None:
    table = read_table(f"{heading}\n2017-09-05\t9:00\tTalk\tHall", days)
    [item] = table.reading.items

    assert is_headed(heading)
    assert (item.day, item.start, item.title, item.place) == (TUESDAY, time(9), "Talk", "Hall")


def test_columns_that_were_chosen_go_before_the_heading(days: Days) -> None:
    columns = (Column.DAY, Column.TITLE, None)
    table = read_table("When\tWhat we do\tLanguage\n2\tTalk\tEnglish\n9\tTea\t", days, columns)
    first, second = table.reading.items

    assert (table.columns, table.first) == (columns, ["When", "What we do", "Language"])
    assert (first.day, first.rest, second.day, second.doubts) == (
        TUESDAY,
        "Language: English",
        None,
        frozenset({Doubt.NO_DAY}),
    )


def test_words_beside_the_names_of_speakers_are_not_lost(days: Days) -> None:
    table = read_table("Day\tTitle\tSpeaker\n2\tTalk\tN.N.\n2\tTea\tAna Novak (Mayor)", days)
    first, second = table.reading.items
    assert (first.people, first.rest, first.is_tentative) == ((), "N.N.", True)
    assert (second.people, second.rest) == ((NamedPerson("Ana Novak", PersonRole.SPEAKER, "Mayor"),), "")


def test_text_is_no_table_unless_it_tells_days_and_titles() -> None:
    assert not is_headed("Time\tTopic\tVenue\n9:00\tTalk\tHall")
    assert not is_headed("Monday 4 September\n09:00 Talk")
    assert not is_headed("")


@pytest.mark.parametrize(
    ("cells", "start", "end", "rest"),
    [
        (("9h15", ""), "09:15", "", ()),
        (("0930", "10"), "09:30", "10:00", ()),
        (("9.30 am - 1 pm", ""), "09:30", "13:00", ()),
        (("9:30 – 10:15 Uhr", ""), "09:30", "10:15", ()),
        (("2017-09-04 09:30", "2017-09-04 10:00"), "09:30", "10:00", ()),
        (("25:00", ""), "", "", ("25:00",)),
        (("after lunch", "10:00"), "", "", ("after lunch", "10:00")),
        (("", ""), "", "", ()),
    ],
)
def test_times_are_read_as_sheets_and_people_write_them(
    days: Days, cells: tuple[str, str], start: str, end: str, rest: tuple[str, ...]
) -> None:
    read = times_of(*cells, days)
    told = [f"{each:%H:%M}" if each else "" for each in (read.start, read.end)]
    assert (told, read.rest) == ([start, end], rest)


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2017-09-05", 5), ("05/09/2017", 5), ("Di., 5.9.", 5), ("Mar. 05/09", 5), ("Day 2", 5), ("2", 5), ("2017-13-01", None), ("9", None), ("", None)],
)  # fmt: skip
def test_days_are_read_as_sheets_and_people_write_them(days: Days, cell: str, day: int | None) -> None:
    assert days.read(cell) == ReadDay(date(2017, 9, day) if day else None)


def test_table_without_a_row_or_with_too_many_is_refused(days: Days, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "MOST_ROWS", 1)
    for text, sentence in (
        ("\n", "There is no row in this table."),
        ("Day;Title\n2;Tea", "This table has more than 1 rows."),
    ):
        with pytest.raises(ValidationError) as refusal:
            read_table(text, days)
        assert refusal.value.messages == [sentence]


def test_columns_that_nobody_chose_are_unused(days: Days) -> None:
    made: Any = read_table("4.9.2017\tTea", days)
    assert (type(made), made.columns, made.first) == (Table, (None, None), ["4.9.2017", "Tea"])
    assert [item.title for item in made.reading.items] == [""]


def test_end_at_midnight_is_on_the_next_day(days: Days) -> None:
    read = times_of("22:00", "24:00", days)
    assert (read.start, read.end, read.ends_next_day) == (time(22), time(0), True)


def test_day_that_no_event_can_have_is_none(days: Days) -> None:
    assert days.read("0017-09-04") == ReadDay(None)
