"""Which post an event lacks, as the start of the desk tells it."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.template import Context, Template
from pytest_django import DjangoAssertNumQueries

from announcements.drafting import DraftKind
from announcements.models import Post
from announcements.posts.to_write import posts_to_write
from announcements.posts.writing import draft_post
from tests.announcements.makers import post, published_event
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import EventState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock() -> Any:
    with time_machine.travel("2017-08-01T12:00Z", tick=False) as traveller:
        yield traveller


def next_post(event: Event) -> DraftKind | None:
    return posts_to_write([event]).get(event.pk)


def test_programme_is_told_once_it_is_published() -> None:
    event = rows.full_event()
    assert next_post(event) is None
    rows.publish(event)
    assert next_post(event) == DraftKind.PROGRAMME_PUBLISHED
    draft_post(event, kind=DraftKind.ATTENDING)
    assert next_post(event) == DraftKind.PROGRAMME_PUBLISHED
    draft_post(event, kind=DraftKind.PROGRAMME_PUBLISHED)
    assert next_post(event) is None


def test_event_without_a_programme_has_none_to_tell() -> None:
    assert next_post(published_event(title="Week")) == DraftKind.PROGRAMME_PUBLISHED
    bare = rows.event()
    rows.publish(bare)
    assert next_post(bare) is None


def test_change_is_told_again_with_each_version_that_changes_something() -> None:
    event, by = rows.full_event(items=1), rows.coordinator()
    rows.publish(event, by=by)
    draft_post(event, kind=DraftKind.PROGRAMME_PUBLISHED)
    for title in ("A visit", "A meeting"):
        rows.item(event, title=title)
        rows.publish(event, by=by)
        assert next_post(event) == DraftKind.PROGRAMME_CHANGED
        draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
        assert next_post(event) is None


def test_small_correction_is_told_nowhere() -> None:
    event, by = rows.full_event(items=1), rows.coordinator()
    rows.publish(event, by=by)
    draft_post(event, kind=DraftKind.PROGRAMME_PUBLISHED)
    event.items.update(summary="Corrected.")
    rows.publish(event, by=by, small=True)
    assert next_post(event) is None


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2017, 9, 8), DraftKind.PROGRAMME_PUBLISHED),
        (date(2017, 9, 9), DraftKind.WHAT_HAPPENED),
        (date(2017, 11, 7), DraftKind.WHAT_HAPPENED),
        (date(2017, 11, 8), None),
    ],
)
def test_after_the_event_it_is_told_what_happened_while_it_is_fresh(
    clock: Any, day: date, kind: DraftKind | None
) -> None:
    event = published_event()
    clock.move_to(f"{day}T12:00Z")
    assert next_post(event) == kind


def test_what_did_not_take_place_has_nothing_that_happened(clock: Any) -> None:
    event = published_event(state=EventState.CANCELLED)
    clock.move_to("2017-09-09T12:00Z")
    assert next_post(event) is None


def test_post_that_somebody_wrote_since_counts(clock: Any) -> None:
    event = rows.full_event()
    post(event=event)
    clock.shift(timedelta(hours=1))
    rows.publish(event)
    assert next_post(event) == DraftKind.PROGRAMME_PUBLISHED
    post(event=event)
    assert next_post(event) is None
    clock.move_to("2017-09-10T12:00Z")
    assert next_post(event) == DraftKind.WHAT_HAPPENED
    post(event=event)
    assert next_post(event) is None


@pytest.mark.parametrize("count", [1, 4])
def test_a_list_of_events_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    events = [published_event() for _ in range(count)]
    Post.objects.bulk_create(Post(title="News", slug=f"n-{event.pk}", event=event) for event in events[1:])
    template = Template(
        "{% load posts_to_do %}{% posts_to_write events as kinds %}{% for event in events %}{{ kinds|post_of:event }};"
        "{% endfor %}"
    )
    with django_assert_num_queries(1):
        text = template.render(Context({"events": events}))
    assert text == "The programme is published;" + "None;" * (count - 1)
