"""Every address of the writing API answers each token as `writing.txt` says."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from accounts.models import User
from tests.api.programs import token_for
from tests.factories import rows
from tests.routes import writing_routes
from tours.models import AgendaItem, Event, Organisation, Person, Role, Venue
from tours.record.documents import save_document
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("writing.txt")
ITEM = {"title": "Opening", "day": "2017-09-04"}
EVENT = {
    "programme": "upp",
    "kind": "course",
    "title": "Course",
    "starts": "2027-01-01",
    "ends": "2027-01-01",
    "host_city": "seoul",
}
BODIES: dict[tuple[str, str], Any] = {
    ("api:draft_events", "POST"): EVENT,
    ("api:draft_event", "PATCH"): {"title": "Another"},
    ("api:draft_items", "POST"): ITEM,
    ("api:draft_items", "PUT"): [ITEM | {"external_id": "A"}],
    ("api:draft_item", "PATCH"): {"title": "Another"},
    ("api:draft_person", "PATCH"): {"position": "Mayor"},
    ("api:draft_document", "PATCH"): {"title": "Another"},
    ("api:desk_cities", "POST"): {"name": "Split", "country": {"code": "KR"}, "zone": "Europe/Zagreb"},
    ("api:venues", "POST"): {"name": "City Hall", "city": "seoul"},
    ("api:desk_organisations", "POST"): {"name": "City of Split"},
    ("api:cards", "POST"): {"name": "Ana"},
    **{
        (route, "PATCH"): {"name": "Another"}
        for route in ("api:desk_city", "api:venue", "api:desk_organisation", "api:card")
    },
}
"""The body of each request, which is valid for those who may send it."""


class Line(NamedTuple):
    route: str
    method: str
    statuses: tuple[int, ...]


def lines() -> list[Line]:
    rows = [line.split() for line in TABLE.read_text().splitlines() if line and not line.startswith("#")]
    return [Line(route, method, tuple(map(int, statuses))) for route, method, *statuses in rows]


def test_every_route_has_a_line_for_every_method() -> None:
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")
    assert sorted((line.route, line.method) for line in lines()) == sorted(
        (route, method) for route in writing_routes() for method in methods
    )


@pytest.mark.slow
def test_everyone_may_what_the_table_says() -> None:
    event = rows.full_event(1)
    item = AgendaItem.objects.get()
    save_document(event, {"title": "Map", "file": ContentFile(b"%PDF-1.7 map", "map.pdf")})
    clients = list(personas(event))
    found = [
        Line(line.route, line.method, tuple(_status(client, line, event, item) for client in clients))
        for line in lines()
    ]
    assert found == lines()


def personas(event: Event) -> Iterator[Client]:
    """The tokens, in the order of the columns."""
    coordinator = rows.coordinator()
    browser = Client()
    browser.force_login(coordinator)
    yield from (Client(), browser, _with(rows.stranger()))
    for kind in (RoleKind.VIEWER, RoleKind.REGISTRAR, RoleKind.EDITOR):
        user = rows.stranger()
        Role.objects.create(user=user, kind=kind, event=event)
        yield _with(user)
    for scope in (Scope.READ, Scope.AGENDA, Scope.PEOPLE, Scope.POSTS):
        yield _with(coordinator, scope)
    yield _with(coordinator, event=rows.event())


def _with(user: User, *scopes: Scope, event: Event | None = None) -> Client:
    return Client(headers={"authorization": f"Bearer {token_for(user, *scopes, event=event)}"})


def _status(client: Client, line: Line, event: Event, item: AgendaItem) -> int:
    """Makes the request and undoes its changes, so that every line starts from the same rows."""
    of_event: dict[str, Any] = {"uid": event.uid}
    given: dict[str, dict[str, Any]] = {
        "api:draft_events": {},
        "api:draft_item": of_event | {"item": item.uid},
        "api:draft_person": of_event | {"person": Person.objects.get().uid},
        "api:draft_document": of_event | {"document": event.documents.get().pk},
        "api:desk_city": {"slug": "seoul"},
        "api:venue": {"pk": Venue.objects.get().pk},
        "api:desk_organisation": {"pk": Organisation.objects.get().pk},
        "api:card": {"uid": Person.objects.get().uid},
        **{f"api:{name}": {} for name in ("desk_cities", "venues", "desk_organisations", "cards")},
    }
    address = reverse(line.route, kwargs=given.get(line.route, of_event))
    body: str | bytes = json.dumps(BODIES.get((line.route, line.method), {}))
    kind = "application/json"
    if line.route == "api:draft_documents":
        file = ContentFile(b"%PDF-1.7 note", "note.pdf")
        body, kind = encode_multipart(BOUNDARY, {"title": "Note", "file": file}), MULTIPART_CONTENT
    with transaction.atomic():
        headers = {"if-match": "*"} if line.method in ("PATCH", "DELETE") else {}
        answer = client.generic(line.method, address, body, content_type=kind, headers=headers)
        transaction.set_rollback(True)
    return answer.status_code
