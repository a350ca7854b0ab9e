"""Times and days of items are marked for machines, and read by people as without marks."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tours.agenda.clocks.participants_times import ParticipantsTime
from tours.agenda.phrases import participants_programme, time_range
from tours.agenda.values import Line
from tours.agenda.view import Day
from tours.templatetags.times import marked_day, marked_participants_programme, marked_times

ZONES = ["Asia/Seoul", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Honolulu", "UTC"]
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def text(html: str) -> str:
    return re.sub(r"<.*?>", "", html)


def marks(html: str) -> list[str]:
    return re.findall(r'datetime="(.*?)"', html)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"end": None}, '<time datetime="2017-09-04T10:00:00+09:00">10:00</time>'),
        (
            {"end": time(0, 30), "ends_on": date(2017, 9, 5)},
            (
                '<time datetime="2017-09-04T10:00:00+09:00">10:00</time>–'
                '<time datetime="2017-09-05T00:30:00+09:00">00:30</time> (+1 day)'
            ),
        ),
        (
            {"end": time(10, 20), "end_zone": "Europe/Zagreb"},
            (
                '<time datetime="2017-09-04T10:00:00+09:00">10:00</time>–'
                '<time datetime="2017-09-04T10:20:00+02:00">10:20</time>'
            ),
        ),
        ({"start": None, "end": None}, ""),
    ],
)
def test_times_are_marked_as_instants(facts: dict[str, Any], expected: str) -> None:
    assert marked_times(values.line(**facts)) == expected


def test_time_that_comes_twice_is_the_first_of_both() -> None:
    line = values.line(zone="Europe/Berlin", day=date(2017, 10, 29), start=time(2, 30), end=time(3, 30))
    assert marks(marked_times(line)) == ["2017-10-29T02:30:00+02:00", "2017-10-29T03:30:00+01:00"]


def test_day_is_marked() -> None:
    assert marked_day(date(2017, 9, 4)) == '<time datetime="2017-09-04">Monday 4 September 2017</time>'


@st.composite
def lines(draw: st.DrawFn) -> Line:
    day = draw(st.dates(date(2000, 1, 1), date(2037, 12, 30)))
    clocks = st.times().map(lambda at: at.replace(microsecond=0))
    facts = {"day": day, "start": draw(clocks), "zone": draw(st.sampled_from(ZONES))}
    ends = {"end": draw(st.none() | clocks), "ends_on": draw(st.sampled_from([None, day + timedelta(1)]))}
    return replace(values.line(), **facts, **ends, end_zone=draw(st.sampled_from(["", *ZONES])))


@given(lines())
def test_law_marks_change_no_words_and_tell_the_instants(line: Line) -> None:
    html = marked_times(line)
    assert text(html) == time_range(line)
    assert all(map(RFC_3339.fullmatch, marks(html)))
    told = [datetime.fromisoformat(mark) for mark in marks(html)]
    assert [at.timestamp() for at in told] == [at.timestamp() for at in (line.starts_at, line.ends_at) if at]


def test_participants_times_are_marked_each_by_itself() -> None:
    afternoon = ParticipantsTime(day=date(2017, 9, 4), zone="Asia/Seoul", start=time(14), end=time(15, 30))
    abroad = ParticipantsTime(day=date(2017, 9, 4), zone="Europe/Zagreb", start=time(19))
    day = Day(date=date(2017, 9, 4), items=(), participants_times=(afternoon, abroad))
    event = values.event(host_city=replace(values.SEOUL, name="A & B", zone="Europe/Zagreb"))
    html = marked_participants_programme(day, event)
    assert html.count("<span>") == 2
    assert marks(html) == ["2017-09-04T14:00:00+09:00", "2017-09-04T15:30:00+09:00", "2017-09-04T19:00:00+02:00"]
    assert text(html).replace("&amp;", "&") == participants_programme(day, event)
    assert "A &amp; B time (UTC+2)" in html
