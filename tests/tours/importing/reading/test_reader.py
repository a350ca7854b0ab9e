"""One case for each trait of agendas as hosts send them."""

from datetime import date

import pytest

from tours.importing.reading.reader import read_agenda

MONDAY = date(2017, 9, 4)
CASES = {
    "a table pasted from German": (
        (
            "Montag, 4. September 2017\nUhrzeit\tProgramm\tOrt\n10:00 - 11:30 Uhr\tBegrüßung\tSaal 2.04\nab 12 Uhr\tMittagessen\tRatskeller\n"
            "Dienstag, 5. September 2017\n9.30 Uhr\tBesuch im Wasserwerk\n"
        ),
        "4 1000 1130 Begrüßung|4 1200 - Mittagessen|5 0930 - Besuch im Wasserwerk",
    ),
    "French hours": (
        "Lundi 4 septembre\nde 9h à 10h30 : Accueil à la mairie\n10 h 45 - 12 h : Visite du port\nMardi 5\n9h-10h Départ",
        "4 0900 1030 Accueil à la mairie|4 1045 1200 Visite du port|5 0900 1000 Départ",
    ),
    "Serbian in Cyrillic": (
        "Понедељак, 4. септембар 2017. године\n09.00–10.00 часова Регистрација\n10.00 ч. Отварање скупа\nУторак, 5. септембар\n09:00 Обилазак",
        "4 0900 1000 Регистрација|4 1000 - Отварање скупа|5 0900 - Обилазак",
    ),
    "titles above their times": (
        "Monday, 4 September\n\nRegistration\n09:00 – 09:30\nFoyer\n\nOpening of the meeting\n09:30 – 10:15\nHall A\n\nCoffee\n10:15 – 10:45\n",
        "4 0900 0930 Registration|4 0930 1015 Opening of the meeting|4 1015 1045 Coffee",
    ),
    "words behind the time in its cell": (
        "Monday 4 September\n8.50am sharp\tCoach leaves\n9.30\tTalk\n19:00 open end\tDinner",
        "4 0850 - Coach leaves|4 0930 - Talk|4 1900 - Dinner",
    ),
    "past midnight": (
        "Friday 8 September\n20:00 Dinner\n22:00 – 01:00 Dance\n00:30 Bus to the hotel\n",
        "8 2000 - Dinner|8 2200 0100 Dance|9 0030 - Bus to the hotel",
    ),
}


LINES = {
    "9.30 Visit": "0930 - Visit",
    "9:30 am Visit": "0930 - Visit",
    "0930 Visit": "0930 - Visit",
    "2030 Concert": "2030 - Concert",
    "9-10 Visit": "0900 1000 Visit",
    "22:30-00:45 Concert": "2230 0045 Concert",
    "12-2pm Lunch": "1200 1400 Lunch",
    "à partir de 14 h 30 : Atelier": "1430 - Atelier",
    "u 9 sati dolazak": "0900 - dolazak",
    "od 9 do 10.30 sati sastanak": "0900 1030 sastanak",
    "од 9 до 10 часова Обилазак": "0900 1000 Обилазак",
    "um 14 Uhr 30 Abfahrt": "1430 - Abfahrt",
    "1O:3O Ankunft": "1030 - Ankunft",
    "09.00h – 10.00h Talk": "0900 1000 Talk",
    "10:00 onwards: Talk": "1000 - Talk",
    "1. 10.15 ч. Кафа": "1015 - Кафа",
    "9 o'clock Talk": "0900 - Talk",
    "9.30 European day": "0930 - European day",
    "8.45 Meet at the hotel\n9.30 Talk": "0845 - Meet at the hotel|0930 - Talk",
    "8.45 Run of 5 km\n9.30 Talk": "0845 - Run of 5 km|0930 - Talk",
    "0900 - 1000 3D printing": "0900 1000 3D printing",
    "9:00 About open data": "0900 - About open data",
    "9:00 On the road": "0900 - On the road",
    "9 Uhr pünktlich: Abfahrt": "0900 - Abfahrt",
    "19:00 'til late Party": "1900 - Party",
    "🚌 9-10 Transfer": "0900 1000 Transfer",
    "➡️ 0930 Visit": "0930 - Visit",
    "9:00 Talk; slobodno vrijeme.": "0900 - Talk",
    "9:00 Talk on free time in cities": "0900 - Talk on free time in cities",
    "20:00 Late supper": "2000 - Late supper",
    "20:00 - late: Party": "2000 - Party",
    "9:00 – TBC – Talk": "0900 - Talk",
    "11:30 CET: Lunch": "1130 - Lunch",
    # Numbers that are no clocks:
    "2015 budget": "",
    "Room 10.15 is open": "",
    "Tel. 01 / 234 12 30": "",
    "Rathaus\n1030 Wien, Ring 5": "",
    "12.50 EUR": "",
    "4.9.2017": "",
}


@pytest.mark.parametrize(("line", "expected"), LINES.items(), ids=LINES)
def test_reads_a_line(line: str, expected: str) -> None:
    assert [found.removeprefix("4 ") for found in _timed(line)] == [each for each in expected.split("|") if each]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_reads(text: str, expected: str) -> None:
    assert _timed(text) == expected.split("|")


def _timed(text: str) -> list[str]:
    items = read_agenda(text, year=2017, first_day=MONDAY).items
    return [
        f"{item.day.day if item.day else '?'} {item.start:%H%M} {item.end.strftime('%H%M') if item.end else '-'} {item.title}"
        for item in items
        if item.start
    ]
