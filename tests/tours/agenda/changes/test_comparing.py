"""What counts as a change of the event and of an item, and how it reads."""

from datetime import time
from typing import Any

import pytest
from msgspec.structs import replace

from tests.factories import values
from tests.factories.values import BELGRADE, MOLIT, RIJEKA
from tours.agenda.audiences import for_audience
from tours.agenda.changes.comparing import compare
from tours.agenda.facts import Contact, Document, Group, Link, Note, Part, Participation, Place, Supporter
from tours.agenda.values import PUBLIC, STAFF, Audience, Item
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState, Level, OrganisationRole, PersonRole, Status

NOTHING: list[tuple[str, str, str]] = []
PLAN = Document(title="Plan", digest="a" * 64, file_name="plan.pdf", media_type="application/pdf", size=1)


def facts(audience: Audience = PUBLIC, **changed: Any) -> list[tuple[str, str, str]]:
    """What is told of the event when these facts of it are otherwise."""
    changes = compare(values.view(audience=audience), values.view(audience=audience, **changed))
    assert changes.items == ()
    return [(detail.label, detail.before, detail.after) for detail in changes.facts]


def details(audience: Audience = PUBLIC, **changed: Any) -> list[tuple[str, str, str]]:
    """What is told of an item when these facts of it are otherwise."""
    before, after = (values.view(values.item(**each), audience=audience) for each in ({}, changed))
    return [(one.label, one.before, one.after) for change in compare(before, after).items for one in change.details]


def test_times_are_told_by_the_hosts_city_and_another_city_alone_is_no_other_time() -> None:
    def rijeka(*lines: Item) -> AgendaView:
        return values.view(*lines, zone="Europe/Zagreb", host_city=replace(RIJEKA, zone="Europe/Zagreb"))

    def zagreb(*lines: Item) -> AgendaView:
        return values.view(*lines, zone="Europe/Zagreb", host_city=replace(RIJEKA, name="Zagreb", zone="Europe/Zagreb"))

    then, later = (values.item(zone="Europe/Zagreb", start=time(hour), end=time(12)) for hour in (10, 11))
    [change] = compare(rijeka(then), rijeka(later)).items
    when = "Monday 4 September 2017 {}–12:00, Rijeka time (UTC+2)"
    assert [(each.before, each.after) for each in change.details] == [(when.format("10:00"), when.format("11:00"))]
    assert compare(zagreb(then), rijeka(then)).items == ()
    moved = [values.item(zone="Europe/Prague", place=Place(name="Hall", city=city)) for city in ("Brno", "Praha")]
    [change] = compare(rijeka(moved[0]), rijeka(moved[1])).items
    assert [each.label for each in change.details] == ["Place"]


def test_seats_taken_are_no_change() -> None:
    """Rijeka and Belgrade have a seat each, both taken: delegates come and go without a change of the programme."""
    assert facts(cities=(Participation(city=RIJEKA, seats=1), Participation(city=BELGRADE, seats=1))) == NOTHING


def test_seats_and_cities_are_changes() -> None:
    before = "Rijeka (Croatia): 1, Belgrade (Serbia): 1"
    more = (Participation(city=RIJEKA, seats=2, taken=1), Participation(city=BELGRADE, seats=1, taken=1))
    assert facts(cities=more) == [("Cities and seats", before, "Rijeka (Croatia): 2, Belgrade (Serbia): 1")]
    assert facts(cities=more[1:]) == [("Cities and seats", before, "Belgrade (Serbia): 1")]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": "Week"}, ("Title", "World Smart City Summit and Smart City Week", "Week")),
        ({"state": EventState.POSTPONED}, ("State", "Planned", "Postponed")),
        ({"zone": "Europe/Belgrade"}, ("Time zone", "Asia/Seoul", "Europe/Belgrade")),
        ({"host_city": RIJEKA}, ("Host city", "Seoul (Republic of Korea)", "Rijeka (Croatia)")),
        (
            {"supporters": (Supporter(organisation=MOLIT, role=OrganisationRole.HOST),)},
            (
                "Organisations",
                "Host: Ministry of Land, Infrastructure and Transport; Supporter: World Bank Smart Cities KSB",
                "Host: Ministry of Land, Infrastructure and Transport",
            ),
        ),
        ({"purposes": ("Learn",)}, None),
        ({"conditions": "By invitation."}, ("Conditions of participation", "", "By invitation.")),
        ({"documents": (PLAN,)}, ("Documents", "", "Plan (plan.pdf)")),
        (
            {"contacts": (Contact(name="Desk", phone="+82 2 1", level=Level.PUBLIC),)},
            ("Contacts", "", "Desk: +82 2 1"),
        ),
        ({"practical": ()}, ("Practical information", "Language: English and Korean, with interpretation.", "")),
    ],
)
def test_fact_of_the_event_is_told_with_what_it_was(changed: dict[str, Any], told: tuple[str, str, str] | None) -> None:
    before = "Hear about infrastructure projects; Exchange experience with other countries"
    assert facts(**changed) == [told or ("Purposes", before, "Learn")]


@pytest.mark.parametrize("level", [Level.DELEGATES, Level.STAFF])
def test_fact_for_others_is_no_change_to_the_public(level: Level) -> None:
    hidden: dict[str, Any] = {
        "documents": (replace(PLAN, level=level),),
        "contacts": (Contact(name="Driver", phone="+82 2 1", level=level),),
        "practical": (*values.event().practical, Note(heading="Bus", body="At eight.", level=level)),
    }
    assert facts(**hidden) == NOTHING
    assert [label for label, _before, _after in facts(STAFF, **hidden)] == [
        "Practical information",
        "Contacts",
        "Documents",
    ]
    assert details(documents=(replace(PLAN, level=level),), staff_note="Bring the key") == NOTHING


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"room": "Hall 1"}, ("Place", "", "Hall 1")),
        ({"status": Status.TENTATIVE}, ("Status", "Confirmed", "To be confirmed")),
        ({"track": "A"}, ("Track", "", "A")),
        ({"summary": "Why"}, ("Description", "", "Why")),
        ({"language": "ko"}, ("Language", "", "Korean")),
        ({"links": (Link(label="Slides", url="https://example.org/"),)}, ("Links", "", "Slides: https://example.org/")),
        ({"documents": (PLAN,)}, ("Documents", "", "Plan (plan.pdf)")),
        ({"capacity": 20}, ("How many it takes", "", "20")),
        ({"report": "Said there."}, ("Report", "", "Said there.")),
        (
            {"parts": (Part(role=PersonRole.SPEAKER, person=values.person(), confirmed=False),)},
            ("People", "", "Speaker: Đorđe Čačak, to be confirmed"),
        ),
    ],
)
def test_fact_of_an_item_is_told_with_what_it_was(changed: dict[str, Any], told: tuple[str, str, str]) -> None:
    assert details(**changed) == [told]


@pytest.mark.parametrize(
    ("audience", "told"),
    [
        (PUBLIC, [("Links", "Join: https://example.org/", "")]),
        (Audience(level=Level.DELEGATES), [("People", "", "Guide: Ana")]),
        (
            STAFF,
            [
                ("People", "Guide: Ana (Staff)", "Guide: Ana (Delegates)"),
                ("Links", "Join: https://example.org/", "Join: https://example.org/ (Delegates)"),
            ],
        ),
    ],
)
def test_other_level_is_what_comes_or_goes_for_readers_and_is_said_to_staff(
    audience: Audience, told: list[tuple[str, str, str]]
) -> None:
    link = Link(label="Join", url="https://example.org/")
    guide = Part(role=PersonRole.GUIDE, person=values.person("Ana"), level=Level.STAFF)
    before = values.item(links=(link,), parts=(guide,))
    after = values.item(links=(replace(link, level=Level.DELEGATES),), parts=(replace(guide, level=Level.DELEGATES),))
    changes = compare(values.view(before, audience=audience), values.view(after, audience=audience))
    found = [(one.label, one.before, one.after) for change in changes.items for one in change.details]
    assert found == told


def test_new_name_of_a_group_changes_no_item() -> None:
    """Members keep their items, as items name groups by UID."""
    item = values.item(level=Level.DELEGATES, groups=("A",))
    before = values.published(item, named_groups=(Group(uid="A", name="Bus 1"),))
    after = values.published(item, named_groups=(Group(uid="A", name="Blue bus"),), number=2, previous=before)
    member = Audience(level=Level.DELEGATES, groups=("A",))
    changes = compare(for_audience(before, member), for_audience(after, member))
    assert [view.uid for view in for_audience(after, member).items] == ["item-1"]
    assert (changes.items, [(d.label, d.before, d.after) for d in changes.facts]) == (
        (),
        [("Groups", "Bus 1", "Blue bus")],
    )


def test_other_groups_of_an_item_are_told_by_name() -> None:
    before = values.published(values.item(level=Level.DELEGATES, groups=("B",)), named_groups=values.GROUPS)
    item = values.item(level=Level.DELEGATES, groups=("A", "B"))
    after = values.published(item, named_groups=values.GROUPS, number=2, previous=before)
    [change] = compare(for_audience(before, STAFF), for_audience(after, STAFF)).items
    assert [(d.label, d.before, d.after) for d in change.details] == [("Groups", "Second bus", "First bus, Second bus")]


def test_note_for_staff_is_a_change_to_staff() -> None:
    assert details(STAFF, staff_note="Bring the key") == [("Note for staff", "", "Bring the key")]
