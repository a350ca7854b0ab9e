"""The filters of published events."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.counting import asked
from tests.factories import rows
from tours.filters import EventFilter, MomentField, in_phase
from tours.models import City, Event, ParticipatingCity, PublishedEvent, Theme
from tours.models.editions.published import EventPhase
from tours.vocabulary import EventKind

pytestmark = pytest.mark.django_db
NO_MOMENT = "Give a date and time, such as 2017-09-01T00:00:00Z."
WATER = {"name": "Water & waste", "slug": "water"}


def titles(**query: str) -> list[str]:
    """The titles of the events that match, in alphabetical order. The form must be valid."""
    found = EventFilter(query, queryset=PublishedEvent.objects.all())
    assert found.form.errors == {}
    return sorted(event.title for event in found.qs)


def errors(**query: str) -> dict[str, list[str]]:
    found = EventFilter(query, queryset=PublishedEvent.objects.all())
    return {name: [str(sentence) for sentence in sentences] for name, sentences in found.form.errors.items()}


def published_event(title: str, *homes: City, **facts: object) -> Event:
    """A published event with these cities beside its host."""
    event = rows.event(title=title, **facts)
    for home in homes:
        ParticipatingCity.objects.create(event=event, city=home, seats=1)
    rows.publish(event)
    return event


def test_without_a_filter_all_events_match() -> None:
    published_event("Seoul week")
    published_event("Rijeka days")
    assert titles() == ["Rijeka days", "Seoul week"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"country": "KR"}, ["Seoul week"]),
        ({"country": "RS"}, ["Rijeka days", "Seoul week"]),
        ({"country": "rs"}, ["Rijeka days", "Seoul week"]),
        ({"country": "HR"}, ["Rijeka days"]),
        ({"country": "ZZ"}, []),
        ({"city": "seoul"}, ["Seoul week"]),
        ({"city": "belgrade"}, ["Rijeka days", "Seoul week"]),
        ({"city": "atlantis"}, []),
        ({"country": "RS", "city": "rijeka"}, ["Rijeka days"]),
        ({"country": "", "city": ""}, ["Rijeka days", "Seoul week"]),
    ],
)
def test_country_and_city_are_of_any_city_at_the_event_its_host_included(
    query: dict[str, str], expected: list[str]
) -> None:
    published_event("Seoul week", rows.belgrade())
    published_event("Rijeka days", rows.belgrade(), host_city=rows.rijeka())
    assert titles(**query) == expected


def test_theme_goes_by_its_name_in_addresses() -> None:
    event = rows.event(title="On water")
    event.themes.add(Theme.objects.create(programme=event.programme, **WATER))
    rows.publish(event)
    published_event("On nothing")
    assert (titles(theme="water-waste"), titles(theme="fire")) == (["On water"], [])


def test_kind_is_one_of_those_there_are() -> None:
    published_event("Tour")
    published_event("Course", kind=EventKind.COURSE)
    assert (titles(kind="course"), titles(kind="workshop")) == (["Course"], [])


@pytest.mark.parametrize(
    ("year", "expected"), [("2017", ["New Year"]), ("2018", ["New Year", "Spring"]), ("2016", []), ("9999", [])]
)
def test_year_is_of_any_day_of_the_event(year: str, expected: list[str]) -> None:
    published_event("New Year", starts=date(2017, 12, 30), ends=date(2018, 1, 2))
    published_event("Spring", starts=date(2018, 3, 1), ends=date(2018, 3, 1))
    assert titles(year=year) == expected


@pytest.mark.parametrize("query", ["seoul", "서울", "SEOU", "seoul smart", "week beograd", "Београд"])
def test_words_are_of_the_event_as_a_whole_and_its_cities(query: str) -> None:
    event = rows.event(title="Smart City Week")
    ParticipatingCity.objects.create(event=event, city=rows.belgrade(), seats=1)
    rows.speaker(rows.item(event, title="Opening", venue=rows.venue()))
    rows.publish(event)
    published_event("Another", host_city=rows.rijeka())
    assert (titles(q=query), titles(q="opening")) == (["Smart City Week"], [])


@pytest.mark.parametrize("query", ["week opening atlantis", "oul", "!!!", "—", "%", "_"])
def test_every_word_must_be_found_at_its_beginning(query: str) -> None:
    published_event("Smart City Week")
    assert titles(q=query) == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # In Honolulu it is still Sunday 3 September, and in Seoul Monday 4 September has begun, which is the day of both.
        (
            datetime(2017, 9, 3, 20, tzinfo=UTC),
            {EventPhase.UPCOMING: ["Honolulu"], EventPhase.RUNNING: ["Seoul"], EventPhase.PAST: []},
        ),
        (
            datetime(2017, 9, 4, 12, tzinfo=UTC),
            {EventPhase.UPCOMING: [], EventPhase.RUNNING: ["Honolulu", "Seoul"], EventPhase.PAST: []},
        ),
        (
            datetime(2017, 9, 4, 16, tzinfo=UTC),
            {EventPhase.UPCOMING: [], EventPhase.RUNNING: ["Honolulu"], EventPhase.PAST: ["Seoul"]},
        ),
        (
            datetime(2017, 9, 5, 11, tzinfo=UTC),
            {EventPhase.UPCOMING: [], EventPhase.RUNNING: [], EventPhase.PAST: ["Honolulu", "Seoul"]},
        ),
    ],
)
def test_phase_goes_by_the_date_where_the_event_takes_place(
    at: datetime, expected: dict[EventPhase, list[str]]
) -> None:
    day = date(2017, 9, 4)
    published_event("Seoul", starts=day, ends=day, zone="Asia/Seoul")
    published_event("Honolulu", starts=day, ends=day, zone="Pacific/Honolulu")
    with time_machine.travel(at, tick=False):
        assert {phase: titles(phase=phase.value) for phase in EventPhase} == expected


ZONES = ["Pacific/Kiritimati", "Asia/Kathmandu", "UTC", "America/St_Johns", "Etc/GMT+12"]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)  # each example sets both anew
@given(
    minutes=st.integers(0, 4 * 24 * 60),
    stands=st.lists(st.tuples(st.integers(-2, 2), st.integers(0, 2), st.sampled_from(ZONES)), min_size=2, max_size=2),
)
def test_phase_of_the_query_is_that_of_each_event(
    two_events: list[int], minutes: int, stands: list[tuple[int, int, str]]
) -> None:
    at = datetime(2026, 3, 28, tzinfo=UTC) + timedelta(minutes=minutes)
    expected: dict[EventPhase, list[int]] = {phase: [] for phase in EventPhase}
    for key, (shift, length, zone) in zip(two_events, stands, strict=True):
        starts = date(2026, 3, 30) + timedelta(days=shift)
        ends = starts + timedelta(days=length)
        PublishedEvent.objects.filter(pk=key).update(starts=starts, ends=ends, zone=zone)
        today = at.astimezone(ZoneInfo(zone)).date()
        expected[
            EventPhase.UPCOMING if today < starts else EventPhase.RUNNING if today <= ends else EventPhase.PAST
        ].append(key)
    every = PublishedEvent.objects.order_by("pk")
    assert {phase: [event.pk for event in in_phase(every, phase, at=at)] for phase in EventPhase} == expected


@pytest.fixture
def two_events() -> list[int]:
    published_event("One")
    published_event("Another")
    return [event.pk for event in PublishedEvent.objects.order_by("pk")]


def test_updated_since_is_the_moment_of_the_change_or_later() -> None:
    published_event("Seoul week")
    changed = PublishedEvent.objects.get().changed_at
    assert titles(updated_since=changed.isoformat()) == ["Seoul week"]
    assert titles(updated_since=changed.astimezone(ZoneInfo("Asia/Seoul")).isoformat()) == ["Seoul week"]
    assert titles(updated_since=(changed + timedelta(seconds=1)).isoformat()) == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-09-01T00:00:00 02:00", datetime(2017, 8, 31, 22, tzinfo=UTC)),
        ("2017-09-01T00:00:00.5 0200", datetime(2017, 8, 31, 22, 0, 0, 500_000, tzinfo=UTC)),
        ("2017-09-01T00:00 02:00", datetime(2017, 8, 31, 22, tzinfo=UTC)),
        ("2017-09-01T00:00:00-02:00", datetime(2017, 9, 1, 2, tzinfo=UTC)),
        ("2017-09-01 02:00", datetime(2017, 9, 1, 2, tzinfo=UTC)),
    ],
)
def test_space_before_an_offset_is_a_plus_that_nobody_encoded(text: str, moment: datetime) -> None:
    assert MomentField().clean(text) == moment


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"year": "abc"}, "Enter a whole number."),
        ({"year": "0"}, "Ensure this value is greater than or equal to 1."),
        ({"year": "9" * 5000}, "Enter a whole number."),
        ({"year": "10000"}, "Ensure this value is less than or equal to 9999."),
        ({"kind": "party"}, "Select a valid choice. party is not one of the available choices."),
        ({"phase": "soon"}, "Select a valid choice. soon is not one of the available choices."),
        ({"updated_since": "yesterday"}, NO_MOMENT),
        ({"updated_since": "0001-01-01T00:00:00+23:00"}, NO_MOMENT),
        ({"updated_since": "9999-12-31T23:59:59-23:00"}, NO_MOMENT),
        ({"updated_since": "2017-09-01 02:00 02:00 02:00"}, NO_MOMENT),
        ({"q": "x" * 10_000}, "Ensure this value has at most 200 characters (it has 10000)."),
        ({"q": "a\0b"}, "Null characters are not allowed."),
        ({"city": "a\0b"}, "Null characters are not allowed."),
        ({"country": "Korea"}, "Give a code of two letters, such as RS."),
    ],
)
def test_what_cannot_be_is_an_error_that_says_why(query: dict[str, str], sentence: str) -> None:
    published_event("Seoul week")
    assert errors(**query) == {next(iter(query)): [sentence]}


@given(query=st.dictionaries(st.sampled_from(sorted(EventFilter.base_filters)), st.text(max_size=30)))
def test_no_input_raises(query: dict[str, str]) -> None:
    found = EventFilter(query, queryset=PublishedEvent.objects.all())
    assert found.is_valid() is (found.form.errors == {})
    assert list(found.qs) == []


@pytest.mark.parametrize(
    ("query", "queries"), [({"country": "KR", "q": "seoul week", "year": "2017"}, 3), ({"phase": "past"}, 2)]
)
def test_filters_cost_one_query_and_words_two_and_a_phase_one_more(query: dict[str, str], queries: int) -> None:
    for _number in range(3):
        published_event("Seoul week", rows.belgrade(), rows.rijeka())
    with asked() as seen:
        assert len(EventFilter(query, queryset=PublishedEvent.objects.all()).qs) == 3
    assert (seen.queries, seen.rows()) == (queries, queries + 1)
