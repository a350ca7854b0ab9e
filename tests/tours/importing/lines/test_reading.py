"""What is understood of a typed line: clocks of six languages, places, people, doubts; and what stays in the title."""

from datetime import time
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.importing.lines.clock import read_time
from tours.importing.lines.people import name_and_role
from tours.importing.lines.reading import read_line, typed_items
from tours.importing.lines.values import NamedPart, TypedItem
from tours.importing.reading.items.kinds import kind_of
from tours.vocabulary import ItemKind, PersonRole

M, S, P, G = PersonRole.MODERATOR, PersonRole.SPEAKER, PersonRole.PRESENTER, PersonRole.GUIDE


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Visit to the port, to be scheduled", "Visit to the port"),
        ("Visit (date to be set) @ Port", "Visit"),
        ("Besuch im Hafen – Termin offen", "Besuch im Hafen"),
        ("Posjet luci, termin naknadno", "Posjet luci"),
        ("Посета луци, термин још није одређен.", "Посета луци."),
        ("Visite du port, date à fixer", "Visite du port"),
        ("Visita al puerto, por programar", "Visita al puerto"),
        ("Trains to be scheduled by hand", "Trains to be scheduled by hand"),
        ("(to be scheduled)", "(to be scheduled)"),
    ],
)
def test_words_that_say_that_an_item_waits_are_left_out_of_its_title(line: str, title: str) -> None:
    assert [item.title for item in typed_items(line, waits=True)] == [title]


@pytest.mark.parametrize(
    ("line", "times", "title"),
    [
        ("9.30 Opening", "09:30", "Opening"),
        ("9:30 am Opening", "09:30", "Opening"),
        ("9:30 a.m. Opening", "09:30", "Opening"),
        ("9:30pm Opening", "21:30", "Opening"),
        ("12 am Opening", "00:00", "Opening"),
        ("12 pm Opening", "12:00", "Opening"),
        ("2pm Walk", "14:00", "Walk"),
        ("0930 Opening", "09:30", "Opening"),
        ("930 Opening", "09:30", "Opening"),
        ("9h30 Accueil", "09:30", "Accueil"),
        ("9 h 30 Accueil", "09:30", "Accueil"),
        ("9h Accueil", "09:00", "Accueil"),
        ("22H30 Promenade", "22:30", "Promenade"),
        ("9 Uhr Begrüßung", "09:00", "Begrüßung"),
        ("um 9.15 Uhr Begrüßung", "09:15", "Begrüßung"),
        ("ab 18 Uhr Empfang", "18:00", "Empfang"),
        ("9-17 Uhr Ausflug", "09:00-17:00", "Ausflug"),
        ("8.30-1.15 Walk", "08:30-13:15", "Walk"),
        ("5.30-1.15 Walk", "05:30-01:15+", "Walk"),
        ("16.30-8.15 Walk", "16:30-20:15", "Walk"),
        ("17.30-8.15 Night train", "17:30-08:15+", "Night train"),
        ("9.00 bis 10.30 Uhr Rundgang", "09:00-10:30", "Rundgang"),
        ("od 9.30 do 10.15 sati Obilazak", "09:30-10:15", "Obilazak"),
        ("u 9.30 Otvaranje", "09:30", "Otvaranje"),
        ("9.30 časova Otvaranje", "09:30", "Otvaranje"),
        ("у 9:30 часова Отварање", "09:30", "Отварање"),
        ("од 9:30 до 10:15 Обилазак", "09:30-10:15", "Обилазак"),
        ("de 9h00 à 10h30 Visite", "09:00-10:30", "Visite"),
        ("à 9 heures Accueil", "09:00", "Accueil"),
        ("de 9:00 a 10:00 horas Visita", "09:00-10:00", "Visita"),
        ("a las 9:00 Apertura", "09:00", "Apertura"),
        ("from 9 to 10.30 Session", "09:00-10:30", "Session"),
        ("at 9:00 o'clock Session", "09:00", "Session"),
        ("ca. 9:00 Session", "09:00", "Session"),
        ("09:30-10:15 Session", "09:30-10:15", "Session"),
        ("09:30 – 10:15 Session", "09:30-10:15", "Session"),
        ("09:30—10:15: Session", "09:30-10:15", "Session"),
        ("09.30-10.15 – Session", "09:30-10:15", "Session"),
        ("0800-1000 Bus", "08:00-10:00", "Bus"),
        ("09:00 | Opening", "09:00", "Opening"),
        ("09:00\tOpening", "09:00", "Opening"),
        ("9-10 Session", "09:00-10:00", "Session"),
        ("12-2pm Lunch", "12:00-14:00", "Lunch"),
        ("11-1pm Lunch", "11:00-13:00", "Lunch"),
        ("9-12pm Session", "09:00-12:00", "Session"),
        ("9am-5pm Market", "09:00-17:00", "Market"),
        ("9-5 Market", "09:00-17:00", "Market"),
        ("12:30-2:00 Lunch", "12:30-14:00", "Lunch"),
        ("22:30-00:45 Walk", "22:30-00:45+", "Walk"),
        ("23-1 Walk", "23:00-01:00+", "Walk"),
        ("10pm-1am Walk", "22:00-01:00+", "Walk"),
        ("22:30-24:00 Walk", "22:30-00:00+", "Walk"),
        ("24:00 Fireworks", "00:00", "Fireworks"),
        ("9:00-9:00 Session", "09:00", "Session"),
        ("9 cities meet", "", "9 cities meet"),
        ("25:00 Session", "", "25:00 Session"),
        ("9:75 Session", "", "9:75 Session"),
        ("9:30-25:00 Session", "", "9:30-25:00 Session"),
        ("Free afternoon", "", "Free afternoon"),
        # As in texts:
        ("à partir de 14h30 : Atelier", "14:30", "Atelier"),
        ("12 noon Lunch", "12:00", "Lunch"),
        ("8.50am sharp Bus", "08:50", "Bus"),
        ("🚌 0830 Pick-up", "08:30", "Pick-up"),
        ("☕ 9:15-9:45: Coffee", "09:15-09:45", "Coffee"),
        ("🍜 12:30-2:00 Lunch", "12:30-14:00", "Lunch"),
        ("bis 12.00 Uhr Packen", "", "bis 12.00 Uhr Packen"),
        ("Dinner at 20:00", "", "Dinner at 20:00"),
        ("4.9. Visit", "", "4.9. Visit"),
        ("10:00 (30 min) Talk", "10:00", "(30 min) Talk"),
        ("2017-2020: what was done", "20:17-20:20", "what was done"),
        ("10:00", "10:00", "10:00"),
    ],
)
def test_times_as_people_type_them(line: str, times: str, title: str) -> None:
    read = read_line(line)
    end = f"-{read.end:%H:%M}{'+' if read.ends_next_day else ''}" if read.end else ""
    assert (f"{read.start:%H:%M}{end}" if read.start else "", read.title) == (times, title)


@pytest.mark.parametrize(
    ("line", "title", "place", "people"),
    [
        ("Visit @ City Hall, Novak moderates", "Visit", (" ", "City Hall"), [("Novak", M)]),
        ("Visit @ Room 5, City Hall", "Visit", ("Room 5", "City Hall"), []),
        ("Talk, presented by Dr. Ana Horvat", "Talk", (" ", ""), [("Dr. Ana Horvat", P)]),
        ("Talk – Ana Horvat and Ivo Ilić speak", "Talk", (" ", ""), [("Ana Horvat", S), ("Ivo Ilić", S)]),
        ("Talk, speakers: Ana Horvat, Ivo Ilić", "Talk", (" ", ""), [("Ana Horvat", S), ("Ivo Ilić", S)]),
        ("Talk, Ana Horvat (moderator) @ Hall", "Talk", (" ", "Hall"), [("Ana Horvat", M)]),
        ("Rundgang @ Rathaus, Novak moderiert", "Rundgang", (" ", "Rathaus"), [("Novak", M)]),
        ("Obilazak @ Trg, vodič Petar Ilić", "Obilazak", (" ", "Trg"), [("Petar Ilić", G)]),
        ("Отварање, Новак говори", "Отварање", (" ", ""), [("Новак", S)]),
        ("Visite – guidée par Dupont", "Visite", (" ", ""), [("Dupont", G)]),
        ("Talk, presenta García López", "Talk", (" ", ""), [("García López", P)]),
        ("환영, 김민준 moderates", "환영", (" ", ""), [("김민준", M)]),
        ("Lunch, guide to the city", "Lunch, guide to the city", (" ", ""), []),
        ("Talk, with questions", "Talk, with questions", (" ", ""), []),
        ("Write to a@example.org", "Write to a@example.org", (" ", ""), []),
        ("@ City Hall", "@ City Hall", (" ", ""), []),
        ("Novak moderates", "Novak moderates", (" ", ""), []),
    ],
)
def test_place_and_people_and_what_stays_in_the_title(
    line: str, title: str, place: tuple[str, str], people: list[tuple[str, PersonRole]]
) -> None:
    read = read_line(line)
    assert (read.title, (read.room or " ", read.place)) == (title, place)
    assert [(part.name, part.role) for part in read.people] == people


@pytest.mark.parametrize(
    "line", ["Visit (TBC)", "Visit (tbc) @ Hall", "Visit TBC", "Visit (to be confirmed)", "Visit [TBC]"]
)
def test_what_is_to_be_confirmed_is_tentative(line: str) -> None:
    assert (read_line(line).title, read_line(line).is_tentative) == ("Visit", True)


def test_words_tell_the_kind() -> None:
    lines = "Ručak\nrucak\nKaffeepause\nObilazak luke\nPrijem\nTalk\nBus to the port\nRegistration"
    assert [item.kind for item in typed_items(lines)] == [
        ItemKind.MEAL,
        ItemKind.MEAL,
        ItemKind.BREAK,
        ItemKind.SITE_VISIT,
        ItemKind.SOCIAL,
        None,
        ItemKind.TRANSFER,
        ItemKind.REGISTRATION,
    ]


def test_each_line_is_an_item_and_empty_ones_are_none() -> None:
    assert [item.title for item in typed_items("9:00 One\r\n\n  \n10:00 Two\n")] == ["One", "Two"]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("09:30\t10:15\tVisit\tCity Hall\tNovak moderates", "09:30-10:15 Visit @ City Hall, Novak moderates"),
        ("09:30-10:15\tVisit\tRoom 5, City Hall", "09:30-10:15 Visit @ Room 5, City Hall"),
        ("9.30\tVisit\t\tNovak moderates", "9.30 Visit, Novak moderates"),
        ("9.30\tVisit", "9.30 Visit"),
        ("9.30\tVisit\tHall\tBring a coat", "9.30 Visit – Bring a coat @ Hall"),
        ("Visit\tHall", "Visit @ Hall"),
    ],
)
def test_row_of_a_pasted_table_is_read_as_a_line(row: str, line: str) -> None:
    assert read_line(row) == read_line(line)


def test_time_alone_and_person_of_a_list() -> None:
    assert [
        read_time(text) for text in ("9", "9.30", "0930", "9-10", "12 noon", "à 14h30", "soon", "9 o'clock", "25")
    ] == [
        time(9),
        time(9, 30),
        time(9, 30),
        None,
        time(12),
        time(14, 30),
        None,
        time(9),
        None,
    ]
    assert name_and_role("Ministry of Land, Sea and Air") == NamedPart("Ministry of Land, Sea and Air")
    assert name_and_role("Ana Horvat, moderator") == NamedPart("Ana Horvat", M)
    assert name_and_role("Ana Horvat, moderator (TBC)") == NamedPart("Ana Horvat", M, is_tentative=True)
    assert name_and_role("Ana Horvat [tbc]") == NamedPart("Ana Horvat", is_tentative=True)


WORD = st.text(st.sampled_from("abcdeghijlnorstuvzšđžčćабвгд서울"), min_size=2, max_size=8).map(str.capitalize)
WORDS = st.lists(WORD, min_size=1, max_size=3).map(" ".join)
NO_NAMES = {"Od", "Die", "Der", "Das", "Je", "Is", "The", "Von"}
"""Words that lead to a name and are none, such as od, which is “by” in Croatian."""
NAMES = st.lists(WORD.filter(lambda word: word not in NO_NAMES), min_size=1, max_size=3).map(" ".join)
CLOCK = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
VERBS = {M: "moderates", S: "speaks", P: "presents", G: "guides", PersonRole.INTERPRETER: "interprets"}
PEOPLE = st.lists(st.builds(NamedPart, NAMES, st.sampled_from(sorted(VERBS))), max_size=3, unique=True)


@given(WORDS, CLOCK, st.none() | CLOCK, st.none() | WORDS, st.none() | WORDS, PEOPLE, st.booleans())
def test_line_made_from_facts_reads_back_to_them(
    title: str,
    start: time,
    end: time | None,
    place: str | None,
    room: str | None,
    people: list[NamedPart],
    tentative: bool,
) -> None:
    title = f"Agreed {title}"
    end = None if end == start or (end and end < start and start.hour < 17) else end
    read = read_line(_written(title, start, end, place, room, people, tentative=tentative))
    assert read == TypedItem(
        title=title,
        start=start,
        end=end,
        ends_next_day=bool(end and end < start),
        room=room or "" if place else "",
        place=place or "",
        people=tuple(people),
        is_tentative=tentative,
        kind=kind_of(title),
    )


def _written(
    title: str,
    start: time,
    end: time | None,
    place: str | None,
    room: str | None,
    people: list[NamedPart],
    *,
    tentative: bool,
) -> str:
    until = f"-{end:%H:%M}" if end else ""
    at = f" @ {', '.join(word for word in (room, place) if word)}" if place else ""
    parts = "".join(f", {part.name} {VERBS[part.role]}" for part in people)
    return f"{start:%H:%M}{until} {title}{' (TBC)' if tentative else ''}{at}{parts}"


@given(st.text(max_size=60))
def test_any_line_is_read_and_has_a_title_if_it_says_anything(line: str) -> None:
    for item in typed_items(line):
        assert item.title


@pytest.mark.parametrize(
    "line", [", " * 24_000, "09:00 x @ H, " + "A moderates, " * 3_700 + "!"], ids=["commas", "roles"]
)
def test_long_line_does_not_hang(line: str) -> None:
    begun = process_time()
    read_line(line)
    assert process_time() - begun < 2
