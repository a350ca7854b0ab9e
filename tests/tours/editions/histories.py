"""Arbitrary histories of an agenda's rows, and what each audience reads of them, written by hand and asked of no function of ours."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tours.agenda.carrying import succeed
from tours.agenda.facts import Document, Group
from tours.agenda.values import PUBLIC, STAFF, Agenda, Audience, Item, Line, Revision
from tours.vocabulary import Level, Status

AUDIENCES = [
    PUBLIC,
    STAFF,
    Audience(level=Level.DELEGATES),
    Audience(level=Level.DELEGATES, groups=("A",)),
    Audience(level=Level.DELEGATES, groups=("B",)),
]
GROUPS = [(), ("A",), ("B",), ("A", "B")]
FOR_EVERYONE = {(Level.PUBLIC, groups) for groups in GROUPS}
FOR_ALL_DELEGATES = FOR_EVERYONE | {(Level.DELEGATES, ())}
THEIRS = {
    "public": FOR_EVERYONE,
    "delegates": FOR_ALL_DELEGATES,
    "delegates:A": FOR_ALL_DELEGATES | {(Level.DELEGATES, ("A",)), (Level.DELEGATES, ("A", "B"))},
    "delegates:B": FOR_ALL_DELEGATES | {(Level.DELEGATES, ("B",)), (Level.DELEGATES, ("A", "B"))},
    "staff": {(level, groups) for level in Level for groups in GROUPS},
}
"""The levels and groups of the items that each audience may see."""
FILES = {
    level: Document(title=level, digest="a" * 64, file_name="a.pdf", media_type="application/pdf", size=1, level=level)
    for level in Level
}
PUBLIC_FILE, DELEGATES_FILE, STAFF_FILE = FILES.values()
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
    groups=st.sampled_from(GROUPS),
    documents=st.sampled_from([(), (STAFF_FILE,), (PUBLIC_FILE, DELEGATES_FILE, STAFF_FILE)]),
    staff_note=st.sampled_from(["", "Bring the key"]),
)
rows = st.dictionaries(st.sampled_from(["one", "two", "three"]), lines)
histories = st.lists(rows, min_size=1, max_size=6)


def publish_all(history: list[dict[str, Line]], groups: Sequence[tuple[Group, ...]] = ()) -> list[Agenda]:
    """Makes an edition of every state of the rows, one each day. `groups` are those of each, if they are ever renamed."""
    agendas: list[Agenda] = []
    for number, (state, named) in enumerate(zip(history, groups or [values.GROUPS] * len(history), strict=True), 1):
        items = (Item(uid=uid, revisions=(Revision(line=line),)) for uid, line in sorted(state.items()))
        at = values.PUBLISHED_AT + timedelta(days=number)
        composed = values.composed(*items, named_groups=named)
        agendas.append(succeed(agendas[-1] if agendas else None, composed, number=number, at=at))
    return agendas


def as_read(line: Line, audience: Audience) -> Line | None:
    """The line as the audience reads it; None if it is not for them."""
    if (line.level, line.groups) not in THEIRS[audience.key]:
        return None
    if audience == STAFF:
        return line
    has_files = PUBLIC_FILE in line.documents
    if audience == PUBLIC:
        return replace(line, staff_note="", groups=(), documents=(PUBLIC_FILE,) if has_files else ())
    return replace(line, staff_note="", documents=(PUBLIC_FILE, DELEGATES_FILE) if has_files else ())


def lines_for(state: dict[str, Line], audience: Audience) -> dict[str, Line]:
    lines = {uid: as_read(line, audience) for uid, line in state.items()}
    return {uid: line for uid, line in lines.items() if line}


def for_a_calendar(line: Line) -> tuple[object, ...]:
    """Start, place, title and status. These lines have no end, and a place is a room. Without a clock time no zone counts."""
    start = (line.day, line.start, line.zone if line.start else "")
    return (*start, line.room, line.title, line.status)
