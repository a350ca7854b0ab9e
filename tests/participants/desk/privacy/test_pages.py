"""The pages of one person: what is known, the download, and the erasure."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from participants.models import Erasure
from participants.privacy.duties import duties_of
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants.privacy.worlds import EMAIL, NAME, World, world
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.models import Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def known(shared_rows: Path) -> World:
    return world()


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = shared_rows


def of(known: World, name: str) -> str:
    return reverse(f"participants:{name}", args=[known.person.uid])


def registrar(known: World) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=known.coming.event)


def posted(known: World, browser: Client, **facts: str) -> Any:
    return browser.post(of(known, "erase_person"), {"reason": "She asked for it", "name": NAME} | facts)


def test_page_shows_what_is_known_and_counts_what_is_starred(known: World) -> None:
    page = browser_of(known.by).get(of(known, "privacy")).content.decode()
    for words in (EMAIL, "Knows all about parks", "Has a place", "1 item", "Erase this person"):
        assert words in page


def test_registrar_of_one_event_sees_that_event_alone(known: World) -> None:
    page = browser_of(registrar(known)).get(of(known, "privacy"))
    assert str(known.coming.event.participating_cities.get()) in page.content.decode()
    assert str(known.came.event.participating_cities.get()) not in page.content.decode()
    assert "The person is at one more event" in page.content.decode()
    assert "Erase this person" not in page.content.decode()


def test_download_is_json_that_no_cache_keeps(known: World) -> None:
    answer = browser_of(known.by).get(of(known, "export_person"))
    told = json.loads(answer.content)
    assert (told["complete"], told["last_contact"][0]["email"]) == (True, EMAIL)
    assert told["participations"][0]["starred"] == [f"Talk of {NAME}"]
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == f'attachment; filename="person-{known.person.uid}.json"'
    part = json.loads(browser_of(registrar(known)).get(of(known, "export_person")).content)
    assert (part["complete"], len(part["participations"])) == (False, 1)


def test_others_find_nobody(known: World) -> None:
    elsewhere = rows.colleague(RoleKind.COORDINATOR, at=rows.event())
    for user in (rows.stranger(), elsewhere):
        for name in ("privacy", "export_person", "erase_person"):
            assert is_not_found(browser_of(user).get(of(known, name)))


@pytest.mark.parametrize("kind", [RoleKind.VIEWER, RoleKind.EDITOR])
def test_who_reads_the_event_and_does_not_register_is_refused(known: World, kind: RoleKind) -> None:
    browser = browser_of(rows.colleague(kind, at=known.coming.event))
    assert [browser.get(of(known, name)).status_code for name in ("privacy", "export_person")] == [403, 403]


def test_who_coordinates_one_of_the_events_does_not_erase(known: World) -> None:
    one = rows.colleague(RoleKind.COORDINATOR, at=known.coming.event)
    assert posted(known, browser_of(one)).status_code == 403
    assert Erasure.objects.count() == 0


def test_page_of_erasure_says_what_goes_and_what_is_kept(known: World) -> None:
    page = browser_of(known.by).get(of(known, "erase_person")).content.decode()
    [duty] = duties_of(known.person, timezone.localdate())
    assert f"{NAME}, until {duty.until.day} {duty.until:%b %Y}" in page
    for words in ("Contacts: 2", "Files: 2", "They are withdrawn, which frees the seat, from:"):
        assert words in page
    assert Person.objects.get(pk=known.person.pk).display_name == NAME


def test_who_coordinates_every_event_erases(known: World) -> None:
    user = rows.colleague(RoleKind.COORDINATOR, at=known.coming.event.programme)
    answer = posted(known, browser_of(user))
    assert (answer.status_code, answer["Location"]) == (302, of(known, "privacy"))
    page = browser_of(user).get(of(known, "privacy")).content.decode()
    assert "Funders may audit who took part" in page
    assert Erasure.objects.get().by == user


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"name": "Another"}, f"This is another name. Type: {NAME}"),
        ({"reason": ""}, "Why: This field is required."),
    ],
)
def test_erasure_is_confirmed_by_the_name(known: World, facts: dict[str, str], said: str) -> None:
    answer = posted(known, browser_of(known.by), **facts)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Erasure.objects.count() == 0


def test_card_at_no_event_is_seen_by_who_registers_and_erased_by_operators(known: World) -> None:
    address = reverse("participants:erase_person", args=[rows.person("Nobody Yet").uid])
    assert browser_of(registrar(known)).get(address).status_code == 403
    assert browser_of(known.by).post(address, {"reason": "Asked", "name": "Nobody Yet"}).status_code == 302
    assert is_not_found(browser_of(rows.stranger()).get(address))


@pytest.mark.slow
def test_pages_are_valid(known: World, tmp_path: Path) -> None:
    browser = browser_of(known.by)
    for name in ("privacy", "erase_person"):
        (tmp_path / f"{name}.html").write_bytes(browser.get(of(known, name)).content)
    posted(known, browser)
    (tmp_path / "erased.html").write_bytes(browser.get(of(known, "privacy")).content)
    assert complaints(sorted(tmp_path.glob("*.html"))) == []
