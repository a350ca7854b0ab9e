"""My agenda shows what is for me, with my own lines and stars before it, and nothing of others."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from participants.models import Delegate
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.isolation import without_bdi
from tests.participants import makers
from tests.participants.delegate.agenda_world import World, journey, tour
from tests.participants.delegate.worlds import told
from tests.participants.visits import visitor
from tests.tours.serving.by_audience.makers import for_groups

pytestmark = pytest.mark.django_db
AGENDA = "/d/agenda/"


def titles(answer: object) -> list[str]:
    """Of the items, in their order."""
    assert isinstance(answer, HttpResponse)
    return re.findall(r"<h3><a [^>]+>([^<]+)</a>", without_bdi(answer))


def words(world: World, page: str = AGENDA) -> str:
    return world.browser.get(page).content.decode()


def own(world: World) -> list[str]:
    [block] = re.findall(r'<ul class="plain own">.*?</ul>', words(world), re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", block, re.DOTALL)
    return [re.sub(r"<[^>]+>", "|", line) for line in lines]


@pytest.mark.parametrize(
    ("groups", "seen"),
    [
        ("", ["For all", "For delegates"]),
        ("A", ["For all", "For A", "For delegates"]),
        ("AB", ["For all", "For A", "For B", "For delegates"]),
    ],
)
def test_each_reads_their_own_items(groups: str, seen: list[str]) -> None:
    answer = tour(*groups).browser.get(AGENDA)
    assert titles(answer) == seen
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")


def test_event_for_participants_only_is_read_by_who_comes() -> None:
    world = tour("A", access="participants")
    assert titles(world.browser.get(AGENDA)) == ["For all", "For A", "For delegates"]
    Delegate.objects.filter(pk=world.delegate.pk).update(state=DelegateState.PROPOSED)
    assert world.browser.get(AGENDA).status_code == 404


def test_whoever_has_no_place_reads_what_everyone_reads() -> None:
    world = tour("A")
    Delegate.objects.filter(pk=world.delegate.pk).update(state=DelegateState.PROPOSED)
    assert titles(world.browser.get(AGENDA)) == ["For all"]
    assert world.browser.get(world.path("For A")).status_code == 404


def test_event_that_is_not_published_has_no_agenda() -> None:
    world = tour()
    world.event.published.delete()
    assert world.browser.get(AGENDA).status_code == 404


def test_own_lines_stand_before_the_items_of_their_day_with_the_time_at_home() -> None:
    world = tour()
    journey(world)
    page = words(world)
    before, first = page.split(f'id="day-{world.event.starts}"')
    assert "Leave Zagreb" in before
    day = first.split("</section>")[0]
    order = [day.index(text) for text in ("10:00 here is", "Arrive at Incheon", "Car from Incheon, gate 5", "For all")]
    assert order == sorted(order)
    assert re.findall(r"<li><b>([^<]+)</b> ([^(<]+) \(([^)]+ at home)\)", day) == [
        ("14:20", "Arrive at Incheon", home_at(world, 14, 20)),
        ("15:00", "Car from Incheon, gate 5", home_at(world, 15, 0)),
    ]


def home_at(world: World, hour: int, minute: int) -> str:
    """Zagreb has summer time, and Seoul has none."""
    here = datetime.combine(world.event.starts, time(hour, minute), ZoneInfo("Asia/Seoul"))
    return f"{here.astimezone(ZoneInfo('Europe/Zagreb')):%H:%M} at home"


def test_own_lines_are_of_the_delegate_alone() -> None:
    world = tour()
    journey(world)
    _other, browser = other_of(world)
    assert "KE 938" in words(world)
    assert "KE 938" not in browser.get(AGENDA).content.decode()


def other_of(world: World) -> tuple[Delegate, Client]:
    by = rows.operator()
    assert world.delegate.delegation
    delegate = told(makers.accepted(world.delegate.delegation, by=by, name="Bo Bić"))
    return delegate, visitor(delegate)


def test_star_is_given_and_taken_back_for_own_items_alone() -> None:
    world = tour("A")
    address = world.path("For A", "/star/")
    assert world.browser.post(address, {"on": "1"}).status_code == 302
    assert re.findall(r"Starred:.*?</p>", words(world))[0].count("<a ") == 1
    assert "Take the star back" in words(world, world.path("For A"))
    assert world.browser.post(address, {"on": "0"}).status_code == 302
    assert "Starred:" not in words(world)
    assert world.browser.post(world.path("For B", "/star/"), {"on": "1"}).status_code == 404
    assert list(world.delegate.starred.all()) == []
    assert world.browser.get(address).status_code == 405


@pytest.mark.parametrize("suffix", ["/", ".ics"])
def test_item_of_another_group_is_not_found(suffix: str) -> None:
    world = tour("A")
    assert world.browser.get(world.path("For A", suffix)).status_code == 200
    for title in ("For B", "For staff"):
        assert world.browser.get(world.path(title, suffix)).status_code == 404
    other = tour("A")
    assert world.browser.get(other.path("For all", suffix)).status_code == 404


@pytest.mark.parametrize("days", [1, 9])
def test_agenda_costs_four_queries_however_long_it_is(
    days: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = tour("A")
    journey(world)
    for number in range(days):
        for _each in range(3):
            for_groups(world.event, "A", day=world.event.starts + timedelta(number % 3))
    rows.publish(world.event)
    world.delegate.starred.set(world.event.items.all())
    world.browser.get(AGENDA)
    with django_assert_num_queries(4):
        world.browser.get(AGENDA)


@pytest.mark.parametrize(
    "name",
    ["my_agenda", "my_changes", "my_documents", "my_booklet", "my_own_booklet", "my_calendar", "my_calendar_file"],
)
def test_nothing_opens_without_a_visit(name: str, client: Client) -> None:
    world = tour("A")
    address = reverse(f"participants:{name}")
    assert world.browser.get(address).status_code == 200
    assert client.get(address).status_code == 401
