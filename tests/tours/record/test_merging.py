"""Two cards of one person become one."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from backstage.models import AuditEntry
from tests.factories import rows
from tours.editions.publishing import has_unpublished_changes
from tours.models import Appearance, ItemPart, Person, PersonAlias, PersonName
from tours.record.items.references import PartNamed, PersonNamed
from tours.record.items.writing import upsert_items
from tours.record.merging import merge, merging_tag
from tours.vocabulary import PersonRole, RoleKind

pytestmark = pytest.mark.django_db


def named(card: Person, text: str, script: str) -> None:
    PersonName.objects.create(person=card, text=text, language="sr", script=script)


def names(card: Person) -> list[tuple[str, str]]:
    return list(card.names.values_list("script", "text"))


def test_kept_card_goes_before_and_the_other_fills_what_it_leaves_empty() -> None:
    one, other, by = rows.person("Djordje"), rows.person("Đorđe"), rows.operator()
    here, there = rows.event(), rows.event()
    rows.appearance(here, one, title="Dr", position="Adviser", city=rows.rijeka())
    rows.appearance(here, other, position="Mayor")
    rows.appearance(there, one, position="Adviser")
    named(one, "Djordje", "Latn")
    named(one, "Ђорђе", "Cyrl")
    named(other, "Đorđe", "Latn")
    gone = one.uid
    kept = merge(one, into=other, by=by)
    assert (list(Person.objects.all()), kept.display_name) == ([other], "Đorđe")
    assert names(kept) == [("Cyrl", "Ђорђе"), ("Latn", "Đorđe")]
    facts = [(row.event, row.title, row.position, row.city) for row in kept.appearances.order_by("event")]
    assert facts == [(here, "Dr", "Mayor", rows.rijeka()), (there, "", "Adviser", None)]
    assert list(PersonAlias.objects.values_list("uid", "person")) == [(gone, other.pk)]


def test_part_that_both_have_becomes_one_that_is_confirmed_if_either_is() -> None:
    one, other, item = rows.person("Ana"), rows.person("Anna"), rows.item(rows.event())
    facts: list[dict[str, Any]] = [
        {"person": one, "role": PersonRole.SPEAKER},
        {"person": other, "role": PersonRole.SPEAKER, "confirmed": False},
        {"person": one, "role": PersonRole.MODERATOR, "confirmed": False},
    ]
    for each in facts:
        ItemPart.objects.create(item=item, **each)
        rows.appearance(item.event, each["person"])
    merge(one, into=other, by=rows.operator())
    parts = set(item.parts.values_list("role", "person", "confirmed"))
    assert parts == {("speaker", other.pk, True), ("moderator", other.pk, False)}


def test_card_that_is_merged_twice_is_found_by_each_uid_that_it_had() -> None:
    cards, by, event = [rows.person(name) for name in ("A", "B", "C")], rows.operator(), rows.event()
    uids = [card.uid for card in cards]
    merge(cards[0], into=cards[1], by=by)
    kept = merge(cards[1], into=cards[2], by=by)
    for uid in uids:
        part = PartNamed(PersonRole.SPEAKER, PersonNamed(uid=uid), confirmed=True)
        [written] = upsert_items(
            event, [{"external_id": str(uid), "title": "Talk", "day": event.starts, "parts": [part]}]
        )
        assert written.item.parts.get().person == kept
        assert list(Person.objects.with_uid(uid)) == [kept]


def test_trail_of_the_card_that_goes_is_read_with_the_one_that_is_kept() -> None:
    one, other = rows.person("Ana"), rows.person("Anna")
    merge(one, into=other, by=rows.operator())
    trail = AuditEntry.objects.filter(person_key=other.pk, content_type__model="person").order_by("pk")
    assert [(each.object_repr, each.action) for each in trail] == [
        ("Ana", AuditEntry.Action.CREATE),
        ("Anna", AuditEntry.Action.CREATE),
        ("Ana", AuditEntry.Action.DELETE),
    ]


def test_published_event_of_the_card_that_goes_has_something_to_publish_and_that_of_the_kept_has_nothing() -> None:
    events = [rows.event(), rows.event()]
    one, other = (rows.speaker(rows.item(event), "Ana").person for event in events)
    assert one
    assert other
    for event in events:
        rows.publish(event)
    merge(one, into=other, by=rows.operator())
    assert [has_unpublished_changes(event) for event in events] == [True, False]


@pytest.mark.parametrize(("kind", "is_refused"), [(RoleKind.EDITOR, True), (RoleKind.VIEWER, True), (None, False)])
def test_cards_are_merged_by_those_who_may_edit_the_people_of_every_event(
    kind: RoleKind | None, is_refused: bool
) -> None:
    here, there = rows.event(), rows.event()
    one, other = (rows.speaker(rows.item(event), "Ana").person for event in (here, there))
    assert one
    assert other
    user = rows.colleague(RoleKind.EDITOR, at=here)
    rows.role(user, kind or RoleKind.REGISTRAR, at=rows.event() if kind is RoleKind.EDITOR else there)
    if is_refused:
        with pytest.raises(PermissionDenied):
            merge(one, into=other, by=user)
        assert Person.objects.count() == 2
    else:
        merge(one, into=other, by=user)
        assert Appearance.objects.filter(person=other).count() == 2


def test_what_was_not_shown_is_not_merged() -> None:
    one, other, by = rows.person("Ana"), rows.person("Anna"), rows.operator()
    shown = merging_tag([one, other])
    rows.speaker(rows.item(rows.event()), one)
    with pytest.raises(ValidationError, match="it has changed since you were shown it"):
        merge(one, into=other, by=by, expected=shown)
    merge(one, into=other, by=by, expected=merging_tag([other, one]))


def test_card_is_not_merged_with_itself_or_with_one_that_is_gone() -> None:
    one, other, by = rows.person("Ana"), rows.person("Anna"), rows.operator()
    with pytest.raises(ValidationError, match="cannot be merged with itself"):
        merge(one, into=one, by=by)
    gone = Person.objects.get(pk=one.pk)
    merge(one, into=other, by=by)
    with pytest.raises(PermissionDenied):
        merge(gone, into=other, by=by)
