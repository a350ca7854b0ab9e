"""What changed since I last looked: only who says so has seen it, and only what they were shown."""

import re
from datetime import time

import pytest

from participants.models import SeenEdition
from tests.factories import rows
from tests.isolation import without_bdi
from tests.participants.delegate.agenda_world import World, tour
from tests.tours.serving.by_audience.makers import group

pytestmark = pytest.mark.django_db
CHANGES = "/d/changes/"


def page(world: World) -> str:
    return without_bdi(world.browser.get(CHANGES))


def shown(world: World) -> str:
    found = re.search(r'name="shown" value="([0-9a-f]+)"', page(world))
    assert found
    return found[1]


def see(world: World) -> None:
    assert world.browser.post(CHANGES, {"shown": shown(world)}).status_code == 302


def move(world: World, title: str, hour: int) -> None:
    world.event.items.filter(title=title).update(start=time(hour), end=time(hour + 1))
    rows.publish(world.event)


def told(world: World) -> list[tuple[str, str]]:
    return re.findall(r'<span class="tag[^"]*">([^<]+)</span>\s+<(?:a|span)[^>]*>([^<]+)</', page(world))


def test_reading_is_not_seeing() -> None:
    world = tour("A")
    for path in ("/d/agenda/", CHANGES, "/d/agenda/programme.pdf"):
        world.browser.get(path)
    assert not SeenEdition.objects.exists()
    see(world)
    seen = SeenEdition.objects.get()
    assert (seen.delegate, seen.number, seen.groups) == (world.delegate, 2, [str(group(world.event, "A").uid)])
    assert "Nothing has changed since you last looked." in page(world)


def test_only_changes_of_own_items_are_told() -> None:
    world = tour("A")
    see(world)
    move(world, "For B", 14)
    assert (told(world), "Nothing that is for you has changed" in page(world)) == ([], True)
    move(world, "For A", 14)
    assert told(world) == [("Changed", "For A")]
    assert "1 change since you last looked" in world.browser.get("/d/agenda/").content.decode()
    see(world)
    assert told(world) == []


def test_other_group_shows_what_is_new_and_what_is_theirs_no_longer() -> None:
    world = tour("A")
    see(world)
    world.delegate.groups.set([group(world.event, "B")])
    assert told(world) == [("New", "For B"), ("No longer for you", "For A")]


def test_what_came_while_the_page_was_open_is_not_taken_for_seen() -> None:
    world = tour("A")
    see(world)
    before = shown_after(world, 14)
    move(world, "For A", 15)
    answer = world.browser.post(CHANGES, {"shown": before})
    assert (answer.status_code, SeenEdition.objects.get().number) == (409, 2)
    assert "The programme has changed while this page was open." in answer.content.decode()
    assert world.browser.post(CHANGES, {}).status_code == 409


def shown_after(world: World, hour: int) -> str:
    move(world, "For A", hour)
    return shown(world)
