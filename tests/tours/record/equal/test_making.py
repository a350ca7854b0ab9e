"""Making rows equal to a version: what comes back, and what is told of the rest."""

from datetime import date, time
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tours.editions.publishing import agenda_of, has_unpublished_changes, publish
from tours.editions.redaction.redacting import redact_person, redact_text
from tours.editions.withdrawing import withdraw
from tours.models import AgendaItem, Document, Event, ItemLink, ParticipatingCity, Person, Venue
from tours.record.equal.making import equal_tag, make_equal
from tours.record.merging import merge
from tours.record.undoing.undoing import undo

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event(by: User) -> Event:
    """Published, with a fact of every sort, also of its first item."""
    made = rows.full_event(2)
    item = made.items.order_by("pk")[0]
    item.level, item.external_id = "delegates", "A"
    item.track, item.summary = made.tracks.create(name="Data"), "Said once"
    item.save()
    item.groups.add(made.groups.create(name="Bus 1"))
    ItemLink.objects.create(item=item, label="Slides", url="https://example.org/")
    paper = Document(event=made, title="Note", file=ContentFile(PDF, name="note.pdf"))
    paper.full_clean()
    paper.save()
    item.documents.add(paper)
    publish(made, by=by)
    return made


def equal(event: Event, by: User, number: int = 1) -> list[str]:
    return make_equal(Event.objects.get(pk=event.pk), number, by=by)


def is_as_published(event: Event) -> bool:
    return not has_unpublished_changes(Event.objects.get(pk=event.pk))


def people(*items: AgendaItem) -> list[str]:
    return [part.person.display_name for item in items for part in item.parts.all() if part.person]


def test_everything_of_the_version_comes_back_and_the_step_can_be_undone(event: Event, by: User) -> None:
    first, second = event.items.order_by("pk")
    event.items.filter(pk=second.pk).update(
        title="Otherwise", day=date(2017, 9, 8), start=time(20), end=None, room="Hall 1"
    )
    second.parts.all().delete()
    first.links.all().delete()
    first.groups.clear()
    event.documents.all().delete()
    event.tracks.all().delete()
    rows.item(event, title="New since")
    for part in (event.purposes, event.practical_notes, event.contacts, event.organisations, event.groups):
        part.all().delete()
    Event.objects.filter(pk=event.pk).update(
        title="Another title",
        state="postponed",
        access="participants",
        zone="Europe/Belgrade",
        host_city=rows.belgrade(),
    )
    event.participating_cities.update(seats=5)
    event.participating_cities.filter(city=rows.rijeka()).delete()
    assert equal(event, by) == []
    assert is_as_published(event)
    assert set(event.participating_cities.values_list("city__slug", "seats", "taken")) == {
        ("belgrade", 1, 1),
        ("rijeka", 1, 0),
    }
    assert undo(event, by=by) == []
    again = Event.objects.get(pk=event.pk)
    assert (again.title, again.state, again.access, again.zone) == (
        "Another title",
        "postponed",
        "participants",
        "Europe/Belgrade",
    )
    assert set(again.items.values_list("title", flat=True)) == {first.title, "Otherwise", "New since"}
    assert (again.purposes.count(), again.documents.count(), again.participating_cities.get().seats) == (0, 0, 5)


def test_deleted_item_comes_back_under_its_uid_without_what_no_version_holds(event: Event, by: User) -> None:
    item = event.items.order_by("pk")[0]
    item.delete()
    assert equal(event, by) == [
        f"“{item.title}” comes back without what versions do not hold, such as its external id."
    ]
    assert is_as_published(event)
    assert event.items.get(uid=item.uid).external_id == ""


def test_item_that_stays_keeps_what_no_version_holds(event: Event, by: User) -> None:
    item = event.items.order_by("pk")[0]
    event.items.filter(pk=item.pk).update(title="Otherwise")
    assert equal(event, by) == []
    assert event.items.get(pk=item.pk).external_id == "A"


def test_tray_stays_but_for_what_the_version_has_on_a_day(event: Event, by: User) -> None:
    known, waiting = event.items.order_by("pk")[0], rows.item(event, title="Someday", day=None, start=None, end=None)
    event.items.filter(pk=known.pk).update(day=None, start=None, end=None)
    assert equal(event, by) == []
    assert is_as_published(event)
    found = {
        item.pk: (item.day, item.start, item.external_id) for item in event.items.filter(pk__in=[known.pk, waiting.pk])
    }
    assert found == {known.pk: (known.day, known.start, "A"), waiting.pk: (None, None, "")}
    undo(event, by=by)
    assert set(event.items.filter(day=None)) == {known, waiting}


def test_what_lives_elsewhere_stays_as_it_is_and_is_told(event: Event, by: User) -> None:
    place, person = Venue.objects.get(), Person.objects.get()
    Venue.objects.update(address="Moved")
    Person.objects.update(display_name="Another")
    event.organisations.all()[0].organisation.names.create(text="국토교통부", language="ko", script="Hang")
    first, second = (item.title for item in event.items.order_by("pk"))
    stays = "this is not as in the version, as what it names has changed or is gone."
    assert equal(event, by) == [
        f"The event. Organisations with a role: {stays}",
        *(f"“{title}”. {fact}: {stays}" for title in (first, second) for fact in ("Venue", "Parts")),
    ]
    assert (Venue.objects.get(), Person.objects.get()) == (place, person)


def test_people_are_again_what_they_were_at_the_event(event: Event, by: User) -> None:
    event.appearances.update(position="Mayor", title="Dr", city=None)
    assert (equal(event, by), is_as_published(event)) == ([], True)
    assert event.appearances.get().position != "Mayor"


def test_person_whose_card_was_merged_has_the_part_again(event: Event, by: User) -> None:
    first, second = event.items.order_by("pk")
    kept, gone = Person.objects.get(), rows.person()
    appears = event.appearances.get()
    for item in (first, second):
        rows.part(item, gone, role="moderator", position=1)
    rows.appearance(event, gone, position="Guest")
    publish(event, by=by)
    merge(gone, into=kept, by=by)
    assert (equal(event, by, 2), event.kept_rows.count()) == ([], 1)  # what the card that went said was taken over
    first.parts.all().delete()
    assert equal(event, by, 2) == []
    again = [(part.role, part.person) for part in first.parts.all()]
    assert again == [("speaker", kept), ("moderator", kept)]
    assert event.appearances.get() == appears


def test_groups_come_back_under_their_uids_with_their_names(event: Event, by: User) -> None:
    group = event.groups.get()
    group.delete()
    event.groups.create(name="Bus 2")
    assert equal(event, by) == []
    assert sorted(event.groups.values_list("name", flat=True)) == ["Bus 1", "Bus 2"]
    assert event.groups.get(name="Bus 1").uid == group.uid
    assert [each.uid for item in event.items.all() for each in item.groups.all()] == [group.uid]


def test_item_of_a_group_that_cannot_come_back_is_for_nobody_else(event: Event, by: User) -> None:
    """Another group has the name now. What is left of the line would be for all delegates."""
    stays = event.items.get(groups__name="Bus 1")
    gone = rows.item(event, title="On the bus", level="delegates")
    gone.groups.set([event.groups.get(), event.groups.create(name="Bus 2")])
    publish(event, by=by)
    event.groups.get(name="Bus 1").delete()
    other = event.groups.create(name="Bus 1")
    stays.groups.set([other])
    gone.delete()
    equal(event, by, 2)
    readers = {item.title: (item.level, set(item.groups.all())) for item in event.items.exclude(level="public")}
    assert readers == {stays.title: ("delegates", {other}), "On the bus": ("staff", set())}


def test_person_and_file_that_are_gone_are_told(event: Event, by: User, settings: Any) -> None:
    first, second = event.items.order_by("pk")
    event.items.all().delete()
    Person.objects.all().delete()
    paper = event.documents.get()
    paper.file.storage.delete(str(paper.file.name))
    paper.delete()
    told = equal(event, by)
    stays = "this is not as in the version, as what it names has changed or is gone."
    assert told == [
        *(
            f"“{each}” comes back without what versions do not hold, such as its external id."
            for each in (first, second)
        ),
        f"The event. Documents: {stays}",
        f"“{first}”. Parts: {stays}",
        f"“{first}”. Documents: {stays}",
        f"“{second}”. Parts: {stays}",
    ]
    assert set(event.items.values_list("uid", flat=True)) == {first.uid, second.uid}


def test_address_of_the_event_stays(event: Event, by: User) -> None:
    Event.objects.filter(pk=event.pk).update(slug="another-name", title="Another title")
    assert equal(event, by) == [
        "The event. Name in web addresses: this is not as in the version, as what it names has changed or is gone."
    ]
    again = Event.objects.get(pk=event.pk)
    assert (again.slug, again.title) == ("another-name", event.title)


def test_city_that_came_since_stays_with_its_delegation_and_seats_that_are_taken(event: Event, by: User) -> None:
    ParticipatingCity.objects.create(event=event, city=rows.seoul(), seats=1)
    event.participating_cities.filter(city=rows.rijeka()).update(seats=3, taken=2)
    assert equal(event, by) == [
        "The event. Participating cities: this is not as in the version, as what it names has changed or is gone."
    ]
    assert set(event.participating_cities.values_list("city__slug", "seats")) == {
        ("seoul", 1),
        ("rijeka", 2),
        ("belgrade", 1),
    }


def test_own_status_and_level_stay_where_the_event_overrides_them(by: User) -> None:
    event = rows.event(state="cancelled", access="participants")
    item = rows.item(event, status="tentative", level="public")
    publish(event, by=by)
    event.items.update(room="Hall 1")
    assert equal(event, by) == []
    item.refresh_from_db()
    assert (item.room, item.status, item.level) == ("", "tentative", "public")


def test_no_redacted_text_is_written_and_no_redacted_person_comes_back(event: Event, by: User) -> None:
    first, second = event.items.order_by("pk")
    person = Person.objects.get()
    elsewhere = rows.item(rows.event())
    elsewhere.parts.create(person=person, role="speaker")
    redact_text(event, text="Said once", by=by, reason="Asked for")
    redact_person(event, person_uid=str(person.uid), by=by, reason="Asked for")
    assert people(first, second) == ["[removed]", "[removed]"]
    event.items.filter(pk=first.pk).update(summary="Written since")
    event.items.get(pk=second.pk).parts.all().delete()
    redacted = "something of this was redacted in the version, and is not written."
    told = equal(event, by)
    assert told == [
        f"“{first}”. Summary: {redacted}",
        f"“{first}”. Parts: {redacted}",
        f"“{second}”. Parts: {redacted}",
    ]
    assert event.items.get(pk=first.pk).summary == "Written since"
    assert people(first, second) == ["[removed]"]
    assert person.parts.count() == 1


def test_nothing_goes_that_may_stand_in_the_place_of_what_cannot_come_back(event: Event, by: User) -> None:
    """A text that was redacted, a file that is gone, an organisation and a theme that have other names now."""
    event.themes.add(event.programme.themes.create(name="Water"))
    event.purposes.create(text="Meet Jovana", position=1)
    publish(event, by=by)
    redact_text(event, text="Meet Jovana", by=by, reason="Asked for")
    event.purposes.update(text="Meet the guide")
    paper = event.documents.get()
    paper.file.storage.delete(str(paper.file.name))
    paper.delete()
    newer = Document(event=event, title="Newer note", file=ContentFile(PDF + b"2", name="note.pdf"))
    newer.full_clean()
    newer.save()
    event.programme.themes.update(name="Rivers")
    organisation = event.organisations.get().organisation
    organisation.name = "Ministry of Water"
    organisation.save()
    missing = "this is not as in the version, as what it names has changed or is gone."
    assert equal(event, by, 2) == [
        f"The event. Themes: {missing}",
        "The event. Purposes: something of this was redacted in the version, and is not written.",
        f"The event. Documents: {missing}",
        f"The event. Organisations with a role: {missing}",
        f"“{event.items.order_by('pk')[0]}”. Documents: {missing}",
    ]
    assert [theme.name for theme in event.themes.all()] == ["Rivers"]
    assert {purpose.text for purpose in event.purposes.all()} == {
        "Exchange experience with other countries",
        "Meet the guide",
    }
    assert event.documents.get() == newer
    assert event.organisations.get().organisation == organisation


def test_nothing_of_an_item_goes_that_may_stand_in_the_place_of_what_cannot_come_back(event: Event, by: User) -> None:
    item, _other = event.items.order_by("pk")
    rows.part(item, "Gone", role="discussant", position=1)
    item.links.create(label="Meet Jovana", url="https://example.org/2", position=1)
    publish(event, by=by)
    redact_text(event, text="Meet Jovana", by=by, reason="Asked for")
    item.links.filter(position=1).update(label="Meet the guide")
    item.parts.get(role="discussant").delete()
    Person.objects.get(display_name="Gone").delete()
    rows.part(item, "Jana", role="discussant", position=1)
    paper = event.documents.get()
    paper.file.storage.delete(str(paper.file.name))
    paper.delete()
    newer = Document(event=event, title="Newer note", file=ContentFile(PDF + b"2", name="note.pdf"))
    newer.full_clean()
    newer.save()
    item.documents.set([newer])
    equal(event, by, 2)
    assert people(item) == ["Đorđe Čačak", "Jana"]
    assert [link.label for link in item.links.all()] == ["Slides", "Meet the guide"]
    assert item.documents.get() == newer


def test_version_that_is_withdrawn_or_not_there_is_refused(event: Event, by: User) -> None:
    event.items.update(room="Hall 1")
    withdraw(publish(event, by=by), by=by)
    for number, message in (
        (2, "Version 2 was withdrawn. Choose one that stands."),
        (9, "This event has no version 9."),
    ):
        with pytest.raises(ValidationError) as refusal:
            equal(event, by, number)
        assert refusal.value.messages == [message]
    assert equal(event, by, 3) == []
    assert set(event.items.values_list("room", flat=True)) == {""}


def test_what_the_first_format_could_not_hold_stays(by: User) -> None:
    event = rows.full_event(1)
    item = event.items.get()
    item.links.create(label="Slides", url="https://example.org/")
    edition = publish(event, by=by)
    edition.pk, edition.number, edition.format = None, 2, 1
    edition.save(force_insert=True)
    assert equal(event, by, 2) == []
    event.items.filter(pk=item.pk).update(capacity=40, room="Hall 1")
    item.links.update(level="delegates", label="Join by video")
    rows.part(item, "Jovana Jović", role="driver", level="staff", position=1)
    Event.objects.filter(pk=event.pk).update(places=45, tells_of_participants_items=True, title="Another")
    assert equal(event, by, 2) == [
        "Places, capacities, duties and levels of links stay as they are, as versions could not hold them then."
    ]
    item.refresh_from_db()
    again = Event.objects.get(pk=event.pk)
    assert (again.title, again.places, again.tells_of_participants_items) == (event.title, 45, True)
    assert (item.room, item.capacity, people(item)) == ("", 40, ["Đorđe Čačak", "Jovana Jović"])
    assert [(link.label, link.level) for link in item.links.all()] == [("Slides", "delegates")]


def test_only_what_was_shown_is_written_over(event: Event, by: User) -> None:
    edition = event.editions.get()
    event = Event.objects.get(pk=event.pk)
    tag = equal_tag(event, edition)
    event.items.update(room="Hall 1")
    with pytest.raises(ValidationError, match="it has changed since you were shown it"):
        make_equal(event, 1, by=by, expected=tag)
    assert make_equal(event, 1, by=by, expected=equal_tag(event, edition)) == []
    assert agenda_of(event.editions.get()) == agenda_of(edition)


def test_what_is_refused_today_is_told_and_the_rest_is_written(event: Event, by: User) -> None:
    """The version is of the time when a text could be longer."""
    AgendaItem.objects.update(title="Opening", summary="Q" * 5_001)
    Event.objects.update(summary="Q" * 2_001, title="As published")
    publish(Event.objects.get(pk=event.pk), by=by)
    event.items.order_by("pk")[1].delete()
    AgendaItem.objects.update(summary="Short", room="Hall 1")
    Event.objects.update(summary="Short", title="Another")
    stays = "this is not as in the version, as what it names has changed or is gone."
    assert equal(event, by, 2) == [
        "“Opening” is refused. Shorten this text to 5000 characters. It has 5001.",
        "“Opening” is refused. Shorten this text to 5000 characters. It has 5001.",
        "“Opening” comes back without what versions do not hold, such as its external id.",
        f"The event. Summary: {stays}",
        f"“Opening”. Summary: {stays}",
        f"“Opening”. Summary: {stays}",
    ]
    assert Event.objects.get(pk=event.pk).title == "As published"
    assert set(event.items.values_list("room", flat=True)) == {""}


@pytest.mark.parametrize("count", [3, 30])
def test_making_equal_costs_three_queries_an_item_and_undoing_it_five(count: int, by: User) -> None:
    event = rows.full_event(count)
    publish(event, by=by)
    event.items.update(room="Hall 1")
    costs = []
    for verb in (*[partial(make_equal, event, 1, by=by)] * 2, partial(undo, event, by=by)):
        with asked() as database:
            assert verb() == []
        costs.append(database.queries)
    assert costs == [103 + 3 * count, 91, 27 + 5 * count]
