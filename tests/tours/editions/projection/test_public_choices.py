import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.counting import asked, plan
from tests.factories import rows
from tests.factories.many import many_events
from tours.editions.projection.public_choices import offered, write_offer
from tours.editions.projection.writing import project
from tours.editions.withdrawing import withdraw
from tours.models import Event, PublicOffer
from tours.vocabulary import Access, EventKind

pytestmark = pytest.mark.django_db


def published(**facts: Any) -> Event:
    event = rows.event(**facts)
    rows.publish(event)
    return event


def again(event: Event, **facts: Any) -> int:
    """Publishes the event with these facts, and tells how often that counted all events."""
    for name, value in facts.items():
        setattr(event, name, value)
    event.save()
    with asked() as seen:
        rows.publish(event)
    return sum("publicoffer" in sql and not sql.startswith("SELECT") for sql, _values in seen.statements)


def choices() -> dict[str, list[tuple[str, int]]]:
    return {name: [(each.value, each.events) for each in found] for name, found in offered().options.items() if found}


def test_what_an_event_changes_is_counted_when_it_is_published_or_leaves() -> None:
    event = published(kind=EventKind.WORKSHOP)
    first = {"country": [("KR", 1)], "city": [("seoul", 1)], "kind": [("workshop", 1)], "year": [("2017", 1)]}
    assert (choices(), offered().total) == (first, 1)
    assert again(event, kind=EventKind.COURSE, host_city=rows.rijeka()) == 1
    moved = {"country": [("HR", 1)], "city": [("rijeka", 1)], "kind": [("course", 1)], "year": [("2017", 1)]}
    assert choices() == moved
    assert (again(event, access=Access.PARTICIPANTS), choices(), offered().total) == (1, {}, 0)
    assert (again(event, access=Access.PUBLIC), choices()) == (1, moved)
    withdraw(event.editions.newest_first()[0], by=rows.coordinator())
    assert (choices(), offered().total) == ({}, 0)


def test_what_nobody_counts_changes_nothing() -> None:
    event = published()
    assert [again(event, title="Fair"), again(event, ends=event.starts)] == [0, 0]
    closed = published(access=Access.PARTICIPANTS)
    assert again(closed, kind=EventKind.COURSE) == 0
    with asked() as seen:
        project(event)
    assert not any("publicoffer" in sql for sql, _values in seen.statements)


def test_readers_wait_for_no_counting_and_a_site_that_has_not_counted_yet_offers_the_same() -> None:
    published()
    with asked() as seen:
        kept = offered()
    assert seen.queries == 1
    PublicOffer.objects.all().delete()
    assert offered() == kept
    call_command("rebuild_projection", stdout=StringIO())
    assert (PublicOffer.objects.count(), offered()) == (1, kept)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
def test_choices_are_counted_in_indexes_alone() -> None:
    many_events(3)
    with asked() as seen:
        write_offer()
    counts = [plan(*statement) for statement in seen.statements if "GROUP BY" in statement[0]]
    assert [re.findall("INDEX (published_.*)", steps.replace(" (access=?)", "")) for steps in counts] == [
        ["published_event_in_order"],
        ["published_city_by_country"],
        ["published_city_by_event"],
        ["published_theme_by_slug"],
    ]
    assert all("USING COVERING INDEX" in steps for steps in counts)
