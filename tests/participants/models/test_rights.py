"""Who sees and changes which rows of those who come, by role; and what the rows themselves refuse."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participants.models import Delegate, DelegateContact, Delegation, FocalPoint, PersonContact
from tests.factories import rows
from tests.participants import makers
from tours.desk.audit import readable_by
from tours.models import Appearance, Event, Person
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

MODELS = (Delegation, Delegate, DelegateContact, FocalPoint, PersonContact)
SEEN = {
    RoleKind.COORDINATOR: (1, 1, 1, 1, 1),
    RoleKind.REGISTRAR: (1, 1, 1, 1, 1),
    RoleKind.EDITOR: (1, 1, 0, 0, 0),
    RoleKind.VIEWER: (1, 0, 0, 0, 0),
    RoleKind.HOST: (0, 0, 0, 0, 0),
}
EDITED = {kind: (1,) * 5 if kind in (RoleKind.COORDINATOR, RoleKind.REGISTRAR) else (0,) * 5 for kind in RoleKind}


@pytest.mark.parametrize("kind", RoleKind)
def test_role_sees_and_changes_what_the_table_says_and_nothing_at_another_event(kind: RoleKind) -> None:
    event, other = makers.published_event(), rows.event()
    point = makers.focal_point(event, rows.rijeka())
    row = makers.accepted(
        makers.delegation(event, by=rows.coordinator(), city=rows.rijeka()), by=rows.coordinator(), name="Ana Primer"
    )
    assert row.delegation
    assert row.person
    assert row.delegation.focal_point == point
    DelegateContact.objects.create(delegate=row, email="office@example.org")
    PersonContact.objects.create(person=row.person, email="office@example.org")
    here, elsewhere = rows.colleague(kind, at=event), rows.colleague(kind, at=other)
    assert tuple(model.objects.visible_to(here).count() for model in MODELS) == SEEN[kind]
    assert tuple(model.objects.editable_by(here).count() for model in MODELS) == EDITED[kind]
    assert [model.objects.visible_to(elsewhere).count() for model in MODELS] == [0] * 5
    trail = {
        model: readable_by(here).filter(content_type__model=model, event_key=event.pk).exists()
        for model in ("delegate", "appearance", "delegation", "delegatecontact")
    }
    knows, registers = bool(SEEN[kind][1]), bool(SEEN[kind][2])
    assert trail == {"delegate": knows, "appearance": knows, "delegation": registers, "delegatecontact": registers}
    cards = (Person.objects.visible_to(here), Appearance.objects.visible_to(here))
    assert [rows.exists() for rows in cards] == [knows, knows]


def test_contact_is_not_repeated_in_the_trail() -> None:
    row = makers.proposed(makers.delegation(makers.published_event(), by=rows.coordinator()), by=rows.coordinator())
    DelegateContact.objects.create(delegate=row, email="office@example.org", telephone="+385 51 000", name="Iva Primer")
    said = str(list(readable_by(rows.operator()).values_list("changes", "words", "object_repr")))
    assert [word for word in ("office", "385", "Iva") if word in said] == []


def test_trail_leaves_out_what_only_those_see_who_register_people() -> None:
    facts = {"reason": "Knows parks", "gender": "woman", "level": "elected"}
    makers.proposed(makers.delegation(makers.published_event(), by=rows.coordinator()), by=rows.coordinator(), **facts)
    entry = readable_by(rows.operator()).get(content_type__model="delegate")
    assert [name for name in facts if name in (entry.changes or {})] == []
    assert [word for word in ("parks", "woman", "elected") if word in entry.words] == []


def test_delegate_is_told_of_changes_in_one_of_three_ways() -> None:
    row = makers.proposed(makers.delegation(makers.published_event(), by=rows.coordinator()), by=rows.coordinator())
    row.news_by = "telegram"
    with pytest.raises(ValidationError, match="by their calendar, by invitations in mails, or in words only"):
        row.validate_constraints()
    with pytest.raises(IntegrityError, match="delegate_news_by_is_known"), transaction.atomic():
        row.save()


def test_focal_point_is_of_the_body_that_is_invited() -> None:
    event = makers.published_event()
    ours = makers.delegation(event, by=rows.coordinator(), city=rows.belgrade())
    ours.focal_point = makers.focal_point(event, rows.rijeka())
    with pytest.raises(ValidationError, match="Choose a focal point of this city or organisation"):
        ours.full_clean()


def test_city_has_one_main_focal_point_at_a_time() -> None:
    event = makers.published_event()
    first = makers.focal_point(event, rows.rijeka())
    second = FocalPoint(programme=event.programme, city=rows.rijeka(), name="Iva Primer", email="ana@example.org")
    with pytest.raises(ValidationError, match="already has a main focal point"):
        second.full_clean()
    first.ended = first.since
    first.save()
    second.full_clean()


def test_card_of_a_name_put_forward_is_of_its_event_alone() -> None:
    """It has no appearance yet, and yet it is no card at no event, which whoever may make cards finds."""
    event = makers.published_event()
    row = makers.proposed(makers.delegation(event, by=rows.coordinator()), by=rows.coordinator(), name="Ana")
    kinds = (RoleKind.COORDINATOR, RoleKind.REGISTRAR, RoleKind.EDITOR, RoleKind.VIEWER)

    def may(at: Event, kind: RoleKind) -> tuple[bool, bool]:
        user = rows.colleague(kind, at=at)
        cards = Person.objects.filter(delegates=row)
        return cards.visible_to(user).exists(), cards.editable_by(user).exists()

    assert [may(event, kind) for kind in kinds] == [(True, True), (True, True), (True, True), (False, False)]
    assert {may(rows.event(), kind) for kind in kinds} == {(False, False)}


def test_card_is_edited_by_those_alone_who_may_at_every_event_where_it_was_put_forward() -> None:
    here, there = makers.published_event(), makers.published_event()
    row = makers.accepted(makers.delegation(here, by=rows.coordinator()), by=rows.coordinator(), name="Ana")
    registrar = rows.colleague(RoleKind.REGISTRAR, at=here)
    assert Person.objects.editable_by(registrar).filter(delegates=row).exists()
    makers.proposed(makers.delegation(there, by=rows.coordinator()), by=rows.coordinator(), person=row.person)
    assert not Person.objects.editable_by(registrar).filter(delegates=row).exists()
    assert Person.objects.editable_by(rows.coordinator()).filter(delegates=row).exists()
