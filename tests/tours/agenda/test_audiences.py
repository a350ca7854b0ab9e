"""What each audience sees of every sort of fact. Who sees what is written here by hand."""

from datetime import date
from typing import Any

import pytest

from tests.factories import values
from tours.agenda.audiences import for_audience, may_read
from tours.agenda.facts import Contact, Document, Link, Note, Part
from tours.agenda.values import PUBLIC, STAFF, Agenda, Audience, Item
from tours.agenda.view import AgendaView, ItemView
from tours.vocabulary import Access, Level, PersonRole

DELEGATES = Audience(level=Level.DELEGATES)
GROUP_A = Audience(level=Level.DELEGATES, groups=("A",))
GROUPS_A_AND_B = Audience(level=Level.DELEGATES, groups=("A", "B"))
SEEN = [
    (PUBLIC, ["public"]),
    (DELEGATES, ["public", "delegates"]),
    (GROUP_A, ["public", "delegates"]),
    (STAFF, ["public", "delegates", "staff"]),
]


def document(level: Level) -> Document:
    return Document(title=level, digest="a" * 64, file_name="a.pdf", media_type="application/pdf", size=1, level=level)


DOCUMENTS = tuple(document(level) for level in Level)
SLIDES = Link(label="Slides", url="https://example.org/slides")
SPEAKER = Part(role=PersonRole.SPEAKER, person=values.person())


def every_item() -> tuple[Item, ...]:
    """One for each level, and one for each way to name groups."""
    return (
        values.item("for everyone"),
        values.item("for delegates", level=Level.DELEGATES),
        values.item("for group A", level=Level.DELEGATES, groups=("A",)),
        values.item("for group B", level=Level.DELEGATES, groups=("B",)),
        values.item("for groups A and B", level=Level.DELEGATES, groups=("A", "B")),
        values.item("for staff", level=Level.STAFF),
        values.item("for staff, of group A", level=Level.STAFF, groups=("A",)),
    )


def uids(view: AgendaView) -> list[str]:
    return [item.uid for item in view.items]


def items_of(agenda: Agenda, audience: Audience) -> tuple[ItemView, ...]:
    return for_audience(agenda, audience).items


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (PUBLIC, ["for everyone"]),
        (DELEGATES, ["for delegates", "for everyone"]),
        (GROUP_A, ["for delegates", "for everyone", "for group A", "for groups A and B"]),
        (GROUPS_A_AND_B, ["for delegates", "for everyone", "for group A", "for group B", "for groups A and B"]),
        (
            STAFF,
            [
                "for delegates",
                "for everyone",
                "for group A",
                "for group B",
                "for groups A and B",
                "for staff",
                "for staff, of group A",
            ],
        ),
    ],
)
def test_items_of_an_audience(audience: Audience, seen: list[str]) -> None:
    assert uids(values.view(*every_item(), audience=audience)) == seen


@pytest.mark.parametrize(("audience", "seen"), SEEN)
def test_documents_of_an_item_go_by_their_own_level(audience: Audience, seen: list[str]) -> None:
    [item] = values.view(values.item(documents=DOCUMENTS), audience=audience).items
    assert [shown.title for shown in item.line.documents] == seen


@pytest.mark.parametrize(("audience", "seen"), SEEN)
def test_links_and_parts_of_an_item_go_by_their_own_level(audience: Audience, seen: list[str]) -> None:
    links = tuple(Link(label=level, url="https://example.org/", level=level) for level in Level)
    parts = tuple(Part(role=PersonRole.SPEAKER, person=values.person(level), level=level) for level in Level)
    [item] = values.view(values.item(links=links, parts=parts), audience=audience).items
    assert [link.label for link in item.line.links] == seen
    assert [part.person.name for part in item.line.parts if part.person] == seen


@pytest.mark.parametrize(("audience", "places"), [(PUBLIC, None), (DELEGATES, None), (GROUP_A, None), (STAFF, 40)])
def test_places_of_the_event_are_known_to_staff_alone(audience: Audience, places: int | None) -> None:
    assert values.view(audience=audience, places=40).event.places == places


@pytest.mark.parametrize(("audience", "seen"), SEEN)
def test_facts_of_the_event_go_by_their_own_level(audience: Audience, seen: list[str]) -> None:
    event = values.view(
        audience=audience,
        documents=DOCUMENTS,
        practical=tuple(Note(heading=level, body="Text", level=level) for level in Level),
        contacts=tuple(Contact(name=level, phone="+82 2 0", level=level) for level in Level),
    ).event
    assert [shown.title for shown in event.documents] == seen
    assert [note.heading for note in event.practical] == seen
    assert [contact.name for contact in event.contacts] == seen


@pytest.mark.parametrize(("audience", "note"), [(PUBLIC, ""), (DELEGATES, ""), (GROUP_A, ""), (STAFF, "Bring the key")])
def test_note_for_staff_is_theirs_alone(audience: Audience, note: str) -> None:
    [item] = values.view(values.item(staff_note="Bring the key"), audience=audience).items
    assert item.line.staff_note == note


@pytest.mark.parametrize(
    ("audience", "groups"), [(PUBLIC, ()), (DELEGATES, ("A", "B")), (GROUP_A, ("A", "B")), (STAFF, ("A", "B"))]
)
def test_public_is_not_told_which_groups_there_are(audience: Audience, groups: tuple[str, ...]) -> None:
    [item] = values.view(values.item(groups=("A", "B")), audience=audience).items
    assert item.line.groups == groups


@pytest.mark.parametrize(
    ("audience", "names"),
    [(PUBLIC, ""), (DELEGATES, ""), (GROUP_A, "First bus"), (STAFF, "First bus, Second bus")],
)
def test_groups_are_known_to_staff_and_to_their_members(audience: Audience, names: str) -> None:
    item = values.item(level=Level.STAFF, groups=("A", "B"))
    assert values.view(item, audience=audience, named_groups=values.GROUPS).groups(["B", "A", "gone"]) == names


def test_delegates_know_the_groups_that_their_items_name() -> None:
    shared = values.item(level=Level.DELEGATES, groups=("A", "B"))
    assert values.view(shared, audience=GROUP_A, named_groups=values.GROUPS).groups("BA") == "First bus, Second bus"


@pytest.mark.parametrize("audience", [PUBLIC, DELEGATES, GROUP_A, STAFF])
def test_all_else_of_an_item_is_for_whoever_sees_the_item(audience: Audience) -> None:
    facts: dict[str, Any] = {
        "links": (SLIDES,),
        "parts": (SPEAKER,),
        "report": "Said there.",
        "summary": "Why one comes.",
        "room": "5",
    }
    [item] = values.view(values.item(**facts), audience=audience).items
    assert item.line == values.line(**facts)


@pytest.mark.parametrize(("audience", "readable"), [(PUBLIC, False), (DELEGATES, True), (GROUP_A, True), (STAFF, True)])
def test_event_for_participants_does_not_exist_for_the_public(audience: Audience, readable: bool) -> None:
    assert may_read(audience, values.event(access=Access.PARTICIPANTS)) is readable
    assert may_read(audience, values.event()) is True


def test_change_of_what_an_audience_does_not_see_is_no_change_to_them() -> None:
    first = values.published(values.item(staff_note="Bring the key", documents=(document(Level.STAFF),)))
    second = values.published(values.item(), number=2, previous=first)
    seen = {
        audience.key: (view.changed.number, view.sequence)
        for audience in (PUBLIC, DELEGATES, STAFF)
        for view in items_of(second, audience)
    }
    assert seen == {"public": (1, 0), "delegates": (1, 0), "staff": (2, 0)}


@pytest.mark.parametrize(
    ("facts", "sequence"),
    [
        ({"title": "Another title"}, 1),
        ({"day": date(2017, 9, 5)}, 1),
        ({"zone": "Europe/Belgrade"}, 1),
        ({"room": "Room 5"}, 1),
        ({"summary": "Said now"}, 0),
        ({"track": "A"}, 0),
        ({"links": (SLIDES,)}, 0),
        ({"parts": (SPEAKER,)}, 0),
        ({"documents": (document(Level.PUBLIC),)}, 0),
        ({"report": "Said there."}, 0),
    ],
)
def test_sequence_rises_for_what_a_calendar_goes_by_and_for_nothing_else(facts: dict[str, Any], sequence: int) -> None:
    first = values.published(values.item())
    [item] = items_of(values.published(values.item(**facts), number=2, previous=first), PUBLIC)
    assert (item.sequence, item.changed.number) == (sequence, 2)
