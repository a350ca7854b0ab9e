"""The findings of an event's rows: what they cost, and what another room tells of its groups."""

import pytest

from participants.models import Delegate
from participants.nominations.substituting import substitute
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tours.checks.findings import Code
from tours.checks.of_event import findings_in
from tours.editions.preview import preview
from tours.models import Group
from tours.vocabulary import Level

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("items", [1, 160])
def test_findings_cost_the_same_for_any_number_of_items(items: int) -> None:
    event = rows.full_event(items)
    rows.publish(event)
    with asked() as cost:
        found = findings_in(preview(event), event, tells_names=True)
    assert (cost.queries, sum(each.code is Code.PLACE for each in found)) == (25, max(0, items - 140))


def test_parts_of_who_no_longer_comes_are_asked_about_and_named_to_who_may_read_names() -> None:
    event, by = makers.published_event(), rows.operator()
    ours = makers.delegation(event, by=by, seats=3)
    mayor, guest = (makers.accepted(ours, by=by, name=name) for name in ("Đorđe Čačak", "Ana Primer"))
    item = rows.item(event, title="Opening words")
    for row in (mayor, guest):
        assert row.person
        rows.part(item, row.person, role="speaker")

    def asked_about(*, tells_names: bool = True) -> list[tuple[tuple[str, ...], str]]:
        found = findings_in(preview(event), event, tells_names=tells_names)
        return [(each.items, each.words) for each in found if each.code is Code.GONE]

    assert asked_about() == []
    substitute(mayor, rows.person("Eva Primer"), by=by)
    words = "“Opening words” names people who no longer come: Đorđe Čačak (Speaker)."
    assert (asked_about(), asked_about(tells_names=False)) == ([((str(item.uid),), words)], [])
    makers.accepted(makers.delegation(event, by=by), by=by, person=mayor.person)
    assert asked_about() == []


def test_items_in_the_tray_are_told_and_those_that_readers_know_are_asked_about() -> None:
    event = rows.full_event(1)
    known = event.items.get()
    rows.publish(event)
    event.items.update(day=None, start=None, end=None)
    new = [rows.item(event, title=title, day=None, start=None, end=None) for title in ("Visit", "Walk")]
    rows.item(event, title="Gone", day=None, start=None, end=None, status="cancelled")
    assert [(each.code, each.words, each.items) for each in findings_in(preview(event), event, tells_names=True)] == [
        (
            Code.LEFT,
            f"“{known.title}” has no day any more: readers would read that it is cancelled.",
            (str(known.uid),),
        ),
        (
            Code.NO_DAY,
            "2 items wait in the tray without a day: “Visit” and “Walk”.",
            tuple(str(item.uid) for item in new),
        ),
    ]


def test_delegates_of_a_group_are_counted_where_they_hold_a_place() -> None:
    event, by = makers.published_event(), rows.operator()
    ours = makers.delegation(event, by=by, seats=3)
    bus = Group.objects.create(event=event, name="Bus")
    item = rows.item(event, level=Level.DELEGATES, capacity=1)
    item.groups.add(bus)
    for name in ("Ana", "Maja"):
        makers.accepted(ours, by=by, name=name).groups.add(bus)
    [finding] = [each for each in findings_in(preview(event), event, tells_names=True) if each.code is Code.TOO_MANY]
    assert (finding.items, finding.words) == ((str(item.uid),), f"“{item.title}” takes 1 person, and 2 may come.")
    Delegate.objects.filter(name="Maja").update(state="withdrawn")
    assert [each for each in findings_in(preview(event), event, tells_names=True) if each.code is Code.TOO_MANY] == []
