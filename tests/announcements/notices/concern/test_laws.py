"""The laws of notices, for any history: expectations are written by hand, and ask no function of ours."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from announcements.notices.concern.concerned import concerned
from announcements.notices.concern.readers import Reader, ReaderKind
from tests.tours.editions.histories import as_read, histories, publish_all
from tours.agenda.values import PUBLIC, Agenda, Audience, Line
from tours.vocabulary import Level, Status

AT = datetime(2017, 9, 1, tzinfo=UTC)
AUDIENCES = [
    PUBLIC,
    Audience(level=Level.DELEGATES),
    Audience(level=Level.DELEGATES, groups=("A",)),
    Audience(level=Level.DELEGATES, groups=("B",)),
]
READERS = [Reader(ReaderKind.DELEGATE, number, audience) for number, audience in enumerate(AUDIENCES)]
State = dict[str, Line]


def standing(state: State, audience: Audience) -> dict[str, tuple[object, ...]]:
    """What the audience could tell apart of each item that takes place for them."""
    seen = {uid: as_read(line, audience) for uid, line in state.items()}
    return {uid: _facts(line) for uid, line in seen.items() if line and line.status is not Status.CANCELLED}


def _facts(line: Line) -> tuple[object, ...]:
    zone = line.zone if line.start else ""
    files = [document.title for document in line.documents]
    return (
        line.title,
        line.day,
        line.start,
        zone,
        line.room,
        line.summary,
        line.status,
        line.level,
        line.groups,
        files,
    )


def told(agendas: list[Agenda], since: int) -> dict[Reader, set[str]]:
    """Which items each reader is told of, from the edition with that place in the list to the last."""
    news = concerned(agendas[since], agendas[-1], READERS, at=AT)
    return {reader: {entry.change.uid for entry in each.entries} for reader, each in news.items()}


@given(histories, st.data())
def test_told_is_who_can_see_a_difference_and_of_nothing_else(history: list[State], data: st.DataObject) -> None:
    """Of any number of editions within the hold, the net change alone; nobody is left out, and nobody reads what is not theirs."""
    since = data.draw(st.integers(0, len(history) - 1))
    before, now = history[since], history[-1]
    expected = {}
    for reader in READERS:
        assert reader.audience
        then, after = (standing(state, reader.audience) for state in (before, now))
        differ = {uid for uid in then.keys() | after.keys() if then.get(uid) != after.get(uid)}
        if differ:
            expected[reader] = differ
    assert told(publish_all(history), since) == expected


@given(histories)
def test_taken_back_means_none(history: list[State]) -> None:
    assert told(publish_all([*history, history[0]]), 0) == {}


@given(histories, st.data())
def test_nobody_reads_a_word_that_is_not_for_them(history: list[State], data: st.DataObject) -> None:
    """Each text of an entry stood in an item as that reader saw it in one of the editions."""
    since = data.draw(st.integers(0, len(history) - 1))
    agendas = publish_all(history)
    for reader, news in concerned(agendas[since], agendas[-1], READERS, at=AT).items():
        assert reader.audience
        lines = [(uid, as_read(line, reader.audience)) for state in history for uid, line in state.items()]
        seen = {(uid, line.title, line.room, line.summary) for uid, line in lines if line}
        for entry in news.entries:
            for line in (entry.change.line, entry.change.before):
                assert line is None or (entry.change.uid, line.title, line.room, line.summary) in seen
                assert line is None or line.staff_note == ""
