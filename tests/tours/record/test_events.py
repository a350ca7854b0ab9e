from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories import rows
from tours.models import Event, Theme
from tours.record.events import change_event, create_event
from tours.vocabulary import EventKind

FACTS: dict[str, Any] = {
    "kind": EventKind.COURSE,
    "title": "Course",
    "starts": date(2027, 1, 1),
    "ends": date(2027, 1, 1),
    "host_city": "belgrade",
}


@pytest.mark.django_db
def test_event_has_a_slug_of_its_title_and_the_zone_of_its_city() -> None:
    rows.belgrade()
    made = [create_event(rows.programme(), FACTS) for _ in range(2)]
    assert [(event.slug, event.zone) for event in made] == [
        ("course", "Europe/Belgrade"),
        ("course-2", "Europe/Belgrade"),
    ]


@pytest.mark.django_db
def test_event_is_known_by_the_uid_it_is_given_or_by_one_of_its_own() -> None:
    rows.belgrade()
    known = UUID("00000000-0000-4000-8000-000000000001")
    assert create_event(rows.programme(), FACTS, uid=known).uid == known
    assert create_event(rows.programme(), FACTS).uid != known
    with pytest.raises(ValidationError, match="Event with this Uid already exists"):
        create_event(rows.programme(), FACTS, uid=known)


@pytest.mark.django_db
def test_nothing_is_written_where_a_theme_is_missing() -> None:
    rows.belgrade()
    with pytest.raises(ValidationError):
        create_event(rows.programme(), FACTS | {"themes": ["magic"]})
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_change_is_of_the_row_as_it_is_now() -> None:
    event = rows.event(title="Old")
    Event.objects.filter(pk=event.pk).update(summary="Written meanwhile.")
    change_event(event, {"title": "New"})
    event.refresh_from_db()
    assert (event.title, event.summary) == ("New", "Written meanwhile.")


@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_one_slug_at_once_one_has_it_and_the_others_are_told() -> None:
    rows.belgrade()
    programme = rows.programme()

    def create(_number: int) -> str:
        try:
            create_event(programme, FACTS | {"slug": "course"})
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        finally:
            connection.close()
        return "created"

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(create, range(8)))
    assert sorted(outcomes) == [*["Event with this Name in web addresses already exists."] * 7, "created"]


@pytest.mark.django_db
def test_moment_of_the_last_edit_is_noted_where_something_is_otherwise_and_only_there() -> None:
    """Whoever copies events goes by it, so a change of themes alone counts as well."""
    event = rows.event(title="Week")
    Theme.objects.create(programme=event.programme, name="Mobility", slug="mobility")
    edits: list[tuple[dict[str, Any], bool]] = [
        ({"themes": ["mobility"]}, True),
        ({"themes": ["mobility"]}, False),
        ({"title": "Week"}, False),
        ({"title": "Days"}, True),
        ({"themes": []}, True),
        ({}, False),
    ]
    for number, (facts, is_noted) in enumerate(edits):
        moment = datetime(2027, 1, 1 + number, tzinfo=UTC)
        with time_machine.travel(moment, tick=False):
            change_event(event, facts)
        event.refresh_from_db()
        assert (facts, event.updated_at == moment) == (facts, is_noted)
