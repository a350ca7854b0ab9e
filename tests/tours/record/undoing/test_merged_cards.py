"""Undoing a step in which there was a card that was merged into another since."""

import pytest

from accounts.models import User
from tests.factories import rows
from tours.models import AgendaItem, Appearance, Person
from tours.record.items.references import PartNamed, PersonNamed
from tours.record.items.writing import save_item, upsert_items
from tours.record.merging import merge
from tours.record.undoing.undoing import redo, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return rows.operator()


@pytest.fixture
def item() -> AgendaItem:
    return rows.item(rows.event(), title="Opening", external_id="A")


def give(item: AgendaItem, *people: Person, role: str = "speaker") -> None:
    """In one step."""
    parts = [PartNamed(role, PersonNamed(uid=person.uid)) for person in people]
    upsert_items(item.event, [{"external_id": item.external_id, "parts": parts}])


def parts(item: AgendaItem) -> list[tuple[str, str]]:
    return [(part.role, str(part.person)) for part in item.parts.all()]


def test_part_comes_back_to_the_card_that_was_kept(item: AgendaItem, by: User) -> None:
    gone, kept, other = rows.person("Djordje"), rows.person("Đorđe"), rows.person("Ana")
    give(item, gone)
    give(item, other)
    merge(gone, into=kept, by=by)
    assert undo(item.event, by=by) == []
    assert parts(item) == [("speaker", "Đorđe")]
    assert set(Appearance.objects.values_list("person__display_name", flat=True)) == {"Đorđe"}
    assert redo(item.event, by=by) == []
    assert parts(item) == [("speaker", "Ana")]


def test_part_comes_back_after_two_mergers(item: AgendaItem, by: User) -> None:
    gone, between, kept = (rows.person(name) for name in ("A", "B", "C"))
    give(item, gone)
    give(item)
    merge(gone, into=between, by=by)
    merge(between, into=kept, by=by)
    assert undo(item.event, by=by) == []
    assert parts(item) == [("speaker", "C")]


def test_part_that_both_cards_had_comes_back_once(item: AgendaItem, by: User) -> None:
    gone, kept = rows.person("Djordje"), rows.person("Đorđe")
    give(item, gone, kept)
    give(item)
    merge(gone, into=kept, by=by)
    assert undo(item.event, by=by) == []
    assert parts(item) == [("speaker", "Đorđe")]


def test_part_that_the_kept_card_has_since_does_not_come_back_beside_it(item: AgendaItem, by: User) -> None:
    gone, kept = rows.person("Djordje"), rows.person("Đorđe")
    give(item, gone)
    give(item)
    save_item(item.event, {"parts": [PartNamed("speaker", PersonNamed(uid=kept.uid))]}, item=item)
    merge(gone, into=kept, by=by)
    assert undo(item.event, by=by) == []
    assert parts(item) == [("speaker", "Đorđe")]


def test_merging_is_no_edit_of_what_the_step_gave(item: AgendaItem, by: User) -> None:
    gone, kept = rows.person("Djordje"), rows.person("Đorđe")
    give(item, gone)
    merge(gone, into=kept, by=by)
    assert undo(item.event, by=by) == []
    assert (parts(item), Appearance.objects.count()) == ([], 0)
