"""A registrar of one event names rows of another in addresses and forms: nothing is written, and nothing is told of them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import User
from participants.models import (
    ChangeRequest,
    Delegate,
    DelegateContact,
    Delegation,
    FocalPoint,
    Invitation,
    InvitationFile,
    PersonContact,
    SupportingFile,
)
from participants.nominations.deciding import withdraw
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group, ParticipatingCity, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SECRET = "Zvonimira"
"""In every name of the other event."""
CHANGING = (
    ChangeRequest,
    Delegate,
    DelegateContact,
    Delegation,
    FocalPoint,
    Group,
    Invitation,
    InvitationFile,
    ParticipatingCity,
    Person,
    PersonContact,
    SupportingFile,
)


@dataclass(frozen=True)
class There:
    """An event with a row of every kind."""

    event: Event
    delegation: Delegation
    seated: Delegate
    name: Delegate
    leaver: Delegate
    point: FocalPoint
    group: Group
    file: SupportingFile
    letter: InvitationFile
    request: ChangeRequest

    @property
    def card(self) -> Person:
        assert self.seated.person
        return self.seated.person

    @classmethod
    def made(cls, words: str) -> "There":
        by, home = rows.operator(), rows.city(f"{words} Town", zone="Europe/Belgrade")
        programme = rows.programme(name=f"{words} programme", short_name=words, slug=words.lower())
        event = makers.published_event(title=f"{words} week", programme=programme)
        point = makers.focal_point(event, home, name=f"{words} Point", email=f"{words.lower()}@example.org")
        delegation = makers.delegation(event, by=by, city=home, seats=3)
        seated = makers.accepted(delegation, by=by, name=f"{words} Seated")
        DelegateContact.objects.create(delegate=seated, email=f"{words.lower()}@example.org")
        leaver = withdraw(makers.proposed(delegation, by=by, name=f"{words} Leaver"), by=by)
        name = makers.proposed(delegation, by=by, name=f"{words} Name")
        group = Group.objects.create(event=event, name=f"{words} group")
        file = _stored(SupportingFile(event=event, delegate=seated, file=_pdf(words)))
        letter = _stored(
            InvitationFile(invitation=Invitation.objects.create(event=event), title=f"{words} letter", file=_pdf(words))
        )
        asked = ChangeRequest.objects.create(event=event, delegation=delegation, delegate=seated, kind="withdrawal")
        return cls(event, delegation, seated, name, leaver, point, group, file, letter, asked)


def _pdf(words: str) -> ContentFile[bytes]:
    return ContentFile(f"%PDF-1.7 {words}".encode(), f"{words}.pdf")


def _stored(row: Any) -> Any:
    row.full_clean()
    row.save()
    return row


@pytest.fixture(scope="module")
def worlds(shared_rows: Path) -> tuple[There, There]:
    return There.made("Ours"), There.made(SECRET)


@pytest.fixture(scope="module")
def here(worlds: tuple[There, There]) -> There:
    return worlds[0]


@pytest.fixture(scope="module")
def there(worlds: tuple[There, There]) -> There:
    return worlds[1]


@pytest.fixture(autouse=True)
def _shared_folder(shared_rows: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = shared_rows


def _step(name: str, **facts: str) -> Callable[[There, There], tuple[str, dict[str, Any]]]:
    def sent(here: There, there: There) -> tuple[str, dict[str, Any]]:
        return reverse("participants:delegation_step", args=[here.delegation.pk, name]), _keys(facts, there)

    return sent


def _keys(facts: Mapping[str, str], there: There) -> dict[str, Any]:
    return {name: getattr(there, what).pk for name, what in facts.items()}


FIELDS: dict[str, Callable[[There, There], tuple[str, dict[str, Any]]]] = {
    "register for a delegation": lambda here, there: (
        reverse("participants:register", args=[here.event.uid]),
        {"card": "new", "name_on_card": "New", "capacity": "delegate", "delegation": there.delegation.pk},
    ),
    "register a card": lambda here, there: (
        reverse("participants:register", args=[here.event.uid], query={"q": SECRET}),
        {"card": str(there.card.uid), "capacity": "driver"},
    ),
    "accept with a card": lambda here, there: (
        reverse("participants:delegate_step", args=[here.name.pk, "card"], query={"q": SECRET}),
        {"card": str(there.card.uid)},
    ),
    "facts with a group": lambda here, there: (
        reverse("participants:delegate_step", args=[here.seated.pk, "facts"]),
        {"capacity": "delegate", "attends": "in_person", "groups": [there.group.pk]},
    ),
    "move a person": lambda here, there: (
        reverse("participants:move", args=[here.name.pk]),
        {"to": there.delegation.pk},
    ),
    "give a seat": _step("move-seat", to="delegation"),
    "focal point": _step("facts", focal_point="point"),
    "quick edit of a row": lambda here, there: (
        reverse("participants:delegates", args=[here.event.uid]),
        {"rows": [here.name.pk, there.name.pk], "capacity": "adviser"},
    ),
    "quick edit with a group": lambda here, there: (
        reverse("participants:delegates", args=[here.event.uid]),
        {"rows": [here.name.pk], "join": there.group.pk},
    ),
    "decide on a row": lambda here, there: (
        reverse("participants:selection", args=[here.event.uid]),
        {f"{there.name.pk}-to": "declined"},
    ),
    "decide with a card": lambda here, there: (
        reverse("participants:selection", args=[here.event.uid]),
        {f"{here.name.pk}-to": "accepted", f"{here.name.pk}-card": str(there.card.pk), f"{there.name.pk}-to": "x"},
    ),
    "tell": lambda here, there: (
        reverse("participants:tell", args=[here.event.uid]),
        {"mail": [f"city-{there.delegation.pk}"], "seen": "", "shown": ""},
    ),
    "remind": lambda here, there: (
        reverse("participants:remind", args=[here.event.uid]),
        {"step": "invite", "delegation": [there.delegation.pk]},
    ),
    "invite a city": lambda here, there: (
        reverse("participants:invite", args=[here.event.uid], query={"before": str(there.event.uid)}),
        {"cities": [f"here-{there.delegation.participation_id}", f"before-{there.delegation.participation_id}"]},
    ),
    "remove a file of the invitation": lambda here, there: (
        reverse("participants:invitation", args=[here.event.uid]),
        {
            "offer_hours": 24,
            "remove": [there.letter.pk],
            "paragraphs-TOTAL_FORMS": 0,
            "paragraphs-INITIAL_FORMS": 0,
        },
    ),
    "note a request": lambda here, there: (
        reverse("participants:note_request", args=[here.event.uid], query={"delegation": here.delegation.pk}),
        {"kind": "withdrawal", "delegate": there.seated.pk, "asked_by": "Somebody", "told": "mail"},
    ),
    "paste for a city": lambda here, there: (
        reverse("participants:paste", args=[here.event.uid]),
        {"text": "New Name", "becomes": "proposed", "body": str(there.delegation), "step": "apply"},
    ),
}


@pytest.mark.parametrize("what", FIELDS)
def test_row_of_another_event_in_a_form_is_refused_by_a_sentence(here: There, there: There, what: str) -> None:
    address, sent = FIELDS[what](here, there)
    before = everything()
    page = browser_of(rows.colleague(RoleKind.REGISTRAR, at=here.event)).post(address, sent)
    assert (page.status_code, everything() == before) == (400, True)
    assert tells_nothing(page, sent)


QUERIES: dict[str, Callable[[There, There], tuple[str, int]]] = {
    "somebody coming": lambda here, there: (_substitute(here, coming=there.name.pk), 404),
    "a card": lambda here, there: (_substitute(here, card=there.card.uid), 404),
    "a request": lambda here, there: (_substitute(here, request=there.request.pk), 404),
    "a request's delegate": lambda here, there: (_note(here, delegate=there.seated.pk), 404),
    "a request's delegation": lambda here, there: (_note(here, delegation=there.delegation.pk), 404),
    "a filter by delegation": lambda here, there: (
        reverse("participants:delegates", args=[here.event.uid], query={"delegation": there.delegation.pk}),
        400,
    ),
    "a filter by group": lambda here, there: (
        reverse("participants:delegates", args=[here.event.uid], query={"group": there.group.pk}),
        400,
    ),
    "cards to merge": lambda here, there: (
        reverse("participants:merge_cards", query={"card": [here.card.uid, there.card.uid]}),
        404,
    ),
    "cards by name": lambda here, there: (reverse("participants:cards", query={"q": SECRET}), 200),
    "a letter": lambda here, there: (
        reverse("participants:invitation", args=[here.event.uid], query={"delegation": there.delegation.pk}),
        200,
    ),
    "a former event": lambda here, there: (
        reverse("participants:invite", args=[here.event.uid], query={"before": str(there.event.uid)}),
        200,
    ),
}


def _substitute(here: There, **query: Any) -> str:
    return reverse("participants:substitute", args=[here.seated.pk], query=query)


def _note(here: There, **query: Any) -> str:
    return reverse("participants:note_request", args=[here.event.uid], query=query)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("what", QUERIES)
def test_row_of_another_event_in_an_address_is_not_found(here: There, there: There, what: str, method: str) -> None:
    address, status = QUERIES[what](here, there)
    before = everything()
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=here.event))
    page = getattr(browser, method)(address)
    assert page.status_code in ({status} if method == "get" else {status, 400, 404, 405})
    assert (everything() == before, tells_nothing(page, {"q": SECRET})) == (True, True)


OWN_KEYS: tuple[tuple[str, Callable[[There], list[Any]]], ...] = (
    *((name, lambda there: [there.event.uid]) for name in ("delegates", "delegations", "invitation", "invite")),
    *((name, lambda there: [there.event.uid]) for name in ("note_request", "paste", "register", "remind", "requests")),
    *((name, lambda there: [there.event.uid]) for name in ("run_sheet", "run_sheet_pdf")),
    *((name, lambda there: [there.event.uid]) for name in ("selection", "selection_pdf", "selection_xlsx", "tell")),
    *((name, lambda there: [there.delegation.pk]) for name in ("confirmation", "correct_address", "delegation")),
    *((name, lambda there: [there.seated.pk]) for name in ("delegate", "move", "substitute")),
    *((name, lambda there: [there.card.uid]) for name in ("erase_person", "export_person", "privacy")),
    ("delegate_step", lambda there: [there.name.pk, "accept"]),
    ("delegation_step", lambda there: [there.delegation.pk, "cancel"]),
    ("file", lambda there: [there.file.pk]),
    ("request", lambda there: [there.request.pk]),
    ("focal_points", lambda there: [there.event.programme.slug]),
    ("focal_point", lambda there: [there.event.programme.slug, there.point.pk]),
    ("end_focal_point", lambda there: [there.event.programme.slug, there.point.pk]),
)


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (RoleKind.VIEWER, {"delegations", "delegation", "run_sheet", "run_sheet_pdf"}),
        (RoleKind.EDITOR, {"delegations", "delegation", "run_sheet", "run_sheet_pdf", "delegates", "delegate"}),
    ],
)
def test_reader_of_the_other_event_writes_nothing_there(
    here: There, there: There, kind: RoleKind, shown: set[str]
) -> None:
    """They register people at another event. What their role at this one does not give stays closed."""
    user, before = rows.colleague(RoleKind.REGISTRAR, at=here.event), everything()
    rows.role(user, kind, at=there.event)
    browser = browser_of(user)
    answered: dict[int, set[tuple[str, str]]] = {}
    for name, keys in OWN_KEYS:
        address = reverse(f"participants:{name}", args=keys(there))
        for method in ("GET", "POST"):
            answered.setdefault(browser.generic(method, address).status_code, set()).add((method, name))
    assert answered.pop(200) == {("GET", name) for name in shown}
    assert answered.keys() == {403, 404, 405}
    assert everything() == before


def test_role_that_ended_meanwhile_writes_nothing(here: There) -> None:
    user = rows.colleague(RoleKind.REGISTRAR, at=here.event)
    browser, address = browser_of(user), reverse("participants:delegate_step", args=[here.name.pk, "decline"])
    assert browser.get(address).status_code == 200
    user.roles.all().delete()
    before = everything()
    assert (browser.post(address, {}).status_code, everything() == before) == (404, True)


def test_focal_point_of_another_programme_is_not_found_below_one_s_own(here: There, there: There) -> None:
    user, before = rows.colleague(RoleKind.COORDINATOR, at=here.event.programme), everything()
    for name in ("focal_point", "end_focal_point"):
        address = reverse(f"participants:{name}", args=[here.event.programme.slug, there.point.pk])
        sent = {"name": "X", "email": "x@example.org", "ended": "2017-01-01"}
        assert browser_of(user).post(address, sent).status_code == 404
    assert everything() == before


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def everything() -> list[list[Any]]:
    return [list(_values(model)) for model in CHANGING]


def _values(model: type[Model]) -> Iterable[Any]:
    return model._default_manager.order_by("pk").values_list()


def tells_nothing(page: Any, sent: Mapping[str, Any]) -> bool:
    """Whether the page has no name of the other event but those that were typed."""
    html = page.content.decode()
    typed = sum(SECRET in str(value) for value in sent.values())
    return f"{SECRET} " not in html or bool(typed)
