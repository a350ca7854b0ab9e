"""Items with their links and parts: what is otherwise is written, in the order that was given."""

from typing import Any

import pytest

from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed
from tours.record.items.writing import Outcome, save_item, upsert_items
from tours.vocabulary import Level, PersonRole

pytestmark = pytest.mark.django_db
ANA = PersonNamed(name="Ana")


@pytest.fixture
def event() -> Event:
    rows.person("Ana")
    rows.person("Maja")
    return rows.event()


def part(name: str = "Ana", *, role: PersonRole = PersonRole.SPEAKER, confirmed: bool = True) -> PartNamed:
    return PartNamed(role, PersonNamed(name=name), confirmed)


def outcome(event: Event, **facts: Any) -> Outcome:
    [written] = upsert_items(event, [{"external_id": "X", "title": "Opening", "day": event.starts} | facts])
    return written.outcome


def parts(item: AgendaItem) -> list[tuple[str, str, bool]]:
    return [(each.role, str(each.person and each.person.display_name), each.confirmed) for each in item.parts.all()]


@pytest.mark.parametrize(
    "other",
    [
        [part(confirmed=False)],
        [part(role=PersonRole.MODERATOR)],
        [part("Maja")],
        [part(), part("Maja")],
        [PartNamed(PersonRole.SPEAKER, None, confirmed=False)],
        [],
    ],
    ids=["unconfirmed", "another role", "another person", "one more", "open", "none"],
)
def test_part_that_is_otherwise_in_any_way_is_written(event: Event, other: list[PartNamed]) -> None:
    assert outcome(event, parts=[part()]) is Outcome.CREATED
    assert outcome(event, parts=[part()]) is Outcome.UNCHANGED
    assert outcome(event, parts=other) is Outcome.UPDATED
    assert outcome(event, parts=other) is Outcome.UNCHANGED


def test_parts_stand_in_the_order_that_was_given(event: Event) -> None:
    given = [part("Maja"), part("Ana", confirmed=False)]
    item = save_item(event, {"title": "Opening", "day": event.starts, "parts": given}).item
    assert parts(item) == [("speaker", "Maja", True), ("speaker", "Ana", False)]
    assert [each.position for each in item.parts.all()] == [0, 1]
    save_item(event, {"parts": given[::-1]}, item=item)
    assert parts(AgendaItem.objects.get()) == [("speaker", "Ana", False), ("speaker", "Maja", True)]


def test_links_stand_in_the_order_that_was_given(event: Event) -> None:
    given = [LinkNamed("Slides", "https://example.org/slides"), LinkNamed("Map", "https://example.org/map")]
    item = save_item(event, {"title": "Opening", "day": event.starts, "links": given}).item
    assert [(link.label, link.position) for link in item.links.all()] == [("Slides", 0), ("Map", 1)]
    assert save_item(event, {"links": given}, item=item).outcome is Outcome.UNCHANGED
    assert save_item(event, {"links": given[::-1]}, item=item).outcome is Outcome.UPDATED
    assert [link.label for link in AgendaItem.objects.get().links.all()] == ["Map", "Slides"]


def test_link_is_for_everyone_unless_it_is_said_otherwise(event: Event) -> None:
    link = LinkNamed("Join", "https://example.org/join")
    assert outcome(event, links=[link]) is Outcome.CREATED
    assert event.items.get().links.get().level == Level.PUBLIC
    assert outcome(event, links=[link._replace(level=Level.DELEGATES)]) is Outcome.UPDATED
    assert event.items.get().links.get().level == Level.DELEGATES


@pytest.mark.parametrize(
    ("role", "level"),
    [
        (PersonRole.MODERATOR, Level.PUBLIC),
        (PersonRole.SPEAKER, Level.PUBLIC),
        (PersonRole.DISCUSSANT, Level.PUBLIC),
        (PersonRole.RAPPORTEUR, Level.PUBLIC),
        (PersonRole.PRESENTER, Level.PUBLIC),
        (PersonRole.GUIDE, Level.STAFF),
        (PersonRole.DRIVER, Level.STAFF),
        (PersonRole.INTERPRETER, Level.STAFF),
    ],
)
def test_part_has_the_usual_level_of_its_role_unless_it_is_said_otherwise(
    event: Event, role: PersonRole, level: Level
) -> None:
    assert outcome(event, parts=[part(role=role)]) is Outcome.CREATED
    assert event.items.get().parts.get().level == level
    assert outcome(event, parts=[part(role=role)._replace(level=level)]) is Outcome.UNCHANGED


def test_duty_may_be_for_delegates_too(event: Event) -> None:
    for_delegates = [part(role=PersonRole.GUIDE)._replace(level=Level.DELEGATES)]
    assert outcome(event, parts=[part(role=PersonRole.GUIDE)]) is Outcome.CREATED
    assert outcome(event, parts=for_delegates) is Outcome.UPDATED
    assert outcome(event, parts=for_delegates) is Outcome.UNCHANGED


def test_levels_that_are_left_out_stay(event: Event) -> None:
    """A program that knows no levels opens no delegates' link to the public."""
    guide = PartNamed(PersonRole.GUIDE, ANA, confirmed=True, level=Level.DELEGATES)
    outcome(event, links=[LinkNamed("Join", "https://example.org/join", Level.DELEGATES)], parts=[guide])
    again = [LinkNamed("Join us", "https://example.org/join"), LinkNamed("Map", "https://example.org/map")]
    outcome(event, links=again, parts=[guide._replace(level=None, confirmed=False)])
    item = event.items.get()
    assert [(link.label, link.level) for link in item.links.all()] == [("Join us", "delegates"), ("Map", "public")]
    assert [(each.confirmed, each.level) for each in item.parts.all()] == [(False, "delegates")]


def test_link_that_has_another_address_or_one_name_with_another_is_no_more_open_than_before(event: Event) -> None:
    there = [
        LinkNamed("Join", "https://example.org/join", Level.DELEGATES),
        LinkNamed("Join", "https://example.org/slides", Level.PUBLIC),
    ]
    outcome(event, links=there)
    outcome(
        event, links=[LinkNamed("Join", "https://example.org/new"), LinkNamed("Join", "https://example.org/slides")]
    )
    assert [(link.url, link.level) for link in event.items.get().links.all()] == [
        ("https://example.org/new", "delegates"),
        ("https://example.org/slides", "public"),
    ]


def test_part_stays_confirmed_or_not_where_nothing_is_said(event: Event) -> None:
    said = [part(confirmed=False), part("Maja"), PartNamed(PersonRole.MODERATOR, None, confirmed=False)]
    outcome(event, parts=said)
    unsaid = [each._replace(confirmed=None) for each in said]
    assert outcome(event, parts=unsaid) is Outcome.UNCHANGED
    new = [PartNamed(PersonRole.GUIDE, ANA), PartNamed(PersonRole.DRIVER, None)]
    assert outcome(event, parts=[*unsaid, *new]) is Outcome.UPDATED
    assert [each.confirmed for each in event.items.get().parts.all()] == [False, True, False, True, False]
