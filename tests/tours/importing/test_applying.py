"""An import is written as one step: again it changes nothing, and undone it leaves the draft as it was."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from tests.counting import asked
from tests.factories import rows as made
from tests.tours.importing.makers import MONDAY, TUESDAY, people, row
from tours.importing.applying import Choices, Imported, RefusedImport, apply
from tours.importing.planning.draft import draft_of, names_for
from tours.importing.planning.plan import plan
from tours.importing.planning.values import Row
from tours.importing.reading.values import LeftText, NamedPerson
from tours.models import AgendaItem, Event, KeptRows, Person, Venue
from tours.record.undoing.undoing import undo
from tours.vocabulary import ItemKind, Level, PersonRole, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return made.event()


@pytest.fixture
def editor() -> User:
    return made.coordinator()


def imported(event: Event, rows: Sequence[Row], by: User, choices: Choices | None = None) -> Imported:
    tag = plan(rows, draft_of(event), event.starts, event.ends).tag
    return apply(event, rows, choices or Choices(), by=by, expected=tag)


def agenda(event: Event) -> list[tuple[Any, ...]]:
    return list(event.items.values_list("day", "start", "end", "title", "venue__name", "room", "summary", "status"))


def agenda_of_a_host() -> list[Row]:
    return [
        row("Opening", "09:30", "10:15", place="City Hall", people=(NamedPerson("Ana Novak", about="Mayor"),)),
        row("Panel on trams", "10:30", people=(NamedPerson("Ivo Babić", PersonRole.MODERATOR), *people("NOVAK Ana"))),
        row("Lunch", place="city hall", kind=ItemKind.MEAL, rest="Bring a passport."),
        row("Dinner", "22:00", "00:30", day=TUESDAY, ends_next_day=True, track="A", room="Bar", is_tentative=True),
    ]


def test_rows_become_items_with_the_venues_and_people_that_there_were_not(event: Event, editor: User) -> None:
    assert imported(event, agenda_of_a_host(), editor) == Imported(4, 0, 0, [])

    hall = Venue.objects.get(name="City Hall", city=event.host_city)
    opening, panel, lunch, dinner = event.items.order_by("pk")
    assert (opening.venue, opening.title, opening.kind, opening.get_status_display()) == (
        hall, "Opening", "session", "Confirmed",
    )  # fmt: skip
    assert (lunch.venue, lunch.kind, lunch.start, lunch.summary) == (hall, "meal", None, "Bring a passport.")
    assert (dinner.ends_on, str(dinner.track), dinner.room, dinner.status) == (
        TUESDAY + timedelta(days=1), "A", "Bar", Status.TENTATIVE,
    )  # fmt: skip
    assert [(part.role, str(part.person)) for part in panel.parts.all()] == [
        ("moderator", "Ivo Babić"),
        ("speaker", "Ana Novak"),
    ]
    assert [(str(there), there.position) for there in event.appearances.all()] == [
        ("Ana Novak", "Mayor"), ("Ivo Babić", ""),
    ]  # fmt: skip


def test_the_same_again_changes_nothing_and_keeps_no_step(event: Event, editor: User) -> None:
    imported(event, agenda_of_a_host(), editor)
    before = agenda(event)

    assert imported(event, agenda_of_a_host(), editor) == Imported(0, 0, 0, [])
    assert agenda(event) == before
    assert KeptRows.objects.filter(event=event).count() == 1


def test_changed_file_changes_what_it_says_and_no_other_fact(event: Event, editor: User) -> None:
    imported(event, agenda_of_a_host(), editor)
    opening = event.items.get(title="Opening")
    AgendaItem.objects.filter(pk=opening.pk).update(level=Level.DELEGATES, report="All came.", kind=ItemKind.KEYNOTE)
    driver = made.person("Jo Driver")
    made.part(opening, driver, role=PersonRole.DRIVER, level=Level.STAFF)
    made.appearance(event, driver)
    rows = [
        row("Opening", "10:00", place="KINTEX", people=people("Ivo Babić")),
        row("Panel on trams", "10:30", day=TUESDAY),
        row("Dinner", "22:30", day=TUESDAY, left=frozenset({"start"}), rest="In dark suits."),
    ]
    lunch = event.items.get(title="Lunch")
    assert imported(event, rows, editor, Choices(removed=frozenset({lunch.uid}))) == Imported(0, 3, 1, [])

    after = AgendaItem.objects.get(pk=opening.pk)
    assert (after.start, after.end, after.venue and after.venue.name, after.level, after.report, after.kind) == (
        time(10, 0), opening.end, "KINTEX", "delegates", "All came.", "keynote",
    )  # fmt: skip
    assert [str(part.person) for part in after.parts.order_by("position")] == ["Jo Driver", "Ivo Babić"]
    assert after.parts.get(role="driver").person == driver
    assert [(item.title, item.day, item.start) for item in event.items.all()] == [
        ("Opening", MONDAY, time(10, 0)),
        ("Panel on trams", TUESDAY, time(10, 30)),
        ("Dinner", TUESDAY, time(22, 0)),
    ]
    assert Person.objects.filter(display_name="Ivo Babić").count() == 1


def test_undone_it_leaves_the_draft_as_it_was(event: Event, editor: User) -> None:
    imported(event, agenda_of_a_host(), editor)
    before, rows = agenda(event), [row("Opening", "11:00", place="KINTEX"), row("Tea", "12:00")]
    gone = frozenset(event.items.filter(title="Lunch").values_list("uid", flat=True))
    imported(event, rows, editor, Choices(removed=gone, practical=(LeftText(None, "Dress warmly", 1),)))
    assert (event.items.count(), event.practical_notes.count()) == (4, 1)

    assert undo(event, by=editor) == []
    assert (agenda(event), event.practical_notes.count()) == (before, 0)
    assert [step.get_step_display() for step in event.kept_rows.all()] == ["Agenda imported"] * 2
    assert undo(event, by=editor) == []
    assert agenda(event) == []


def test_nothing_is_written_where_a_colleague_changed_the_draft(event: Event, editor: User) -> None:
    rows = agenda_of_a_host()
    tag = plan(rows, draft_of(event), event.starts, event.ends).tag
    made.item(event, title="Opening")
    with pytest.raises(ValidationError) as refusal:
        apply(event, rows, Choices(), by=editor, expected=tag)
    assert (refusal.value.code, event.items.count()) == ("changed_since_shown", 1)


def test_rows_that_cannot_be_written_are_named_and_nothing_is_written(event: Event, editor: User) -> None:
    with pytest.raises(RefusedImport) as refused:
        imported(event, [row("Tea", "09:00"), row("Cake", day=None, key="cake")], editor)
    assert {key: error.messages for key, error in refused.value.errors.items()} == {
        "cake": ["Say on which day it is, or leave its section in the tray."]
    }
    for _twice in range(2):
        made.speaker(made.item(made.event()), "Ana Novak")
    rows = [row("Opening", "09:30", people=people("Ana Novak"), key="opening")]
    with pytest.raises(RefusedImport) as refused:
        imported(event, rows, editor)
    assert {key: error.messages for key, error in refused.value.errors.items()} == {
        "opening": ["Several people have this name, so give the uid: Ana Novak."]
    }
    assert not event.items.exists()


def test_person_of_the_event_is_known_in_another_spelling(event: Event, editor: User) -> None:
    known = made.speaker(made.item(event), "Đorđe Čačak", position="Mayor").person
    there = NamedPerson("CACAK Djordje", about="Deputy mayor")
    assert imported(event, [row("Talk", people=(there,))], editor).told == [
        "CACAK Djordje: “Deputy mayor” is not written as the position. Look at it among the people."
    ]
    assert event.items.get(title="Talk").parts.get().person == known


def test_names_of_other_events_count_only_where_the_user_may_see_them(event: Event, editor: User) -> None:
    elsewhere = made.event(programme=made.programme(slug="theirs", name="Theirs"))
    for at, name in ((elsewhere, "Hidden Person"), (made.event(), "Known Person")):
        made.speaker(made.item(at), name)
    hall = made.venue("Hall", city=made.rijeka())
    names = names_for(event, [row("Talk", people=people("Hidden Person", "Known Person")).item], editor)

    assert [names.is_new_person(name) for name in ("Hidden Person", "Known Person")] == [True, False]
    assert names.is_new_place(hall.name)


def test_texts_of_no_item_are_kept_once_where_it_is_said(event: Event, editor: User) -> None:
    texts = (LeftText(None, "Dress warmly", 1), LeftText(TUESDAY, "Bus at the gate", 9))
    choices = Choices(practical=texts, for_staff=(LeftText(TUESDAY, "Call the driver", 9), LeftText(None, "Hello", 1)))
    for _twice in range(2):
        imported(event, agenda_of_a_host(), editor, choices)

    assert [(note.heading, note.body, note.level) for note in event.practical_notes.all()] == [
        ("From the agenda", "Dress warmly", "delegates"),
        ("From the agenda of Tuesday 5 September", "Bus at the gate", "delegates"),
    ]
    notes = event.items.exclude(staff_note="").values_list("title", "staff_note")
    assert list(notes) == [("Lunch", "Hello"), ("Dinner", "Call the driver")]


@pytest.mark.parametrize(("count", "queries"), [(1, 60), (40, 271)])
def test_row_that_is_written_costs_what_it_costs_alone(event: Event, editor: User, count: int, queries: int) -> None:
    """Beside the 36 of every step."""
    rows = [row(f"Session {number}", "09:00", place=f"Room {number % 3}", key=str(number)) for number in range(count)]
    with asked() as first:
        imported(event, rows, editor)
    assert first.queries == queries


@pytest.mark.parametrize("count", [1, 40, 300])
def test_file_that_changes_nothing_costs_the_same_however_long_it_is(editor: User, count: int) -> None:
    event = made.full_event(count)
    rows = [
        row(item.title, f"{item.start:%H:%M}", f"{item.end:%H:%M}", day=item.day, place="KINTEX", key=item.title)
        for item in event.items.all()
    ]
    with asked() as again:
        assert imported(event, rows, editor) == Imported(0, 0, 0, [])
    assert again.queries == 43


def test_only_an_item_that_the_file_has_no_more_is_removed(event: Event, editor: User) -> None:
    imported(event, [row("Opening", "09:30"), row("Lunch", "12:00")], editor)
    stays, goes = event.items.order_by("start")
    chosen = Choices(removed=frozenset({stays.uid, goes.uid}))
    assert imported(event, [row("Opening", "09:30")], editor, chosen).removed == 1
    assert list(event.items.all()) == [stays]


def test_what_is_too_long_for_a_position_is_told_and_not_written(event: Event, editor: User) -> None:
    ana, ivo = NamedPerson("Ana Novak", about="x" * 201), NamedPerson("Ivo Babić", about="y" * 200)
    told = imported(event, [row("Opening", "09:30", people=(ana, ivo))], editor).told
    assert [words.partition(":")[0] for words in told] == ["Ana Novak"]
    assert sorted(event.appearances.values_list("position", flat=True)) == ["", "y" * 200]
