import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tours.agenda import snapshots
from tours.agenda.carrying import succeed
from tours.agenda.facts import Group, Link, Organisation, Part, Supporter
from tours.agenda.values import Agenda
from tours.vocabulary import Level, OrganisationRole, PersonRole

GOLDEN = Path(__file__).parents[2] / "golden"


EVENT = "7f1b9f1e-3c8a-4c52-9e0b-0d4a6f9f1a01"
"""The event's UID in the golden files that have groups."""
A, B = "2b0f9f0a-5f0e-5b9d-8f6e-0c7a1d2e3f4a", "9c1d8e7f-6a5b-4c3d-8e2f-1a0b9c8d7e6f"


def second() -> Agenda:
    """An agenda with everything that the second format has and the first has not."""
    driver = Part(role=PersonRole.MODERATOR, person=values.person("Mila Vozač"), level=Level.DELEGATES)
    join = Link(label="Join", url="https://meet.example.org/seoul", level=Level.DELEGATES)
    visit = values.item(
        "item-1", level=Level.DELEGATES, groups=(A,), capacity=20, parts=(driver,), links=(join,), title="Посета"
    )
    counterpart = Organisation(name="City of Belgrade", city=values.BELGRADE)
    facts: dict[str, Any] = {
        "uid": EVENT,
        "language": "sr-Cyrl",
        "named_groups": (Group(uid=A, name="First bus"), Group(uid=B, name="Second bus")),
        "places": 40,
        "tells_of_participants_items": True,
        "supporters": (Supporter(organisation=counterpart, role=OrganisationRole.COUNTERPART),),
    }
    first = values.published(visit, **facts)
    later = values.composed(values.item("item-1", title="Посета метроу", room="Улаз 2", groups=(A, B)), **facts)
    return succeed(first, later, number=2, at=values.PUBLISHED_AT, note="Исправка", small=(2,))


def test_first_format_is_read() -> None:
    text = (GOLDEN / "edition-format-1.json").read_text()
    assert snapshots.read(text, 1) == values.published(*values.many_items(20))


def test_second_format_is_read() -> None:
    assert snapshots.read((GOLDEN / "edition-format-2.json").read_text(), 2) == second()


def test_todays_format_is_written_byte_for_byte_as_its_golden_file() -> None:
    assert snapshots.snapshot(second()).text == (GOLDEN / "edition-format-2.json").read_text()


def test_groups_of_the_first_format_get_uids() -> None:
    """The file names the groups "A", "Б" and "old one", the last one in a revision that has gone since."""
    agenda = snapshots.read((GOLDEN / "edition-format-1-groups.json").read_text(), 1)
    uids = {name: str(uuid5(UUID(EVENT), f"group {name}")) for name in ("A", "old one", "Б")}
    assert agenda.event.named_groups == tuple(Group(uid=uid, name=name) for name, uid in uids.items())
    assert [
        [revision.line.groups if revision.line else None for revision in item.revisions] for item in agenda.items
    ] == [[(uids["old one"],), tuple(sorted([uids["A"], uids["Б"]]))], [()]]


def test_snapshot_is_plain_json_without_what_is_only_a_default() -> None:
    line = json.loads(snapshots.snapshot(values.published(values.item())).text)["items"][0]["revisions"][0]["line"]
    assert line == {
        "kind": "session",
        "title": "Opening of the week",
        "day": "2017-09-04",
        "zone": "Asia/Seoul",
        "start": "10:00:00",
        "end": "11:00:00",
    }


def test_unknown_format_is_refused_in_a_sentence() -> None:
    with pytest.raises(ValueError, match="This edition was written in format 99; this version reads formats up to 2."):
        snapshots.read("{}", 99)


NAMES = ["A", "Аутобус 2", "1호차", "a, b"]
USES = st.lists(st.lists(st.sets(st.sampled_from(NAMES)), max_size=3), min_size=1, max_size=3)
"""The groups of each item in each edition."""


@given(uses=USES)
def test_first_format_says_what_the_second_would(uses: list[list[set[str]]]) -> None:
    """The same event, once with names in its lines and once with UIDs, is the same when it is read."""
    uids = {name: str(uuid5(UUID(EVENT), f"group {name}")) for name in NAMES}
    used = {name for items in uses for names in items for name in names}
    by_name, by_uid = _editions(uses, {name: name for name in NAMES}), _editions(uses, uids)
    groups = tuple(Group(uid=uids[name], name=name) for name in sorted(used))
    assert snapshots.read(snapshots.snapshot(by_name).text, 1) == replace(
        by_uid, event=replace(by_uid.event, named_groups=groups)
    )


def _editions(uses: list[list[set[str]]], said: dict[str, str]) -> Agenda:
    """The last of the editions. A group is said as `said` says it."""
    agenda: Agenda | None = None
    for number, items in enumerate(uses, 1):
        composed = [
            values.item(f"item-{place}", level=Level.DELEGATES, groups=tuple(sorted(said[name] for name in names)))
            for place, names in enumerate(items)
        ]
        agenda = values.published(*composed, number=number, previous=agenda, uid=EVENT)
    assert agenda
    return agenda
