"""The laws of editions, for arbitrary sequences of edits: sequence, tombstones, audiences, round trip, purity.

What an audience sees, and what counts for a calendar, is written here by hand and asked of no function of ours.
"""

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tests.tours.editions.histories import AUDIENCES, for_a_calendar, histories, lines_for, publish_all, rows
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.changes.comparing import ChangeKind, compare, told_changes
from tours.agenda.values import PUBLIC, Agenda, Item, Line, Revision
from tours.vocabulary import Status


@given(histories)
def test_sequence_rises_by_one_exactly_when_calendar_facts_change(history: list[dict[str, Line]]) -> None:
    for audience in AUDIENCES:
        views = [for_audience(agenda, audience) for agenda in publish_all(history)]
        for before, after in pairwise(views):
            now = {item.uid: item for item in after.items}
            for item in before.items:
                raised = for_a_calendar(item.line) != for_a_calendar(now[item.uid].line)
                assert now[item.uid].sequence - item.sequence == raised


@given(histories, st.sets(st.integers(2, 6)))
def test_item_is_told_where_an_edition_that_is_no_small_correction_changed_it(
    history: list[dict[str, Line]], small: set[int]
) -> None:
    """Between any two editions, and for every audience; `compare` tells of the others too."""
    corrections = [tuple(sorted(each for each in small if each <= number)) for number in range(1, len(history) + 1)]
    agendas = [replace(each, small=some) for each, some in zip(publish_all(history), corrections, strict=True)]
    for audience in AUDIENCES:
        views = [for_audience(agenda, audience) for agenda in agendas]
        seen = [{item.uid: (item.line, item.gone) for item in view.items} for view in views]
        for first, last in combinations(range(len(views)), 2):
            told = {
                uid
                for number in range(first + 1, last + 1)
                for uid in seen[number]
                if number + 1 not in small and seen[number][uid] != seen[number - 1].get(uid)
            }
            raw = compare(views[first], views[last]).items
            kept = told_changes(views[first], views[last]).items
            new = {uid for uid in seen[last] if uid not in seen[first]}
            assert kept == tuple(change for change in raw if change.uid in told | new)


@given(histories)
def test_changed_is_the_last_edition_in_which_the_view_of_an_item_differs(history: list[dict[str, Line]]) -> None:
    for audience in AUDIENCES:
        views = [for_audience(agenda, audience) for agenda in publish_all(history)]
        expected: dict[str, int] = {}
        seen: dict[str, tuple[Line, bool]] = {}
        for view in views:
            for item in view.items:
                if seen.get(item.uid) != (item.line, item.gone):
                    expected[item.uid] = view.stamp.number
                seen[item.uid] = (item.line, item.gone)
            assert {item.uid: item.changed.number for item in view.items} == expected


@given(histories)
def test_item_taken_from_an_audience_stays_as_cancelled_with_the_last_text_they_saw(
    history: list[dict[str, Line]],
) -> None:
    for audience in AUDIENCES:
        last_seen: dict[str, Line] = {}
        for state, agenda in zip(history, publish_all(history), strict=True):
            lines = lines_for(state, audience)
            last_seen |= lines
            gone = {item.uid: item.line for item in for_audience(agenda, audience).items if item.gone}
            assert gone == {
                uid: replace(line, status=Status.CANCELLED) for uid, line in last_seen.items() if uid not in lines
            }


@given(histories)
def test_view_tells_an_audience_what_is_for_them_and_nothing_else(history: list[dict[str, Line]]) -> None:
    agendas = publish_all(history)
    for audience in AUDIENCES:
        for state, agenda in zip(history, agendas, strict=True):
            view = for_audience(agenda, audience)
            assert {item.uid: item.line for item in view.standing} == lines_for(state, audience)


@given(histories)
def test_edition_reads_back_as_it_was_written(history: list[dict[str, Line]]) -> None:
    for agenda in publish_all(history):
        text, digest, format_number = snapshots.snapshot(agenda)
        assert snapshots.read(text, format_number) == agenda
        assert snapshots.snapshot(snapshots.read(text, format_number)) == (text, digest, format_number)


@given(histories)
def test_views_and_snapshots_are_functions_of_the_agenda_alone(history: list[dict[str, Line]]) -> None:
    first, second = publish_all(history), publish_all(history)
    assert [snapshots.snapshot(agenda) for agenda in first] == [snapshots.snapshot(agenda) for agenda in second]
    for audience in AUDIENCES:
        assert [for_audience(agenda, audience) for agenda in first] == [
            for_audience(agenda, audience) for agenda in second
        ]


@given(histories)
def test_comparing_tells_every_change_of_an_item_and_only_those(history: list[dict[str, Line]]) -> None:
    for audience in AUDIENCES:
        views = [for_audience(agenda, audience) for agenda in publish_all(history)]
        states = [lines_for(state, audience) for state in history]
        known: set[str] = set()
        for (before, after), (view, next_view) in zip(pairwise(states), pairwise(views), strict=True):
            known |= set(before)
            assert not compare(view, view)
            kinds = {change.uid: change.kind for change in compare(view, next_view).items}
            assert kinds == _changes(_that_are_on(before), _that_are_on(after), after=after, known=known)


def _that_are_on(lines: dict[str, Line]) -> dict[str, Line]:
    return {uid: line for uid, line in lines.items() if line.status is not Status.CANCELLED}


def _changes(
    on: dict[str, Line], on_now: dict[str, Line], *, after: dict[str, Line], known: set[str]
) -> dict[str, ChangeKind]:
    """The kinds of changes. `known` are all items that the audience has seen before."""
    return (
        {uid: ChangeKind.NEW for uid in after if uid not in known}
        | {uid: ChangeKind.RESTORED for uid in on_now if uid in known and uid not in on}
        | {uid: ChangeKind.CANCELLED for uid in on if uid not in on_now}
        | {uid: ChangeKind.CHANGED for uid in on if uid in on_now and _in_words(on[uid]) != _in_words(on_now[uid])}
    )


def _in_words(line: Line) -> Line:
    """Without a clock time no zone is told."""
    return line if line.start else replace(line, zone="")


@given(rows.filter(bool))
def test_removed_items_are_forgotten_thirty_days_after_the_event(state: dict[str, Line]) -> None:
    """The event ends on 8 September 2017; 8 October is the thirtieth day."""
    (first,) = publish_all([state])
    empty = values.composed()
    kept = succeed(first, empty, number=2, at=datetime(2017, 10, 8, 12, tzinfo=UTC))
    assert {item.uid for item in kept.items} == set(state)
    assert succeed(kept, empty, number=3, at=datetime(2017, 10, 9, 12, tzinfo=UTC)).items == ()


@given(histories)
def test_uid_is_carried_through_removal_and_return(history: list[dict[str, Line]]) -> None:
    seen: set[str] = set()
    for state, agenda in zip(history, publish_all(history), strict=True):
        seen |= set(state)
        assert {item.uid for item in agenda.items} == seen


@given(st.lists(st.tuples(rows, st.booleans()), min_size=1, max_size=6))
def test_nothing_gone_tells_more_than_an_edition_that_stands_told(steps: list[tuple[dict[str, Line], bool]]) -> None:
    """Each step publishes its rows and then, perhaps, withdraws that edition."""
    agenda: Agenda | None = None
    withdrawn: tuple[int, ...] = ()
    stood: dict[int, dict[str, Line]] = {}
    sequences: dict[str, int] = {}
    for number, (state, is_withdrawn) in enumerate(steps, 1):
        items = (Item(uid=uid, revisions=(Revision(line=line),)) for uid, line in sorted(state.items()))
        at = values.PUBLISHED_AT + timedelta(days=number)
        agenda = succeed(agenda, values.composed(*items), number=number, at=at, withdrawn=withdrawn)
        view = for_audience(agenda, PUBLIC)
        standing = [earlier for version, earlier in stood.items() if version not in withdrawn]
        for item in view.items:
            if item.gone:
                earlier_lines = [earlier[item.uid] for earlier in standing if item.uid in earlier]
                assert item.line in [replace(line, status=Status.CANCELLED) for line in earlier_lines]
            assert item.sequence >= sequences.get(item.uid, 0)
            sequences[item.uid] = item.sequence
        stood[number] = lines_for(state, PUBLIC)
        withdrawn += (number,) * is_withdrawn
