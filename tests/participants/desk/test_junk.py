"""Every form and every query of the pages about who comes is answered by a sentence, whatever junk is sent."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from participants.desk.delegates.steps import STEPS as OF_DELEGATE
from participants.desk.delegations.steps import STEPS as OF_DELEGATION
from participants.models import Delegate, Delegation
from tests.access.junk import FINE, fields_of
from tests.access.people_world import OF_EVENT, OF_JOURNEY, arguments_of_who_comes
from tests.factories import rows
from tours.models import Event, Group

pytestmark = pytest.mark.django_db
JUNK = ("-1", str(2**63), "1e400", "a" * 20_000 + "\0", "9999-99-99", "²")
QUERIES = ("-1", str(2**63), "a\0b", "%ED%A0%80")
ASKED = (
    *("q", "page", "sort", "state", "kind", "delegation", "delegate", "group", "capacity", "seat"),
    *("coming", "card", "new", "request", "before", "all", "part", "direction", "row"),
)


@pytest.fixture(scope="module")
def arguments(shared_rows: Path) -> dict[str, dict[str, Any]]:
    event = rows.event()
    Group.objects.create(event=event, name="B")
    rows.speaker(rows.item(event))
    rows.publish(event)
    return arguments_of_who_comes(event)


@pytest.fixture(scope="module")
def browser(arguments: dict[str, Any]) -> Client:
    browser = Client()
    browser.force_login(rows.operator())
    return browser


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = shared_rows


Address = Callable[[dict[str, dict[str, Any]]], str]


def _of(route: str) -> Address:
    return lambda arguments: reverse(f"participants:{route}", kwargs=arguments[f"participants:{route}"])


def _step(name: str) -> Address:
    return lambda arguments: reverse(
        "participants:delegate_step", args=[arguments["participants:delegate_step"]["key"], name]
    )


def _delegation_step(name: str) -> Address:
    return lambda arguments: reverse(
        "participants:delegation_step", args=[arguments["participants:delegation"]["key"], name]
    )


def _asking(route: str, name: str, value: Callable[[Event], Any]) -> Address:
    def address(arguments: dict[str, dict[str, Any]]) -> str:
        event = Event.objects.get(uid=arguments["participants:delegates"]["uid"])
        return f"{_of(route)(arguments)}?{name}={value(event)}"

    return address


FORMS: dict[str, Address] = {
    **{route: _of(route) for route in (*OF_EVENT, "correct_address", "move", "substitute", "erase_person", "request")},
    **{route: _of(route) for route in ("focal_points", "focal_point", "end_focal_point")},
    **{route: _of(route) for route in (*OF_JOURNEY, "journey_delegate", "journey_requirement", "journey_stay")},
    **{route: _of(route) for route in ("arrivals", "leg", "move_leg", "new_leg", "new_pickup", "pickup")},
    **{f"delegate: {name}": _step(name) for name in OF_DELEGATE},
    **{f"delegation: {name}": _delegation_step(name) for name in OF_DELEGATION},
    "note of a delegation": _asking("note_request", "delegation", lambda event: _delegation(event).pk),
    "note of a delegate": _asking("note_request", "delegate", lambda event: _first(event).pk),
    "substitute by a name": _asking("substitute", "coming", lambda event: event.delegates.latest("pk").pk),
    "substitute by a new name": _asking("substitute", "new", lambda event: "Somebody"),
    "cards to merge": lambda arguments: reverse(
        "participants:merge_cards", query={"card": [row.person.uid for row in Delegate.objects.all() if row.person]}
    ),
}


def _delegation(event: Event) -> Delegation:
    return Delegation.objects.get(participation__event=event)


def _first(event: Event) -> Delegate:
    return event.delegates.earliest("pk")


@pytest.mark.parametrize("name", FORMS)
def test_junk_is_answered(arguments: dict[str, Any], browser: Client, name: str) -> None:
    address = FORMS[name](arguments)
    page = browser.get(address)
    if page["Content-Type"].startswith("text/html"):
        fields = _fields(page.content.decode())
        for junk in JUNK:
            sent = {field: [junk, junk] for field in fields}
            assert (junk[:50], browser.post(address, sent).status_code in FINE) == (junk[:50], True)
    for junk in QUERIES:
        _ask(browser, address, ASKED, junk)


def _fields(html: str) -> set[str]:
    """The fields of the page, and those whose names carry a key."""
    return {*fields_of(html), "rows", "1-to", f"{2**63}-to", "²-to", "-to", "card-x", "seats-x", "column-0", "step"}


@pytest.mark.parametrize("junk", QUERIES)
def test_junk_for_a_new_name_alone_is_answered(arguments: dict[str, Any], browser: Client, junk: str) -> None:
    """Beside other choices one of these may be refused first."""
    _ask(browser, FORMS["substitute"](arguments), ("new",), junk)


def _ask(browser: Client, address: str, names: tuple[str, ...], junk: str) -> None:
    value = junk if junk.startswith("%") else quote(junk)
    query = "&".join(f"{each}={value}" for each in names)
    page = browser.get(f"{address}{'&' if '?' in address else '?'}{query}")
    assert (query[:80], page.status_code in FINE) == (query[:80], True)
