"""The sheet of a driver or meeter, on paper and as text, and the names to hold up."""

import pytest
from django.utils import timezone

from participants.models import Delegate
from participants.travel.cars.arrivals import traffic
from participants.travel.cars.reading import known_of
from participants.travel.cars.sheet_pdf import sheet_pdf
from participants.travel.cars.sheet_text import chat_text
from participants.travel.cars.signs import Sign, scripts_of, sign_of
from participants.travel.lists.arrivals import arrivals_list
from participants.vocabulary import Capacity, Direction
from tests.factories import rows
from tests.participants.travel.cars.values import DORDE, MINJAE, errand, sheet
from tests.participants.travel.makers import coming, hangul, leg, pickup
from tests.tours.pdf.reading import failures, letters, lines, pages, reader

LONG = MINJAE._replace(sign=MINJAE.sign._replace(latin="Bartholomew Wolfeschlegelsteinhausen-Bergerdorff"))


def test_pdf_has_the_cars_and_then_the_names_to_hold_up_of_each() -> None:
    made = sheet_pdf(
        sheet(errand(MINJAE, DORDE, note="Water on board."), errand(when="Tuesday 5 September 2017, 09:00"))
    )
    [page, signs] = reader(made).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (595.28, 841.89)
    assert [word in letters(made) for word in ("Wateronboard.", "KE938fromFrankfurt,lands12:00", "김민재")] == [
        True
    ] * 3
    assert "김민재MinjaeKimBusanĐorđeŠćepanovićBelgrade" in "".join(signs.extract_text().split())
    assert "Nobody sits in this car yet." in lines(made)


def test_pdf_keeps_the_rules_for_readers_with_a_screen_reader() -> None:
    made = sheet_pdf(sheet(errand(*[MINJAE, LONG, DORDE] * 12), errand()))
    assert (failures(made), len(pages(made)) > 5, sheet_pdf(sheet()) == sheet_pdf(sheet())) == ([], True, True)


def test_text_for_a_chat_has_all_that_the_paper_has() -> None:
    assert chat_text(sheet(errand(MINJAE, DORDE, note="Water on board."), errand(route="", crew=""))) == (
        "Smart City Week\n"
        "Petar Vozač\n"
        "As of 30 August 2017, 18:05 Seoul time (UTC+9)\n"
        "\n"
        "Monday 4 September 2017, 12:30 · Arrival: Van 1\n"
        "Incheon, gate 5 to Hotel Lotte\n"
        "Driver: Petar Vozač. Met by: Mina Kim\n"
        "- 김민재 · Minjae Kim, Busan, KE 938 from Frankfurt, lands 12:00\n"
        "- Đorđe Šćepanović, Belgrade, JU 512, lands 12:10\n"
        "Water on board.\n"
        "\n"
        "Monday 4 September 2017, 12:30 · Arrival: Van 1\n"
        "Nobody sits in this car yet.\n"
    )


@pytest.mark.django_db
def test_names_are_held_up_in_the_script_of_the_country_and_in_latin() -> None:
    seoul, belgrade = rows.event(), rows.event(host_city=rows.belgrade(), zone="Europe/Belgrade")

    def signs(row: Delegate) -> list[Sign]:
        return [sign_of(row, scripts_of(event)) for event in (seoul, belgrade)]

    minjae, cyrillic = coming(seoul, "Minjae Kim"), coming(seoul, "Ђорђе")
    hangul(minjae, "김민재")
    assert signs(minjae) == [("김민재", "Minjae Kim"), ("", "Minjae Kim")]
    assert signs(cyrillic) == [("", "Ђорђе"), ("", "Ђорђе")]
    assert cyrillic.person
    cyrillic.person.names.create(text="Đorđe", language="sr", script="Latn")
    assert signs(cyrillic) == [("", "Đorđe"), ("Ђорђе", "Đorđe")]


@pytest.mark.django_db
def test_list_of_arrivals_has_a_row_a_landing_by_day_and_those_of_whom_nothing_is_known() -> None:
    event = rows.event(title="Smart City Week")
    van = pickup(event, vehicle="Van 1", driver=coming(event, "Petar Primer", capacity=Capacity.DRIVER))
    leg(coming(event, "Ana Primer"), origin="Frankfurt", pickup=van)
    coming(event, "Iva Primer")
    found = traffic(known_of(event, Direction.IN, None), Direction.IN)
    [table] = arrivals_list(event, found, Direction.IN, scripts_of(event), at=timezone.now()).tables
    car = ("Van 1", event.starts, None, "Petar Primer")
    assert [(part.heading, list(part.rows)) for part in table.parts] == [
        (
            "Monday 4 September 2017",
            [("Ana Primer", "", "", None, "KE 938", "Frankfurt", *car, "")],
        ),
        ("No flight or train is known", [("Iva Primer", "", "", *(None,) * 8)]),
    ]
