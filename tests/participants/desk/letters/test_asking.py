"""The page on which those who have a place are asked whether they come."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.models import Delegate
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.letters.values import contact
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week", starts="2099-09-04", ends="2099-09-08")


@pytest.fixture
def desk(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.REGISTRAR, at=event))


@pytest.fixture
def people(event: Event, by: User) -> list[Delegate]:
    ours = makers.delegation(event, by=by, city=rows.rijeka())
    found = [makers.accepted(ours, by=by, name=name) for name in ("Ana & Co", "Ivo")]
    Delegate.objects.update(told_state="accepted")
    contact(found[0], "ana@example.org")
    return found


def address(event: Event) -> str:
    return reverse("participants:ask_coming", args=[event.uid])


def written(folder: Path, page: Any) -> Path:
    file = folder / "page.html"
    file.write_bytes(page.content)
    return file


def form_of(page: Any) -> dict[str, Any]:
    text = page.content.decode()
    [shown] = re.findall(r'name="shown" value="([^"]*)"', text)
    return {"shown": shown, "delegate": re.findall(r'name="delegate" value="([^"]*)" checked', text)}


def test_page_shows_whom_it_asks_and_no_link(
    event: Event, people: list[Delegate], desk: Client, tmp_path: Path
) -> None:
    page = desk.get(address(event))
    text = page.content.decode()
    assert form_of(page)["delegate"] == [str(people[0].pk)]
    assert re.findall(r"> <span>(.*?)</span></label>", text) == ["Ana &amp; Co, Rijeka: ana@example.org"]
    [body] = re.findall(r'<pre class="mail-text">(.*?)</pre>', text, re.DOTALL)
    assert ("[The personal link stands here in the mail that is sent.]" in body, "http" in body) == (True, False)
    assert complaints([written(tmp_path, page)]) == []
    assert f'<a href="{reverse("participants:delegate_step", args=[people[1].pk, "contact"])}">Ivo</a>, Rijeka' in text


def test_button_asks_those_who_are_ticked_once(
    event: Event, people: list[Delegate], desk: Client, mailoutbox: list[Any]
) -> None:
    sent = form_of(desk.get(address(event)))
    page = desk.post(address(event), sent, follow=True)
    assert [str(message) for message in page.context["messages"]] == ["1 person is asked."]
    assert ([mail.to for mail in mailoutbox], form_of(page)["delegate"]) == ([["ana@example.org"]], [])
    again = desk.post(address(event), sent)
    assert (again.status_code, len(mailoutbox), form_of(again)["delegate"]) == (400, 1, sent["delegate"])
    assert "Something changed since this page was shown, so nothing was sent." in again.content.decode()


def test_page_says_why_nobody_is_asked(event: Event, people: list[Delegate], desk: Client, tmp_path: Path) -> None:
    Event.objects.update(state="postponed")
    page = desk.get(address(event))
    assert re.findall('<p class="note notice">(.*?)</p>', page.content.decode()) == [
        "The event is postponed. Wait until it has new dates: then ask everyone again."
    ]
    assert complaints([written(tmp_path, page)]) == []
