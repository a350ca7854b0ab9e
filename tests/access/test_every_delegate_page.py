"""What holds for every address below `/d/`: which a phone may keep, and that they say for whom an assistant is here."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from participants.following.private_calendar import renew
from participants.links.entry import KEPT_UNDER
from participants.links.sessions import open_visit_by_code, prove
from participants.models import DelegateContact
from participants.vocabulary import Whose
from tests.access.by_link_world import World, arguments_by_link, made
from tests.participants.travel import makers as journey
from tests.participants.travel.documents.document_makers import document
from tests.participants.visits import proven_visitor
from tests.routes import by_link_routes

pytestmark = pytest.mark.django_db

KEPT = [
    "participants:coming_people",
    "participants:delegate_home",
    "participants:driver_card",
    "participants:my_agenda",
    "participants:my_booklet",
    "participants:my_changes",
    "participants:my_documents",
    "participants:my_file",
    "participants:my_item",
    "participants:my_own_booklet",
    "participants:my_places",
]
OF_NOBODY = ["participants:code", "participants:mailbox", "participants:send_again"]
"""Pages that are not about a delegate: about a mailbox, or for whoever comes."""
SHOWN_BY = {
    "sojourn_calendar_": "participants:my_calendar",
    "•••••321": "participants:my_document",
    "no peanuts": "participants:my_needs",
    "ana@rijeka.example": "participants:my_contacts",
}
"""What no kept page may show: the beginning of a secret, a passport, needs and a mailbox. Each with a page that does show it."""


class Answer(NamedTuple):
    status: int
    text: str
    is_page: bool
    may_be_kept: bool


@pytest.fixture(scope="module")
def world(shared_rows: Path) -> World:
    world = made()
    renew(world.delegate)
    document(world.delegate)
    journey.needs(world.delegate, diet_note="no peanuts")
    DelegateContact.objects.create(delegate=world.delegate, email="ana@rijeka.example")
    return world


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = shared_rows


@pytest.fixture
def phone(world: World) -> Client:
    """Every page opens, as a code was just typed."""
    return proven_visitor(world.delegate)


@pytest.mark.slow
def test_only_these_may_be_kept(world: World, phone: Client) -> None:
    kept = {name: answer.status for name in _below_d(world) if (answer := _read(phone, world, name)).may_be_kept}
    assert kept == dict.fromkeys(KEPT, 200)


@pytest.mark.slow
def test_every_page_says_for_whom_an_assistant_is_here(world: World) -> None:
    visit, secret = open_visit_by_code("office@example.org", holder=world.delegate)
    prove(visit, "office@example.org", Whose.ASSISTANT)
    office = Client()
    office.cookies["delegate"] = secret
    answers = {name: _read(office, world, name) for name in _below_d(world)}
    pages = {name: answer.text for name, answer in answers.items() if answer.status == 200 and answer.is_page}
    silent = [name for name, text in pages.items() if "You are here for Ana" not in text]
    assert (silent, len(pages)) == (OF_NOBODY, 26)


@pytest.mark.parametrize(("words", "shown_by"), SHOWN_BY.items())
def test_no_kept_page_shows_what_is_secret_or_sealed(world: World, phone: Client, words: str, shown_by: str) -> None:
    shown = [words in _read(phone, world, name).text for name in (shown_by, *KEPT)]
    assert shown == [True, *[False] * len(KEPT)]


def _below_d(world: World) -> list[str]:
    return [name for name in sorted(by_link_routes()) if _address(world, name).startswith("/d/")]


def _address(world: World, name: str) -> str:
    return reverse(name, kwargs=arguments_by_link(world).get(name))


def _read(phone: Client, world: World, name: str) -> Answer:
    answer: Any = phone.get(_address(world, name))
    text = answer.getvalue().decode(errors="ignore")
    file: Any = getattr(answer, "file_to_stream", None)
    if file:
        file.close()
    is_page = answer["Content-Type"].startswith("text/html")
    return Answer(answer.status_code, text, is_page, answer.has_header(KEPT_UNDER))
