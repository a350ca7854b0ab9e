from datetime import date, time, timedelta
from typing import Any

import pytest

from announcements.drafting import Draft, DraftKind, NothingToTell, draft
from tests.factories.values import (
    BELGRADE,
    KINTEX,
    PRISHTINA,
    PUBLISHED_AT,
    RIJEKA,
    SERBIA,
    item,
    published,
)
from tours.agenda.audiences import for_audience
from tours.agenda.facts import City, Note, Part, Participation, Place
from tours.agenda.values import PUBLIC, Item
from tours.vocabulary import EventState, ItemKind, Level, PersonRole, Status

FRIDAY = date(2017, 9, 8)
SUMMARY = (
    "The programme of the World Smart City Summit and Smart City Week, a study tour in Seoul from Monday 4 to Friday"
    " 8 September 2017, has changed."
)
LEAD = (
    "The programme of the World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea) from"
    " Monday 4 to Friday 8 September 2017, has changed."
)


def changed(*, before: tuple[Item, ...], after: tuple[Item, ...], was: dict[str, Any], now: dict[str, Any]) -> Draft:
    first = published(*before, **was)
    second = published(*after, number=2, at=PUBLISHED_AT + timedelta(days=1), previous=first, **now)
    return draft(DraftKind.PROGRAMME_CHANGED, for_audience(second, PUBLIC), previous=for_audience(first, PUBLIC))


def told_of_items(before: tuple[Item, ...], after: tuple[Item, ...]) -> list[str]:
    """The blocks between the first sentence and the sentence on the times."""
    text = changed(before=before, after=after, was={}, now={})
    first, *blocks = text.body.split("\n\n")
    assert first == LEAD
    if blocks[-1] == "All times are those of Seoul (UTC+9).":
        blocks.pop()
    return blocks


def told_of_event(was: dict[str, Any] | None = None, **now: Any) -> str:
    text = changed(before=(item(),), after=(item(),), was=was or {}, now=now)
    return text.body.split("\n\n")[1]


def workshop(**facts: Any) -> Item:
    return item("workshop", **({"title": "Workshop", "day": FRIDAY, "room": "Room 5"} | facts))


def test_a_change_is_told_with_title_and_lead() -> None:
    text = changed(before=(workshop(),), after=(workshop(room="Hall 2"),), was={}, now={})
    assert text == Draft(
        title="Changes to the programme of the World Smart City Summit and Smart City Week",
        dateline="Seoul, 4–8 September 2017",
        summary=SUMMARY,
        body=f"{LEAD}\n\nThe session “Workshop” on Friday 8 September moves from Room 5 to Hall 2.\n\n"
        "All times are those of Seoul (UTC+9).",
    )


def test_cancelled_and_moved_items_come_before_new_ones() -> None:
    visit = {"kind": ItemKind.SITE_VISIT, "title": "Traffic centre"}
    before = (item("gone"), workshop(), item("back", status=Status.CANCELLED), item("details", title="Talks"))
    after = (
        item("new", place=KINTEX, **visit),
        workshop(start=time(14), end=time(15)),
        item("back"),
        item("details", title="Talks", summary="On water."),
    )
    assert told_of_items(before, after) == [
        "The session “Opening of the week” on Monday 4 September, 10:00–11:00, is cancelled.",
        "The session “Workshop” on Friday 8 September moves from 10:00–11:00 to 14:00–15:00.",
        "The session “Opening of the week” takes place after all, on Monday 4 September, 10:00–11:00.",
        "The site visit “Traffic centre” is new, on Monday 4 September, 10:00–11:00 (KINTEX, Goyang).",
        "There are new details on “Talks”.",
    ]


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (
            {},
            {"day": date(2017, 9, 7), "start": time(9)},
            "The session “Workshop” moves from Friday 8 September, 10:00–11:00, to Thursday 7 September, 09:00–11:00.",
        ),
        (
            {},
            {"start": time(9), "room": "Hall 2"},
            "The session “Workshop” on Friday 8 September moves from 10:00–11:00 to 09:00–11:00 and from Room 5 to Hall 2.",
        ),
        (
            {"place": KINTEX},
            {"place": Place(name="City Hall", city="Seoul")},
            "The session “Workshop” on Friday 8 September moves from Room 5, KINTEX, Goyang, to Room 5, City Hall, Seoul.",
        ),
        (
            {"start": None, "end": None},
            {},
            "The session “Workshop” on Friday 8 September is now at 10:00–11:00.",
        ),
        (
            {},
            {"start": None, "end": None},
            "The session “Workshop” on Friday 8 September has no fixed time any more.",
        ),
        (
            {"room": ""},
            {},
            "The session “Workshop” on Friday 8 September has a place now (Room 5).",
        ),
        (
            {},
            {"room": ""},
            "The session “Workshop” on Friday 8 September has no fixed place any more.",
        ),
        (
            {"status": Status.TENTATIVE},
            {"title": "Action planning"},
            "The session “Workshop” on Friday 8 September is now called “Action planning” and is confirmed.",
        ),
        (
            {},
            {"status": Status.TENTATIVE},
            "The session “Workshop” on Friday 8 September is yet to be confirmed.",
        ),
    ],
)
def test_what_happens_to_an_item_is_one_sentence(was: dict[str, Any], now: dict[str, Any], sentence: str) -> None:
    assert told_of_items((workshop(**was),), (workshop(**now),)) == [sentence]


def test_many_changes_are_a_list() -> None:
    after = tuple(
        item(f"item-{number}", title=f"Talk {number}", day=FRIDAY, start=None, end=None) for number in range(4)
    )
    expected = [f"- The session “Talk {number}” is new, on Friday 8 September." for number in range(4)]
    assert told_of_items((), after) == ["\n".join(expected)]


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ({"title": "Smart City Week"}, "Until now it was called “World Smart City Summit and Smart City Week”."),
        (
            {"starts": date(2017, 9, 3)},
            "The new dates are Sunday 3 to Friday 8 September 2017, in place of 4–8 September 2017.",
        ),
        (
            {"host_city": City(slug="nis", name="Niš", country=SERBIA)},
            "The host city is now Niš, in place of Seoul.",
        ),
        (
            {"cities": (Participation(city=RIJEKA, seats=1), Participation(city=PRISHTINA, seats=1))},
            "Prishtina (Kosovo\\*) joins the participants. Belgrade (Београд, Serbia) no longer takes part.",
        ),
        (
            {"cities": ()},
            "Rijeka (Croatia) and Belgrade (Београд, Serbia) no longer take part.",
        ),
        (
            {"summary": "Another.", "practical": (Note(heading="Language", body="English."),)},
            "Also revised: the introduction and the practical information.",
        ),
    ],
)
def test_changes_of_the_event_come_first(now: dict[str, Any], sentence: str) -> None:
    assert told_of_event(**now) == sentence


def test_an_event_that_takes_place_after_all_says_so_once_for_all_its_items() -> None:
    before, after = (item(status=Status.TENTATIVE),), (item(),)
    text = changed(before=before, after=after, was={"state": EventState.POSTPONED}, now={})
    assert text.body.split("\n\n") == [
        LEAD,
        "The event was postponed and takes place after all.",
        "All times are those of Seoul (UTC+9).",
    ]


def test_a_cancelled_event_is_not_told_item_by_item() -> None:
    after = (item(status=Status.CANCELLED),)
    text = changed(before=(item(),), after=after, was={}, now={"state": EventState.CANCELLED})
    assert text.title == "The World Smart City Summit and Smart City Week is cancelled"


@pytest.mark.parametrize(
    "after",
    [
        (workshop(),),
        (workshop(report="Plans were made."),),
        (workshop(), item("inside", level=Level.DELEGATES)),
        (workshop(), item("announcement", kind=ItemKind.EVENT)),
    ],
    ids=["nothing", "report", "item for delegates", "event as a whole"],
)
def test_what_readers_of_the_programme_do_not_see_is_no_change(after: tuple[Item, ...]) -> None:
    with pytest.raises(NothingToTell, match="Nothing that a post could tell"):
        changed(before=(workshop(),), after=after, was={}, now={})


def test_delegates_coming_and_going_are_no_change() -> None:
    cities = (Participation(city=RIJEKA, seats=2, taken=2), Participation(city=BELGRADE, seats=2, taken=0))
    with pytest.raises(NothingToTell):
        changed(before=(item(),), after=(item(),), was={}, now={"cities": cities})


def test_an_open_moderator_is_a_detail() -> None:
    part = Part(role=PersonRole.MODERATOR, confirmed=False)
    assert told_of_items((workshop(),), (workshop(parts=(part,)),)) == ["There are new details on “Workshop”."]


def test_a_single_version_has_no_change_to_tell() -> None:
    with pytest.raises(NothingToTell, match="only one published version"):
        draft(DraftKind.PROGRAMME_CHANGED, for_audience(published(item()), PUBLIC))
