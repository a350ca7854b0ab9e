"""The laws of groups: whoever renames them moves nobody, whatever the names are, even those that others had or their UIDs."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import rows as tables
from tests.tours.editions.histories import AUDIENCES, for_a_calendar, lines_for, publish_all, rows
from tours.agenda.audiences import for_audience
from tours.agenda.changes.comparing import compare
from tours.agenda.facts import Group
from tours.agenda.values import PUBLIC, STAFF, Audience, Line
from tours.editions.publishing import agenda_of, locked, publish
from tours.record.groups import GroupNamed, set_groups
from tours.vocabulary import Level, Status

NAMES = st.sampled_from(["First bus", "Second bus", "Сини аутобус", "A", "B"])
named = st.lists(NAMES, min_size=2, max_size=2, unique=True)


def groups_called(names: Sequence[str]) -> tuple[Group, ...]:
    """The groups with the UIDs A and B, in the order of their names."""
    both = (Group(uid=uid, name=name) for uid, name in zip("AB", names, strict=True))
    return tuple(sorted(both, key=lambda group: group.name))


def known_names(groups: tuple[Group, ...], audience: Audience, lines: dict[str, Line]) -> str:
    """Staff know all groups and the public none; delegates know their own, and those that their items name."""
    theirs = {*audience.groups, *(uid for line in lines.values() for uid in line.groups)}
    seen = {STAFF.key: {"A", "B"}, PUBLIC.key: set()}.get(audience.key, theirs)
    return ", ".join(group.name for group in groups if group.uid in seen)


@given(st.lists(st.tuples(rows, named), min_size=1, max_size=6))
def test_names_of_groups_decide_nothing_of_what_members_see(steps: list[tuple[dict[str, Line], list[str]]]) -> None:
    history, groups = [state for state, _names in steps], [groups_called(names) for _state, names in steps]
    agendas = publish_all(history, groups)
    for audience in AUDIENCES:
        known: dict[str, Line] = {}
        sequences: dict[str, int] = {}
        told_names: list[str] = []
        for state, called, agenda in zip(history, groups, agendas, strict=True):
            view, lines = for_audience(agenda, audience), lines_for(state, audience)
            assert {item.uid: item.line for item in view.standing} == lines
            left = {uid: replace(line, status=Status.CANCELLED) for uid, line in known.items() if uid not in lines}
            for uid, line in (lines | left).items():
                moved = uid in known and for_a_calendar(known[uid]) != for_a_calendar(line)
                sequences[uid] = sequences.get(uid, 0) + moved
            known = lines | left
            assert {item.uid: item.sequence for item in view.items} == sequences
            told_names.append(known_names(called, audience, known))
        views = [for_audience(agenda, audience) for agenda in agendas]
        for (before, after), (then, now) in zip(pairwise(views), pairwise(told_names), strict=True):
            told = [(each.before, each.after) for each in compare(before, after).facts]
            assert told == ([(then, now)] if then != now else [])


@given(st.lists(named, min_size=2, max_size=5), rows)
def test_editions_that_differ_in_the_names_of_groups_alone_change_no_item(
    names: list[list[str]], state: dict[str, Line]
) -> None:
    first, *others = publish_all([state] * len(names), [groups_called(each) for each in names])
    assert all((other.items, other.whole) == (first.items, first.whole) for other in others)


@pytest.mark.django_db
@settings(max_examples=10)
@given(st.lists(st.permutations(["First bus", "Second bus", "Third bus"]), min_size=1, max_size=3))
def test_groups_that_pass_their_names_on_keep_their_items(renamings: list[list[str]]) -> None:
    """From the rows, through the verbs: each renaming is published."""
    event, by = tables.event(), tables.coordinator()
    first, second, third = [event.groups.create(name=f"Bus {number}") for number in range(3)]
    for title, groups in (("One", [first]), ("Two", [second]), ("Both", [first, second]), ("All", [])):
        tables.item(event, title=title, level=Level.DELEGATES).groups.set(groups)
    expected = {first: ["All", "Both", "One"], second: ["All", "Both", "Two"], third: ["All"]}
    for number, names in enumerate(renamings):
        with transaction.atomic():
            set_groups(
                locked(event), [GroupNamed(*each) for each in zip((g.uid for g in expected), names, strict=True)]
            )
        event.items.update(summary=f"Read {number}")
        agenda = agenda_of(publish(event, by=by))
        for group, titles in expected.items():
            view = for_audience(agenda, Audience(level=Level.DELEGATES, groups=(str(group.uid),)))
            assert sorted(item.line.title for item in view.standing) == titles
            assert {item.sequence for item in view.items} == {0}
