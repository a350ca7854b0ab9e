"""Undoing bulk steps: what comes back, what stays, and what is refused."""

from datetime import time
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from backstage.models import AuditEntry
from tests.factories import rows
from tours.editions.redaction.redacting import redact_person
from tours.models import Document, Event, ItemLink, KeptRows, ParticipatingCity
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import Facts, save_item, upsert_items
from tours.record.undoing.keeping import kept
from tours.record.undoing.undoing import redo, to_redo, to_undo, undo
from tours.vocabulary import Level, Step

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"
OPENING = UUID("00000000-0000-4000-8000-000000000001")
DINNER = UUID("00000000-0000-4000-8000-000000000002")


@pytest.fixture
def event() -> Event:
    made = rows.event()
    rows.item(made, uid=OPENING, title="Opening", external_id="A", room="Hall 1")
    rows.item(made, uid=DINNER, title="Dinner", external_id="B")
    return made


@pytest.fixture
def by() -> User:
    return rows.coordinator()


def items(event: Event) -> dict[str, tuple[str, str]]:
    return {item.title: (item.room, item.external_id) for item in event.items.all()}


def refused(event: Event, by: User) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        undo(event, by=by)
    return refusal.value.messages


def in_a_step(event: Event, by: User) -> Any:
    """A step of another sort than writing items: it may delete them."""
    return kept(event, Step.EQUAL, by=by, version=1)


def test_undoing_goes_back_step_by_step_and_forward_again(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}, {"title": "Lunch", "day": event.starts}])
    upsert_items(event, [{"uid": OPENING, "room": "Hall 3"}])
    third = items(event)
    assert undo(event, by=by) == []
    second = items(event)
    assert undo(event, by=by) == []
    assert items(event) == {"Opening": ("Hall 1", "A"), "Dinner": ("", "B")}
    assert redo(event, by=by) == []
    assert items(event) == second == {"Opening": ("Hall 2", "A"), "Dinner": ("", "B"), "Lunch": ("", "")}
    assert redo(event, by=by) == []
    assert items(event) == third == {"Opening": ("Hall 3", "A"), "Dinner": ("", "B"), "Lunch": ("", "")}


def test_new_step_ends_what_could_be_done_again(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}])
    undo(event, by=by)
    upsert_items(event, [{"uid": OPENING, "room": "Hall 3"}])
    assert to_redo(event) is None
    with pytest.raises(ValidationError, match="There is no step to do again"):
        redo(event, by=by)
    undo(event, by=by)
    assert refused(event, by) == ["There is no step to undo."]


def test_deleted_item_comes_back_with_all_that_was_its_own(event: Event, by: User) -> None:
    item = event.items.get(uid=OPENING)
    place, track, group = rows.venue(), event.tracks.create(name="A"), event.groups.create(name="Bus 1")
    item.venue, item.track, item.position = place, track, 3
    item.save()
    item.groups.add(group)
    part = rows.speaker(item)
    for label in ("First", "Second"):
        ItemLink.objects.create(item=item, label=label, url="https://example.org/")
    keys = item.pk, track.pk, group.pk, part.pk
    with transaction.atomic(), in_a_step(event, by):
        item.delete()
        track.delete()
        group.delete()
    assert undo(event, by=by) == []
    again = event.items.get(uid=OPENING)
    assert (again.external_id, again.position, again.venue) == ("A", 3, place)
    assert (again.pk, again.track_id, again.groups.get().pk, again.parts.get().pk) == keys
    assert (again.track, again.groups.get().name, again.parts.get().person) == (
        event.tracks.get(),
        "Bus 1",
        part.person,
    )
    assert [link.label for link in again.links.all()] == ["First", "Second"]


def test_edit_elsewhere_stays(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}])
    event.items.filter(uid=DINNER).update(room="Terrace")
    event.items.filter(uid=OPENING).update(title="Grand opening")
    Event.objects.filter(pk=event.pk).update(summary="Written since")
    assert undo(event, by=by) == []
    assert items(event) == {"Grand opening": ("Hall 1", "A"), "Dinner": ("Terrace", "B")}
    assert Event.objects.get(pk=event.pk).summary == "Written since"


def test_later_edit_of_what_the_step_wrote_is_named_and_not_taken_back_without_a_word(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}, {"title": "Lunch", "day": event.starts, "track": "New"}])
    lunch = event.items.get(title="Lunch")
    event.items.filter(uid=OPENING).update(title="Grand opening", start=time(9), room="Hall 3")
    rows.speaker(lunch)
    event.items.filter(uid=DINNER).update(track=event.tracks.get())
    names = "Grand opening; Dinner; Lunch"
    assert refused(event, by) == [f"Nothing is done: this was edited since, and the edits would be lost: {names}."]
    assert event.items.get(uid=OPENING).room == "Hall 3"
    assert undo(event, by=by, anyway=True) == []
    opening = event.items.get(uid=OPENING)
    assert (opening.title, opening.start, opening.room) == ("Grand opening", time(9), "Hall 1")
    assert [(item.title, item.track) for item in event.items.exclude(uid=OPENING)] == [("Dinner", None)]


def test_row_that_was_deleted_since_stays_deleted(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}, {"title": "Lunch", "day": event.starts}])
    event.items.exclude(uid=DINNER).delete()
    assert refused(event, by) == ["Nothing is done: this was edited since, and the edits would be lost: Opening."]
    assert undo(event, by=by, anyway=True) == [
        "“Opening” could not be put back as it was. It was deleted since, and stays deleted."
    ]
    assert list(items(event)) == ["Dinner"]


def test_what_is_gone_meanwhile_is_named_and_does_not_come_back(event: Event, by: User) -> None:
    item = event.items.get(uid=OPENING)
    item.venue = rows.venue()
    item.save()
    rows.speaker(item)
    with transaction.atomic(), in_a_step(event, by):
        item.delete()
    rows.person().parts.model.objects.all().delete()
    rows.venue().delete()
    for person in list(type(rows.person()).objects.all()):
        person.delete()
    assert undo(event, by=by) == [
        "“Opening” could not be put back as it was. What it names is gone: venue.",
        "“Opening” could not be put back as it was. What it names is gone: person.",
    ]
    again = event.items.get(uid=OPENING)
    assert (again.venue, list(again.parts.all()), again.external_id) == (None, [], "A")


def test_document_comes_back_by_its_file_and_not_without(event: Event, by: User) -> None:
    papers = [
        Document(event=event, title=title, file=ContentFile(PDF + title.encode(), name="a.pdf")) for title in "AB"
    ]
    for paper in papers:
        paper.full_clean()
        paper.save()
    item = event.items.get(uid=OPENING)
    item.documents.set(papers)
    with transaction.atomic(), in_a_step(event, by):
        item.delete()
        event.documents.all().delete()
    papers[0].file.storage.delete(str(papers[0].file.name))
    assert undo(event, by=by) == [
        "“Document: A” could not be put back as it was. Its file is no longer in the store.",
        "“Opening” could not be put back as it was. What it names is gone: documents.",
    ]
    (again,) = event.items.get(uid=OPENING).documents.all()
    with again.file.open() as stored:
        assert (again.title, again.digest, stored.read()) == ("B", papers[1].digest, PDF + b"B")


def test_only_what_was_shown_is_undone(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}])
    shown = to_undo(event)
    assert shown is not None
    assert shown.edited_since == []
    event.items.filter(uid=OPENING).update(room="Hall 4")
    with pytest.raises(ValidationError, match="it has changed since you were shown it"):
        undo(event, by=by, anyway=True, expected=shown.tag)
    shown = to_undo(event)
    assert shown is not None
    assert shown.edited_since == ["Opening"]
    assert undo(event, by=by, anyway=True, expected=shown.tag) == []
    assert items(event)["Opening"] == ("Hall 1", "A")


def test_external_ids_that_were_passed_on_go_back(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": DINNER, "external_id": "C"}, {"uid": OPENING, "external_id": "B"}])
    assert undo(event, by=by) == []
    assert items(event) == {"Opening": ("Hall 1", "A"), "Dinner": ("", "B")}
    assert redo(event, by=by) == []
    assert items(event) == {"Opening": ("Hall 1", "B"), "Dinner": ("", "C")}


def test_what_no_longer_fits_is_refused_by_name_and_nothing_is_done(event: Event, by: User) -> None:
    with transaction.atomic(), in_a_step(event, by):
        event.items.all().delete()
    rows.item(event, title="Another", external_id="A")
    refusal = refused(event, by)
    assert refusal == [
        "Nothing is done, as this cannot be put back. Agenda item “Opening”: This event already has an item with this external id."
    ]
    assert list(items(event)) == ["Another"]


def test_seats_taken_stay_as_they_are(event: Event, by: User) -> None:
    city = ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    with transaction.atomic(), in_a_step(event, by):
        event.participating_cities.update(seats=3)
    ParticipatingCity.objects.update(taken=1)
    assert undo(event, by=by) == []
    city.refresh_from_db()
    assert (city.seats, city.taken) == (2, 1)


def test_city_whose_seats_have_delegates_since_stays(event: Event, by: User) -> None:
    with transaction.atomic(), in_a_step(event, by):
        ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=2)
    ParticipatingCity.objects.update(taken=1)
    assert undo(event, by=by) == [
        "“Participating city: Rijeka” could not be put back as it was. It stays, as delegates have its seats."
    ]
    assert event.participating_cities.get().taken == 1


def test_person_with_a_part_since_still_appears(event: Event, by: User) -> None:
    """The step made the appearance; a colleague gave the person a part in another item."""
    one, other = rows.person("Jovana Jović"), rows.person()
    parts = [PartNamed("speaker", PersonNamed(uid=person.uid), True) for person in (one, other)]
    upsert_items(event, [{"uid": OPENING, "parts": parts}])
    save_item(event, {"parts": parts[:1]}, item=event.items.get(uid=DINNER))
    event.appearances.filter(person=one).update(position="Mayor")
    assert undo(event, by=by) == [
        "“Person at an event: Jovana Jović” could not be put back as it was. It stays, as the person comes to the event or has a part there."
    ]
    assert list(event.appearances.values_list("person", "position")) == [(one.pk, "Mayor")]
    with pytest.raises(ValidationError, match=r"the edits would be lost: Person at an event: Jovana Jović\."):
        redo(event, by=by)
    assert redo(event, by=by, anyway=True) == []
    assert set(event.appearances.values_list("person", "position")) == {(one.pk, ""), (other.pk, "")}


def test_step_that_changes_nothing_is_none(event: Event) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 1"}])
    assert KeptRows.objects.count() == 0


def test_twenty_steps_are_kept(event: Event, by: User) -> None:
    for number in range(22):
        upsert_items(event, [{"uid": OPENING, "room": f"Room {number}"}])
    assert list(event.kept_rows.values_list("number", flat=True)) == list(range(3, 23))
    for _step in range(20):
        undo(event, by=by)
    assert items(event)["Opening"] == ("Room 1", "A")
    assert to_undo(event) is None


def test_trail_tells_who_undid_which_step(event: Event, by: User) -> None:
    upsert_items(event, [{"uid": OPENING, "room": "Hall 2"}])
    undo(event, by=by)
    entries = AuditEntry.objects.filter(event_key=event.pk, actor=by).order_by("pk")
    assert [(entry.object_repr, entry.changes) for entry in entries] == [
        ("Opening", {"room": ["Hall 2", "Hall 1"]}),
        ("Items written together", {"undone": [False, True]}),
    ]


def test_part_links_and_order_are_those_from_before(event: Event, by: User) -> None:
    person = rows.person()
    before: Facts = {
        "uid": OPENING,
        "links": [
            LinkNamed("First", "https://example.org/1", Level.PUBLIC),
            LinkNamed("Second", "https://example.org/2", Level.DELEGATES),
        ],
        "parts": [PartNamed("speaker", PersonNamed(uid=person.uid), True), PartNamed("moderator", None, False)],
        "venue": VenueNamed(key=rows.venue().pk),
    }
    upsert_items(event, [before])
    upsert_items(
        event, [{"uid": OPENING, "links": [LinkNamed("Second", "https://example.org/2")], "parts": [], "venue": None}]
    )
    undo(event, by=by)
    item = event.items.get(uid=OPENING)
    assert [(link.label, link.url, link.level) for link in item.links.all()] == before["links"]
    assert [(part.role, part.person, part.confirmed) for part in item.parts.all()] == [
        ("speaker", person, True),
        ("moderator", None, False),
    ]
    assert item.venue == rows.venue()


def test_no_undoing_brings_back_what_was_redacted(event: Event, by: User) -> None:
    """The person speaks elsewhere too, so their card keeps its name: the part must not lead to it again."""
    item = event.items.get(uid=OPENING)
    part = rows.speaker(item)
    assert part.person
    event.items.filter(pk=item.pk).update(summary="With Đorđe Čačak")
    rows.item(rows.event()).parts.create(person=part.person, role="speaker")
    rows.publish(event, by=by)
    upsert_items(event, [{"uid": OPENING, "summary": "", "parts": []}])
    redact_person(event, person_uid=str(part.person.uid), by=by, reason="Asked for")
    assert refused(event, by) == ["There is no step to undo."]
    assert KeptRows.objects.count() == 0
