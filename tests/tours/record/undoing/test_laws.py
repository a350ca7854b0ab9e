"""The laws of undoing, for arbitrary steps: rows come back exactly as they were, read from the tables themselves.

Which columns there are is asked of the database, and of no function of ours.
"""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from tests.factories import rows
from tours.editions.composing import compose
from tours.editions.publishing import agenda_of, publish, same
from tours.models import AgendaItem, Event
from tours.record.equal.making import make_equal
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import RefusedRows, save_item, upsert_items
from tours.record.undoing.keeping import kept
from tours.record.undoing.tables import LEFT_OUT, tables
from tours.record.undoing.undoing import redo, undo
from tours.vocabulary import Level, Step

pytestmark = pytest.mark.django_db

OF_THE_EVENT = {
    "tours_appearance": "event_id = %s",
    "tours_agendaitem": "event_id = %s",
    "tours_contact": "event_id = %s",
    "tours_document": "event_id = %s",
    "tours_event": "id = %s",
    "tours_event_themes": "event_id = %s",
    "tours_eventorganisation": "event_id = %s",
    "tours_group": "event_id = %s",
    "tours_participatingcity": "event_id = %s",
    "tours_practicalnote": "event_id = %s",
    "tours_purpose": "event_id = %s",
    "tours_track": "event_id = %s",
    "tours_itemlink": "item_id IN (SELECT id FROM tours_agendaitem WHERE event_id = %s)",
    "tours_itempart": "item_id IN (SELECT id FROM tours_agendaitem WHERE event_id = %s)",
    "tours_agendaitem_groups": "agendaitem_id IN (SELECT id FROM tours_agendaitem WHERE event_id = %s)",
    "tours_agendaitem_documents": "agendaitem_id IN (SELECT id FROM tours_agendaitem WHERE event_id = %s)",
}
UNLIKE = {"tours_event": {"updated_at"}, **{name: {"id"} for name in OF_THE_EVENT if name.count("_") == 2}}
"""What differs each time: the moment of the edit, and keys that nothing leads to."""
NAMES = st.sampled_from(["one", "two", "three"])
facts = st.fixed_dictionaries(
    {"title": st.sampled_from(["Opening", "Отварање", "개회식"]), "later": st.integers(0, 4)},
    optional={
        "external_id": st.sampled_from(["", "A", "B"]),
        "start": st.sampled_from([None, time(10)]),
        "end": st.just(None),
        "position": st.integers(0, 2),
        "room": st.sampled_from(["", "Hall 1"]),
        "status": st.sampled_from(["confirmed", "tentative", "cancelled"]),
        "level": st.sampled_from(["public", "delegates", "staff"]),
        "staff_note": st.sampled_from(["", "Bring the key"]),
        "groups": st.sets(st.sampled_from(["Bus 1", "Bus 2"])),
        "track": st.sampled_from([None, "Data", "Water"]),
        "venue": st.booleans(),
        "links": st.lists(
            st.sampled_from(
                [LinkNamed("A", "https://example.org/a"), LinkNamed("B", "https://example.org/b", Level.STAFF)]
            ),
            unique=True,
        ),
        "parts": st.lists(st.sampled_from(["speaker", "moderator", "open"]), unique=True),
    },
)
writing = st.dictionaries(NAMES, facts, min_size=1)
deleting = st.sets(NAMES, min_size=1)
steps = st.lists(st.one_of(writing, deleting, st.just("tracks"), st.just("equal")), min_size=1, max_size=4)


def in_the_tables(event: Event) -> dict[str, list[dict[str, Any]]]:
    found = {}
    with connection.cursor() as cursor:
        for table, condition in OF_THE_EVENT.items():
            cursor.execute(f"SELECT * FROM {table} WHERE {condition}", [event.pk])  # noqa: S608  (names written above)
            columns = [column.name if hasattr(column, "name") else column[0] for column in cursor.description]
            read = [dict(zip(columns, values, strict=True)) for values in cursor.fetchall()]
            left = [{name: row[name] for name in row.keys() - UNLIKE.get(table, set())} for row in read]
            found[table] = sorted(left, key=lambda row: sorted(map(str, row.items())))
    return found


def published_event(by: User) -> Event:
    event = rows.full_event(0)
    for name in ("Bus 1", "Bus 2"):
        event.groups.create(name=name)
    for name in ("one", "two"):
        rows.speaker(rows.item(event, uid=uuid5(event.uid, name), title=name, venue=rows.venue()))
    publish(event, by=by)
    return event


def as_rows(event: Event, listed: dict[str, dict[str, Any]], speaker: UUID) -> list[dict[str, Any]]:
    made = []
    for name, given_facts in listed.items():
        row = {**given_facts, "uid": uuid5(event.uid, name)}
        later = row.pop("later")
        row["day"] = event.starts + timedelta(days=later) if later else None
        if "venue" in row:
            row["venue"] = VenueNamed(key=rows.venue().pk) if row["venue"] else None
        if "parts" in row:
            row["parts"] = [_part(role, speaker) for role in row["parts"]]
        made.append(row)
    return made


def _part(role: str, speaker: UUID) -> PartNamed:
    return PartNamed("speaker", None, False) if role == "open" else PartNamed(role, PersonNamed(uid=speaker), True)


def take(event: Event, step: Any, by: User, speaker: UUID) -> None:
    """Does the step; one that is refused does nothing."""
    if step == "equal":
        make_equal(event, 1, by=by)
    elif isinstance(step, dict):
        try:
            upsert_items(event, as_rows(event, step, speaker))
        except RefusedRows:
            return
    else:
        doomed = (
            event.tracks if step == "tracks" else event.items.filter(uid__in=[uuid5(event.uid, name) for name in step])
        )
        with transaction.atomic(), kept(event, Step.ITEMS, by=by):
            doomed.all().delete()


@pytest.mark.slow  # whole events, published and written to several times
@settings(max_examples=12)
@given(steps)
def test_undoing_every_step_and_doing_it_again_gives_the_rows_of_each_moment(listed: list[Any]) -> None:
    by = rows.coordinator()
    event, speaker = published_event(by), rows.person().uid
    moments = [in_the_tables(event)]
    for step in listed:
        take(event, step, by, speaker)
        if (now := in_the_tables(event)) != moments[-1]:
            moments.append(now)
    assert event.kept_rows.count() == len(moments) - 1
    for before in reversed(moments[:-1]):
        assert undo(event, by=by) == []
        assert in_the_tables(event) == before
    for after in moments[1:]:
        assert redo(event, by=by) == []
        assert in_the_tables(event) == after


@pytest.mark.slow  # as above
@settings(max_examples=12)
@given(st.one_of(writing, deleting), NAMES, st.sampled_from(["room", "link", "part", "group", "track", "person"]))
def test_no_later_edit_is_taken_back_without_a_word(step: Any, name: str, sort: str) -> None:
    by = rows.coordinator()
    event, speaker = published_event(by), rows.person().uid
    other = rows.item(event, title="Elsewhere")
    take(event, step, by, speaker)
    item = event.items.filter(uid=uuid5(event.uid, name)).first()
    if item is None or not event.kept_rows.exists():
        return
    edits: dict[str, Callable[[], object]] = {
        "room": lambda: event.items.filter(pk=item.pk).update(room="Edited"),
        "link": lambda: item.links.create(label="Edited", url="https://example.org/"),
        "part": lambda: item.parts.create(role="rapporteur", confirmed=False),
        "group": lambda: item.groups.set([event.groups.create(name="Edited")]),
        "track": lambda: event.items.filter(pk=item.pk).update(track=event.tracks.create(name="Edited")),
        "person": lambda: save_item(
            event, {"parts": [PartNamed("moderator", PersonNamed(uid=speaker), True)]}, item=other
        ),
    }
    edits[sort]()
    edited = in_the_tables(event)
    try:
        undo(event, by=by)
    except ValidationError as refusal:
        refused = refusal.code
    else:
        refused = None
    if refused:
        assert (refused, in_the_tables(event)) == ("edited_since", edited)
        return
    there = AgendaItem.objects.get(pk=other.pk if sort == "person" else item.pk)
    found = {
        "room": there.room == "Edited",
        "link": there.links.filter(label="Edited").exists(),
        "part": there.parts.filter(role="rapporteur").exists(),
        "group": there.groups.filter(name="Edited").exists(),
        "track": str(there.track) == "Edited",
        "person": event.appearances.filter(person__parts__item=there).exists(),
    }
    assert found[sort]


@pytest.mark.slow  # as above
@settings(max_examples=8)
@given(steps)
def test_rows_made_equal_to_a_version_say_what_it_says(listed: list[Any]) -> None:
    """Nothing else was edited, so that only what comes back is told of."""
    by = rows.coordinator()
    event, speaker = published_event(by), rows.person().uid
    for step in listed:
        take(event, step, by, speaker)
    gone = {"one", "two"} - {name for name in ("one", "two") if event.items.filter(uid=uuid5(event.uid, name)).exists()}
    told = make_equal(event, 1, by=by)
    assert sorted(told) == [
        f"“{name}” comes back without what versions do not hold, such as its external id." for name in sorted(gone)
    ]
    assert same(agenda_of(event.editions.get()), compose(Event.objects.get(pk=event.pk)))


def test_every_column_of_the_record_is_kept_or_left_out_by_name() -> None:
    """A model that belongs to an event or an item is kept without being named, and so is each of its columns."""
    kept_columns = {
        table.model._meta.db_table: {field.column for field in table.columns} | {many.name for many in table.lists}
        for table in tables().values()
    }
    left_out = {model._meta.db_table: set(names) for model, names in LEFT_OUT.items()}
    through = {name for name in OF_THE_EVENT if name.count("_") == 2}
    assert kept_columns.keys() == OF_THE_EVENT.keys() - through
    with connection.cursor() as cursor:
        for name, columns in kept_columns.items():
            described = {column.name for column in connection.introspection.get_table_description(cursor, name)}
            described |= {each.removeprefix(f"{name}_") for each in through if each.startswith(f"{name}_")}
            assert (name, columns) == (name, described - {"id"} - left_out.get(name, set()))
    assert left_out == {
        "tours_event": {"created_at", "updated_at", "published_edit_at"},
        "tours_participatingcity": {"taken", "comes"},
    }
