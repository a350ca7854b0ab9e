"""What an item says beside its time and title."""

from datetime import date

import pytest

from tours.importing.reading.reader import read_agenda
from tours.importing.reading.values import NamedPerson, ReadItem
from tours.vocabulary import ItemKind, PersonRole


def _item(line: str) -> ReadItem:
    return read_agenda(f"Monday 4 September\n9:00 {line}\n10:00 Tea", year=2017).items[0]


PEOPLE = {
    "Visit @ City Hall, Novak moderates": ("Visit", "City Hall", [("Novak", "moderator", "")]),
    "Open data by Tom Dummy, City of X": ("Open data", "", [("Tom Dummy", "speaker", "City of X")]),
    "Water (moderator: Ana Kos)": ("Water", "", [("Ana Kos", "moderator", "")]),
    "Water. Modera: Sra. Ejemplo": ("Water", "", [("Sra. Ejemplo", "moderator", "")]),
    "Otvaranje, vodi Ana Kos": ("Otvaranje", "", [("Ana Kos", "moderator", "")]),
    "Keynote by Prof. Ann Specimen (University)": ("Keynote", "", [("Prof. Ann Specimen", "speaker", "University")]),
    "Begrüßung durch Bürgermeister Max Muster": ("Begrüßung", "", [("Bürgermeister Max Muster", "speaker", "")]),
    "Talk\nModerators: Ana Kos, Ivo Ban": ("Talk", "", [("Ana Kos", "moderator", ""), ("Ivo Ban", "moderator", "")]),
    "Talk\nPanelists:\nAna Kos, Mayor\nDr. Ivo Ban": (
        "Talk",
        "",
        [("Ana Kos", "discussant", "Mayor"), ("Dr. Ivo Ban", "discussant", "")],
    ),
    "Water. Dra. Muestra (University)": ("Water", "", [("Dra. Muestra", "speaker", "University")]),
    "Welcome\nCllr Jane Example": ("Welcome", "", [("Cllr Jane Example", "speaker", "")]),
    "Talk\nVenue: Old Mill": ("Talk", "Old Mill", []),
    "Talk\nGrand Ballroom": ("Talk", "Grand Ballroom", []),
    "Talk\t\tHall 3": ("Talk", "Hall 3", []),
    # Of places, offices and hosts:
    "Begrüßung durch die Bürgermeisterin": ("Begrüßung durch die Bürgermeisterin", "", []),
    "Führung durch Stadtarchiv Graz": ("Führung durch Stadtarchiv Graz", "", []),
    "Paseo por Ciudad Vieja": ("Paseo por Ciudad Vieja", "", []),
    "Dinner hosted by World Bank": ("Dinner hosted by World Bank", "", []),
    "TRANSFER BY BUS TO CITY HALL": ("TRANSFER BY BUS TO CITY HALL", "", []),
}


@pytest.mark.parametrize(("line", "expected"), PEOPLE.items(), ids=PEOPLE)
def test_people_and_place_leave_the_title(line: str, expected: tuple[str, str, list[tuple[str, str, str]]]) -> None:
    item = _item(line)
    title, place, people = expected
    named = tuple(NamedPerson(name, PersonRole(role), about) for name, role, about in people)
    assert (item.title, item.place, item.people, item.rest) == (title, place, named, "")


KINDS = {
    "Coffee with the mayor": ItemKind.BREAK,
    "Welcome dinner": ItemKind.MEAL,
    "Welcome by the mayor": ItemKind.SESSION,
    "Gemeinsames Mittagessen": ItemKind.MEAL,
    "Registracija sudionika": ItemKind.REGISTRATION,
    "Посета музеју": ItemKind.SITE_VISIT,
    "Départ en car": ItemKind.TRANSFER,
    "Tarde libre": ItemKind.FREE_TIME,
    "311 at ten": None,
}


@pytest.mark.parametrize(("title", "kind"), KINDS.items(), ids=KINDS)
def test_first_telling_word_tells_the_kind(title: str, kind: ItemKind | None) -> None:
    assert _item(title).kind == kind


def test_words_that_fit_nowhere_are_the_rest() -> None:
    item = _item("Talk\nbring boots\nand a hat")
    assert (item.rest, item.text) == ("bring boots\nand a hat", "9:00 Talk\nbring boots\nand a hat")


def test_heads_of_a_table_tell_its_columns() -> None:
    text = "Monday 4 September\nTime\tPlace\tWho\tTopic\n9:00\tThe old mill\tAna Kos\tWater\nevening\tQuay\t\tWalk"
    first, second = read_agenda(text, year=2017).items
    assert (first.title, first.place, first.people) == ("Water", "The old mill", (NamedPerson("Ana Kos"),))
    assert (second.day, second.start, second.title, second.place) == (date(2017, 9, 4), None, "Walk", "Quay")


def test_number_of_a_page_and_the_head_once_more_are_no_words_of_an_item() -> None:
    text = "Visit of the port\nMonday 4 September\n9:00 Talk\nPage 1 of 2\nVisit of the port\n10:00 Tea"
    assert [(item.title, item.rest) for item in read_agenda(text, year=2017).items] == [("Talk", ""), ("Tea", "")]


def test_end_past_midnight_and_start_past_midnight() -> None:
    first, second = read_agenda("Monday 4 September\n22:30-00:45 Concert\n01:00 Bus", year=2017).items
    assert (first.day, first.ends_next_day) == (date(2017, 9, 4), True)
    assert (second.day, second.ends_next_day) == (date(2017, 9, 5), False)
