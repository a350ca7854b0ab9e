"""Reading takes little time, whatever the text."""

from datetime import date
from time import process_time

import pytest

from tours.importing.reading.reader import read_agenda

UGLY = {
    "an agenda without breaks": "09:00 - 10:00 Uhr Visit to the traffic centre @ City Hall, Novak moderates " * 530,
    "clocks without spaces": "9:00" * 10_000,
    "hours in a word": "10h" * 13_000,
    "letters": "a" * 40_000,
    "spaces": "9:00 Monday from" + " " * 40_000 + "x",
    "brackets": "(" * 40_000,
    "dashes": "9:00 x" + "-" * 40_000 + "x",
    "cells": "|9:00 a" * 6_000,
    "dates": "4.9. " * 8_000,
    "weekdays": "Monday " * 6_000,
    "digits": "0" * 40_000,
    "names": "9:00 " + "Ana Kos, Mayor and " * 2_100,
    "signs of mail": "a.b" * 13_000 + "@",
}


def test_a_thousand_lines_take_less_than_a_second() -> None:
    _seconds(_lines(20))
    assert _seconds(_lines(1000)) < 1


def test_costs_grow_with_the_length() -> None:
    assert _seconds(_lines(1500)) < 20 * max(_seconds(_lines(150)), 0.02)


@pytest.mark.parametrize("line", UGLY.values(), ids=UGLY)
def test_a_line_of_forty_kilobytes_does_not_hang(line: str) -> None:
    assert _seconds(line) < 5


def _lines(number: int) -> str:
    days = (f"Day {i // 25 + 1}, {i // 25 % 28 + 1}. September 2017" for i in range(0, number, 25))
    visits = "\n".join(
        f"{8 + i % 12:02d}:{i * 15 % 60:02d} - {9 + i % 12:02d}:00 Uhr\tVisit number {i} @ City Hall, Novak moderates\tHall {i}"
        for i in range(24)
    )
    return "\n".join(f"{day}\n{visits}" for day in days)


def _seconds(text: str) -> float:
    begun = process_time()
    read_agenda(text, year=2017, first_day=date(2017, 9, 4))
    return process_time() - begun
