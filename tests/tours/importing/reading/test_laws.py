"""Laws of reading, for arbitrary texts and for texts made of lines such as agendas have."""

import re
from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tours.importing.reading.reader import read_agenda
from tours.importing.reading.values import Reading

CLOCKS = (
    "9:00",
    "09.30 – 10 Uhr",
    "9h15",
    "12-2pm",
    "od 9 do 10.30 sati",
    "0800-1000",
    "bis 12.00",
    "1O:3O",
    "00:30",
    "",
)
DAYS = (
    "Monday 4 September 2017",
    "Day 2",
    "Di., 5.9.:",
    "utorak",
    "Jueves, 7 de septiembre",
    "2017-09-08",
    "4.-8. 9.",
    "",
)
WORDS = (
    "Coffee", "Visit to the port @ Hall", "Moderator: Ana Kos", "by Ivo Ban, Mayor", "Раденци", "•", "|", "\t", "    ", "(", ")", "-", "TBC",
    "Page 1 of 2", "Tel. +43 1 711 62", "Afternoon: free", "3.5", "Venue: Hall",
)  # fmt: skip
LINES = st.lists(st.sampled_from([*CLOCKS, *DAYS, *WORDS]), max_size=6).map(" ".join)
AGENDAS = st.lists(LINES, max_size=14).map("\n".join)
GLUED = st.lists(st.sampled_from([*CLOCKS, *DAYS, *WORDS, "\n"]), max_size=14).map("".join)

_WORD = re.compile(r"\w+")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    assert _lost(text) == []


@settings(max_examples=150, deadline=None)
@given(AGENDAS | GLUED)
def test_no_word_of_an_agenda_is_lost(text: str) -> None:
    assert _lost(text) == []


@settings(max_examples=60, deadline=None)
@given(AGENDAS)
def test_every_item_is_of_a_section_and_of_a_line(text: str) -> None:
    reading = _read(text)
    lines = text.split("\n")
    assert [item for item in reading.items if not 0 <= item.section < len(reading.sections)] == []
    assert [item for item in reading.items if not 1 <= item.line <= len(lines)] == []
    assert [item for item in reading.items if item.end and item.start is None and not item.text] == []


def _lost(text: str) -> list[str]:
    reading = _read(text)
    kept = "\n".join(
        [
            *(item.text for item in reading.items),
            *(left.text for left in reading.left),
            *(section.heading for section in reading.sections),
        ]
    )
    return list((Counter(_WORD.findall(text)) - Counter(_WORD.findall(kept))).elements())


def _read(text: str) -> Reading:
    return read_agenda(text, year=2017, first_day=date(2017, 9, 4), last_day=date(2017, 9, 8))
