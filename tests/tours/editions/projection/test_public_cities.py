"""Which row of a city is that of the latest public event."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tours.editions.projection.public_cities import write_latest
from tours.editions.withdrawing import withdraw
from tours.models import Event, PublicCity, PublishedCity
from tours.vocabulary import Access, RoleKind

pytestmark = pytest.mark.django_db


def in_seoul(year: int, **facts: object) -> Event:
    event = rows.event(slug=f"of-{year}", starts=date(year, 9, 4), ends=date(year, 9, 8), **facts)
    rows.publish(event)
    return event


def latest(user: User | AnonymousUser | None = None) -> list[tuple[str, str]]:
    """Each city with the event by which the user knows it."""
    found = PublishedCity.objects.latest_visible_to(user or AnonymousUser())
    return list(found.order_by("slug").values_list("slug", "event__slug"))


def test_city_is_known_by_the_latest_event_not_by_the_one_published_last() -> None:
    in_seoul(2018)
    in_seoul(2017)
    assert latest() == [("seoul", "of-2018")]


def test_later_event_that_moves_goes_or_closes_leaves_the_city_to_another() -> None:
    in_seoul(2017)
    moved, withdrawn, closed = in_seoul(2018), in_seoul(2019), in_seoul(2020)
    closed.access = Access.PARTICIPANTS
    closed.save()
    rows.publish(closed)
    assert latest() == [("seoul", "of-2019")]
    withdraw(withdrawn.editions.get(), by=rows.coordinator())
    assert latest() == [("seoul", "of-2018")]
    moved.host_city = rows.city("Busan")
    moved.save()
    rows.publish(moved)
    assert latest() == [("busan", "of-2018"), ("seoul", "of-2017")]


def test_of_two_events_that_begin_together_the_one_entered_last_counts_whatever_their_titles() -> None:
    first = in_seoul(2017, title="Zebra")
    rows.publish(rows.event(slug="second", title="Antelope"))
    assert latest() == [("seoul", "second")]
    first.title = "Aardvark"
    first.save()
    rows.publish(first)
    newest = PublishedCity.objects.filter(slug="seoul").newest_first()[0]
    assert (latest(), newest.event.slug) == ([("seoul", "second")], "second")


def test_city_without_an_event_leaves() -> None:
    event = in_seoul(2017)
    withdraw(event.editions.get(), by=rows.coordinator())
    assert (latest(), PublicCity.objects.count()) == ([], 0)


def test_only_those_who_work_on_a_closed_event_know_a_city_by_it() -> None:
    here = in_seoul(2018, access=Access.PARTICIPANTS)
    in_seoul(2017)
    in_seoul(2019, access=Access.PARTICIPANTS, host_city=rows.city("Busan"))
    assert latest() == latest(rows.stranger()) == [("seoul", "of-2017")]
    assert latest(rows.colleague(RoleKind.VIEWER, at=here)) == [("seoul", "of-2018")]
    assert latest(rows.operator()) == latest(rows.coordinator()) == [("busan", "of-2019"), ("seoul", "of-2018")]


@pytest.mark.parametrize("size", [1, 6])
def test_finding_the_latest_costs_three_queries_however_many_events_and_cities(size: int) -> None:
    for year in range(2010, 2010 + size):
        in_seoul(year, host_city=rows.city(f"City-{year}"))
    with asked() as of_database:
        write_latest(set(PublishedCity.objects.values_list("slug", flat=True)))
    assert of_database.queries == 1 + 3
