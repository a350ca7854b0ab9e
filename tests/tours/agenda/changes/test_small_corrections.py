"""What a small correction may change, and where it is told."""

from datetime import date, time
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.changes.comparing import compare, told_changes
from tours.agenda.changes.history import history
from tours.agenda.changes.item_story import item_page
from tours.agenda.changes.small_corrections import too_big
from tours.agenda.facts import Link, Note, Participation
from tours.agenda.values import PUBLIC, STAFF, Agenda, Audience, Correction, Item
from tours.calendar import programme_calendar
from tours.vocabulary import Access, EventState, Level, Status


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"start": time(10, 30)}, "Items that start at another time: “Opening of the week”."),
        ({"end": time(11, 30)}, "Items that end at another time: “Opening of the week”."),
        ({"end_zone": "Asia/Tokyo"}, "Items that end at another time: “Opening of the week”."),
        ({"room": "Hall 2"}, "Items at another place: “Opening of the week”."),
        ({"place": values.KINTEX}, "Items at another place: “Opening of the week”."),
        ({"status": Status.TENTATIVE}, "Items with another status: “Opening of the week”."),
        ({"level": Level.STAFF}, "Items for other readers: “Opening of the week”."),
        ({"groups": ("A",)}, "Items for other readers: “Opening of the week”."),
    ],
)
def test_item_that_is_elsewhere_or_otherwise_is_too_big(facts: dict[str, Any], said: str) -> None:
    assert too_big(values.published(values.item()), values.composed(values.item(**facts))) == [said]


def test_texts_of_an_item_and_of_the_event_are_small() -> None:
    corrected = values.item(
        title="Opening of the weak", summary="Said so.", links=(Link(label="a", url="b"),), track="A"
    )
    assert too_big(values.published(values.item()), values.composed(corrected, title="Weak", purposes=())) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"starts": date(2017, 9, 3)}, "The event has other dates."),
        ({"state": EventState.POSTPONED}, "The event has another state."),
        ({"host_city": values.RIJEKA}, "The event has another host city."),
        ({"access": Access.PARTICIPANTS}, "The event is for other readers."),
        ({"zone": "Asia/Tokyo"}, "The event has another time zone."),
    ],
)
def test_event_that_is_elsewhere_or_otherwise_is_too_big(facts: dict[str, Any], said: str) -> None:
    assert too_big(values.published(values.item()), values.composed(values.item(), **facts)) == [said]


def test_items_that_come_and_go_are_too_big_and_a_sentence_names_five() -> None:
    new = [values.item(f"new-{number}", title=f"Visit {number}") for number in range(7)]
    assert too_big(values.published(values.item()), values.composed(*new)) == [
        "New items: “Visit 0”, “Visit 1”, “Visit 2”, “Visit 3”, “Visit 4” and 2 more.",
        "Removed items: “Opening of the week”.",
    ]


def edition(number: int, previous: Agenda | None, item: Item, *, small: tuple[int, ...] = (), **facts: Any) -> Agenda:
    return succeed(previous, values.composed(item, **facts), number=number, at=values.PUBLISHED_AT, small=small)


@pytest.fixture
def agendas() -> list[Agenda]:
    """The room changes in version 2; versions 3 and 4 are small corrections of titles."""
    first = edition(1, None, values.item())
    second = edition(2, first, values.item(room="Hall 2"))
    third = edition(3, second, values.item(room="Hall 2", title="Opening"), small=(3,))
    return [
        first,
        second,
        third,
        edition(4, third, values.item(room="Hall 2", title="Opening"), small=(3, 4), title="W"),
    ]


def test_small_correction_is_compared_and_not_told(agendas: list[Agenda]) -> None:
    first, second, third, fourth = (for_audience(agenda, PUBLIC) for agenda in agendas)
    assert [bool(compare(second, later)) for later in (third, fourth)] == [True, True]
    assert [bool(told_changes(second, later)) for later in (third, fourth)] == [False, False]
    told = told_changes(first, fourth)
    assert [(detail.label, detail.after) for detail in told.items[0].details] == [
        ("Title", "Opening"),
        ("Place", "Hall 2"),
    ]
    assert told.facts == ()
    assert [item.sequence for item in fourth.items] == [2]


def test_agenda_keeps_what_a_small_correction_changed_of_the_event_and_no_more(agendas: list[Agenda]) -> None:
    nothing: dict[str, Any] = dict.fromkeys(("themes", "purposes", "practical", "contacts", "supporters", "cities"), ())
    before, after = (values.event(**nothing, title=title, summary="", tier="") for title in (values.event().title, "W"))
    correction = Correction(number=4, before=before, after=after)
    later = edition(5, agendas[-1], values.item(room="Hall 3"), small=(3, 4))
    assert [agenda.corrections for agenda in (*agendas, later)] == [(), (), (), (correction,), (correction,)]


def test_seats_taken_are_no_correction() -> None:
    first = edition(1, None, values.item())
    fuller = (Participation(city=values.RIJEKA, seats=1, taken=0), *values.event().cities[1:])
    assert edition(2, first, values.item(title="Opening"), small=(2,), cities=fuller).corrections == ()


NOTES = (Note(heading="Hotel", body="Near"), Note(heading="Money", body="Won"))
FOR_STAFF = Note(heading="Bus", body="Call", level=Level.STAFF)
event_facts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Week", "Weak"]),
        "summary": st.sampled_from(["", "Said so", "Said sew"]),
        "places": st.sampled_from([None, 40]),
        "practical": st.sampled_from([(), NOTES[:1], NOTES, (*NOTES, FOR_STAFF)]),
    }
)
LABELS = {"title": "Title", "summary": "Summary", "places": "Places in all", "practical": "Practical information"}


def as_read(facts: dict[str, Any], name: str, audience: Audience) -> object:
    if audience == STAFF:
        return facts[name]
    return {**facts, "places": None, "practical": [note for note in facts["practical"] if note != FOR_STAFF]}[name]


def is_told(values_of_fact: list[object], small: list[bool]) -> bool:
    """Whether it differs, and not by small corrections alone: they cut the versions into runs, and one has unlike ends."""
    runs = [[values_of_fact[0]]]
    for value, is_small in zip(values_of_fact[1:], small[1:], strict=True):
        if is_small and value != runs[-1][-1]:
            runs.append([])
        runs[-1].append(value)
    return values_of_fact[0] != values_of_fact[-1] and any(run[0] != run[-1] for run in runs)


@given(st.lists(st.tuples(event_facts, st.booleans()), min_size=2, max_size=7))
def test_fact_of_the_event_is_told_where_not_only_small_corrections_changed_it(
    versions: list[tuple[dict[str, Any], bool]],
) -> None:
    """Between any two versions, for the public and for staff."""
    agendas: list[Agenda] = []
    small: tuple[int, ...] = ()
    for number, (facts, is_small) in enumerate(versions, 1):
        small += (number,) * (is_small and number > 1)
        agendas.append(edition(number, agendas[-1] if agendas else None, values.item(), small=small, **facts))
    for audience in (PUBLIC, STAFF):
        views = [for_audience(agenda, audience) for agenda in agendas]
        for first, last in combinations(range(len(views)), 2):
            between = versions[first : last + 1]
            expected = [
                label
                for name, label in LABELS.items()
                if is_told([as_read(facts, name, audience) for facts, _ in between], [one for _, one in between])
            ]
            told = [detail.label for detail in told_changes(views[first], views[last]).facts]
            assert sorted(told) == sorted(expected)


def test_history_names_a_small_correction_and_tells_its_changes_to_staff_alone(agendas: list[Agenda]) -> None:
    newest_first = agendas[::-1]
    for audience, told in ((PUBLIC, [False, False, True, False]), (STAFF, [True, True, True, False])):
        entries = history(newest_first, audience, most=4)
        assert [bool(entry.changes) for entry in entries] == told
        assert [entry.is_small for entry in entries] == [True, True, False, False]


def test_page_and_calendar_of_an_item_name_the_last_version_that_was_told(agendas: list[Agenda]) -> None:
    page = item_page(agendas[-1], "item-1")
    assert (page.item.told.number, page.item.changed.number) == (2, 3)
    corrected = edition(2, agendas[0], values.item(title="Opening"), small=(2,))
    assert item_page(corrected, "item-1").details == ()
    told, untold = (
        programme_calendar(
            for_audience(agenda, PUBLIC), base_url="https://example.org", office="a@example.org"
        ).decode()
        for agenda in (agendas[-1], corrected)
    )
    assert ["version 2" in told.replace("\r\n ", ""), "version 3" in told, "hanged in" in untold] == [
        True,
        False,
        False,
    ]
