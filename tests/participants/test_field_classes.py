"""Each field has one class of data; each role sees the classes that `docs/people.md` says, and the rows that hold them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from participants.data_classes import SEEN_WITH, DataClass
from participants.field_classes import FIELD_CLASSES
from participants.links.making import make_link
from participants.links.sessions import open_visit_by_code
from participants.models import (
    ChangeRequest,
    Checklist,
    Delegate,
    DelegateContact,
    DelegateNeeds,
    EntryRequirement,
    Erasure,
    FeedToken,
    Invitation,
    InvitationFile,
    InvitationParagraph,
    Leg,
    MailedCode,
    PersonContact,
    Pickup,
    Preparation,
    SeenEdition,
    Stay,
    SupportingFile,
    TravelDocument,
)
from participants.vocabulary import RequestKind
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.models.rights import at_event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
ROLES: dict[str, Callable[[Event], User]] = {
    "Stranger": lambda event: rows.stranger(),
    "Viewer": lambda event: rows.colleague(RoleKind.VIEWER, at=event),
    "Editor": lambda event: rows.colleague(RoleKind.EDITOR, at=event),
    "Host's liaison": lambda event: rows.colleague(RoleKind.HOST, at=event),
    "Registrar": lambda event: rows.colleague(RoleKind.REGISTRAR, at=event),
    "Coordinator": lambda event: rows.colleague(RoleKind.COORDINATOR, at=event),
    "Operator": lambda event: rows.operator(),
}
PDF = b"%PDF-1.7\n"


def written() -> dict[str, dict[str, bool]]:
    """The committed table: role by class."""
    lines = (Path(settings.BASE_DIR) / "docs/people.md").read_text().splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = next(row for row in cells if row[0] == "Class")
    assert head[1:] == [*ROLES]
    of_classes = {row[0].partition(":")[0]: row[1:] for row in cells if len(row) == len(head)}
    return {
        role: {kind.value: of_classes[kind.value][column] == "✓" for kind in DataClass}
        for column, role in enumerate(ROLES)
    }


def names_of(model: type[Model]) -> list[str]:
    return [field.name for field in (*model._meta.concrete_fields, *model._meta.many_to_many)]


def own_models() -> list[type[Model]]:
    return [*apps.get_app_config("participants").get_models()]


def test_each_field_has_one_class() -> None:
    mapped = {name: sorted(field for kind in FIELD_CLASSES[name].values() for field in kind) for name in FIELD_CLASSES}
    assert mapped == {model.__name__: sorted(names_of(model)) for model in own_models()}


@pytest.mark.parametrize("role", ROLES)
def test_role_sees_the_classes_of_the_table(role: str) -> None:
    event = rows.event()
    user = ROLES[role](event)
    seen = {
        kind.value: Event.objects.filter(at_event(user, *powers), pk=event.pk).exists()
        for kind, powers in SEEN_WITH.items()
    }
    assert seen == written()[role]


@pytest.mark.parametrize("role", ROLES)
def test_role_finds_the_rows_of_the_classes_that_it_sees(role: str) -> None:
    event = event_with_a_row_of_each()
    user, seen = ROLES[role](event), written()[role]
    found = {model.__name__: model._default_manager.visible_to(user).exists() for model in own_models()}  # type: ignore[attr-defined]  # each has it
    assert found == {name: any(seen[kind] for kind in of) for name, of in FIELD_CLASSES.items()}


def event_with_a_row_of_each() -> Event:
    event, by = makers.published_event(), rows.coordinator()
    makers.focal_point(event, rows.rijeka())
    row = makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by)
    assert row.person
    DelegateContact.objects.create(delegate=row, email="ana@example.org")
    PersonContact.objects.create(person=row.person, email="ana@example.org")
    ChangeRequest.objects.create(event=event, delegate=row, kind=RequestKind.OTHER, text="A vegetarian meal")
    Erasure.objects.create(person=row.person, reason="They asked for it")
    invitation = Invitation.objects.create(event=event)
    InvitationParagraph.objects.create(invitation=invitation, language="sr-Latn", text="Pozivamo vas.")
    for made in (SupportingFile(event=event, delegate=row), InvitationFile(invitation=invitation, title="Letter")):
        made.file = SimpleUploadedFile("letter.pdf", PDF)
        made.full_clean()
        made.save()
    add_a_journey(row)
    add_links(row)
    return event


def add_links(row: Delegate) -> None:
    """A row of each kind of what lets the delegate in, and of what they follow."""
    now = timezone.now()
    make_link(row, email="ana@example.org")
    open_visit_by_code("ana@example.org", holder=row)
    MailedCode.objects.create(address="ana@example.org", digest="a", digest_key="b", expires_at=now, tries_left=5)
    FeedToken.objects.create(delegate=row, digest="a", sealed="b")
    SeenEdition.objects.create(delegate=row, number=1)


def add_a_journey(row: Delegate) -> None:
    """A row of each kind of the journey, as the delegate's."""
    event = row.event
    Checklist.objects.create(event=event)
    EntryRequirement.objects.create(event=event)
    DelegateNeeds.objects.create(delegate=row)
    Preparation.objects.create(delegate=row)
    TravelDocument.objects.create(delegate=row, facts=b"sealed")
    Pickup.objects.create(event=event, day=event.starts)
    Leg.objects.create(delegate=row, lands_on=event.starts)
    Stay.objects.create(delegate=row, hotel=rows.venue(), arrives_on=event.starts, leaves_on=event.ends)
