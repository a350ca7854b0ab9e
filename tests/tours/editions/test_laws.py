"""The laws of editions, for arbitrary sequences of edits: sequence, tombstones, audiences, round trip, purity."""

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.comparing import ChangeKind, compare
from tours.agenda.removed_items import KEPT_AFTER_THE_EVENT
from tours.agenda.sequence import raises_sequence
from tours.agenda.values import PUBLIC, STAFF, Agenda, Audience, Item, Line, Revision
from tours.agenda.view import AgendaView
from tours.vocabulary import Level, Status

AUDIENCES = [
    PUBLIC,
    STAFF,
    Audience(level=Level.DELEGATES),
    Audience(level=Level.DELEGATES, groups=("A",)),
    Audience(level=Level.DELEGATES, groups=("B",)),
]
lines = st.builds(
    Line,
    kind=st.just(values.line().kind),
    title=st.sampled_from(["Opening", "Отварање", "개회식"]),
    day=st.sampled_from([date(2017, 9, 4), date(2017, 9, 5)]),
    start=st.sampled_from([None, time(10, 0)]),
    zone=st.sampled_from(["Asia/Seoul", "Europe/Belgrade"]),
    room=st.sampled_from(["", "Room 5"]),
    summary=st.sampled_from(["", "Said once"]),
    status=st.sampled_from([Status.CONFIRMED, Status.TENTATIVE, Status.CANCELLED]),
    level=st.sampled_from(list(Level)),
    groups=st.sampled_from([(), ("A",), ("B",), ("A", "B")]),
    staff_note=st.sampled_from(["", "Bring the key"]),
)
rows = st.dictionaries(st.sampled_from(["one", "two", "three"]), lines)
histories = st.lists(rows, min_size=1, max_size=6)


def publish_all(history: list[dict[str, Line]]) -> list[Agenda]:
    """An edition for every state of the rows, a day apart."""
    agendas: list[Agenda] = []
    for number, state in enumerate(history, 1):
        items = (Item(uid=uid, revisions=(Revision(line=line),)) for uid, line in sorted(state.items()))
        at = values.PUBLISHED_AT + timedelta(days=number)
        agendas.append(succeed(agendas[-1] if agendas else None, values.composed(*items), number=number, at=at))
    return agendas


def by_uid(view: AgendaView) -> dict[str, object]:
    return {item.uid: item for item in view.items}


@given(histories)
def test_sequence_rises_by_one_exactly_when_calendar_facts_change(history: list[dict[str, Line]]) -> None:
    for audience in AUDIENCES:
        views = [for_audience(agenda, audience) for agenda in publish_all(history)]
        for before, after in pairwise(views):
            now = {item.uid: item for item in after.items}
            for item in before.items:
                raised = raises_sequence(item.line, now[item.uid].line)
                assert now[item.uid].sequence - item.sequence == raised


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
            visible = {uid for uid, line in state.items() if audience.sees(line.level, line.groups)}
            view = for_audience(agenda, audience)
            last_seen |= {item.uid: item.line for item in view.items if item.uid in visible}
            assert {item.uid for item in view.items if item.gone} == set(last_seen) - visible
            for item in view.items:
                if item.gone:
                    assert item.line == replace(last_seen[item.uid], status=Status.CANCELLED)


@given(histories)
def test_view_tells_an_audience_nothing_that_is_not_for_them(history: list[dict[str, Line]]) -> None:
    agendas = publish_all(history)
    for audience in AUDIENCES[:1] + AUDIENCES[2:]:
        for view in (for_audience(agenda, audience) for agenda in agendas):
            assert [item.line.staff_note for item in view.items if item.line.staff_note] == []
            assert [item.uid for item in view.items if not audience.sees(item.line.level, item.line.groups)] == []


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
        assert not any(compare(view, view) for view in views)
        for before, after in pairwise(views):
            told = {change.uid: change.kind for change in compare(before, after).items}
            known = {item.uid for item in before.items}
            on = {item.uid for item in before.standing if item.line.status is not Status.CANCELLED}
            on_now = {item.uid for item in after.standing if item.line.status is not Status.CANCELLED}
            assert {uid for uid, kind in told.items() if kind is ChangeKind.CANCELLED} == on - on_now
            assert {uid for uid, kind in told.items() if kind is ChangeKind.RESTORED} == (on_now - on) & known
            assert {uid for uid, kind in told.items() if kind is ChangeKind.NEW} == {
                item.uid for item in after.standing if item.uid not in known
            }


@given(rows.filter(bool))
def test_removed_items_are_forgotten_thirty_days_after_the_event(state: dict[str, Line]) -> None:
    (first,) = publish_all([state])
    last_day = first.event.ends + KEPT_AFTER_THE_EVENT
    empty = values.composed()
    noon = values.PUBLISHED_AT.replace(hour=12)
    kept = succeed(first, empty, number=2, at=noon.replace(year=last_day.year, month=last_day.month, day=last_day.day))
    assert {item.uid for item in kept.items} == set(state)
    forgotten = succeed(kept, empty, number=3, at=kept.stamp.at + timedelta(days=1) if kept.stamp else noon)
    assert forgotten.items == ()


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
    shown: dict[int, AgendaView] = {}
    sequences: dict[str, int] = {}
    for number, (state, is_withdrawn) in enumerate(steps, 1):
        items = (Item(uid=uid, revisions=(Revision(line=line),)) for uid, line in sorted(state.items()))
        at = values.PUBLISHED_AT + timedelta(days=number)
        agenda = succeed(agenda, values.composed(*items), number=number, at=at, withdrawn=withdrawn)
        view = for_audience(agenda, PUBLIC)
        standing = [seen for earlier, seen in shown.items() if earlier not in withdrawn]
        for item in view.items:
            if item.gone:
                told = [replace(one.line, status=Status.CANCELLED) for seen in standing for one in seen.standing]
                assert item.line in told
            assert item.sequence >= sequences.get(item.uid, 0)
            sequences[item.uid] = item.sequence
        shown[number] = view
        withdrawn += (number,) * is_withdrawn
