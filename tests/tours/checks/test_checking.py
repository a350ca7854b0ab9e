"""Each check of an agenda beside overlaps, their order and weights, and what they cost."""

from collections import Counter
from datetime import date, time
from typing import NamedTuple

import pytest

from tests.factories import values
from tours.agenda.facts import Name, Note, Part, Place, Point
from tours.agenda.values import Agenda, Item
from tours.checks.checking import findings, weighing
from tours.checks.findings import MENDING, WEIGHTS, Code, Finding, Weight
from tours.vocabulary import EventState, ItemKind, Level, PersonRole, Status

AT = {"room": "Hall 3"}
PARTS = (Part(role=PersonRole.SPEAKER, person=values.person()),)


class Turn(NamedTuple):
    name: str
    before: str
    after: str


def only(code: Code, *items: Item, **facts: object) -> list[Finding]:
    return [each for each in findings(values.composed(*items, **facts)) if each.code is code]


def words(code: Code, *items: Item, **facts: object) -> list[str]:
    return [each.words for each in only(code, *items, **facts)]


def test_every_finding_has_a_weight_and_a_way_to_mend_it() -> None:
    assert set(WEIGHTS) == set(MENDING) == set(Code)
    assert sorted(Code, key=lambda code: list(Weight).index(WEIGHTS[code])) == list(Code)


def test_sound_agenda_has_no_findings() -> None:
    visit = values.item("b", start=time(12, 0), end=time(13, 0), **AT)
    assert findings(values.composed(values.item(**AT), visit)) == []


def test_heavier_findings_come_first() -> None:
    agenda = values.composed(values.item(status=Status.TENTATIVE, day=date(2018, 9, 4)))
    found = findings(agenda, stopped=["It says “x”."], cards=[Turn("Ana", "", "Mayor")])
    assert [(each.code, each.words) for each in found] == [
        (Code.REDACTED, "It says “x”."),
        (Code.OUTSIDE, "“Opening of the week” (Tuesday 4 September 2018) is outside 4–8 September 2017."),
        (Code.TENTATIVE, "“Opening of the week” is to be confirmed."),
        (Code.NO_PLACE, "“Opening of the week” has no place."),
        (Code.POSITION, "Ana: now Mayor (was: nothing known)."),
    ]
    assert [each.code for each in weighing(found, Weight.STOPS)] == [Code.REDACTED]


def test_more_people_than_an_item_takes() -> None:
    small = {"capacity": 20, "level": Level.DELEGATES}
    items = [
        values.item("all", capacity=1),
        values.item("bus", groups=("A",), **small),
        values.item("other bus", groups=("B",), **small),
        values.item("track", track="A", capacity=1),
        values.item("staff", level=Level.STAFF, capacity=1),
    ]
    found = findings(values.composed(*items), in_groups={"A": 21, "B": 20})
    assert [(each.items, each.words) for each in found if each.code is Code.TOO_MANY] == [
        (("all",), "“Opening of the week” takes 1 person, and 2 may come."),
        (("bus",), "“Opening of the week” takes 20 people, and 21 may come."),
    ]


def place(name: str, latitude: float, longitude: float) -> Place:
    return Place(name=name, point=Point(latitude=latitude, longitude=longitude))


@pytest.mark.parametrize(("end", "found"), [("10:20", 1), ("10:30", 0), (None, 0)])
def test_transfer_is_not_shorter_than_the_way(end: str | None, found: int) -> None:
    """KINTEX is about 22 km from the city hall of Seoul."""
    bus = {"kind": ItemKind.TRANSFER, "start": time(10), "end": time.fromisoformat(end) if end else None}
    items = [
        values.item("a", start=time(9), end=time(10), place=place("City Hall", 37.5663, 126.9779)),
        values.item("bus", title="Bus", **bus),
        values.item("b", start=time(11), end=time(12), place=values.KINTEX),
    ]
    assert len(only(Code.WAY, *items)) == found
    if found:
        assert words(Code.WAY, *items) == [
            "“Bus” (10:00–10:20) has 20 min; from City Hall to KINTEX it is 23 km as the crow flies, at least 24 min."
        ]


def test_travel_a_day_or_two_outside_is_told_and_other_days_are_asked_about() -> None:
    items = [
        values.item("arrival", kind=ItemKind.TRANSFER, day=date(2017, 9, 3)),
        values.item("wrong", kind=ItemKind.TRANSFER, day=date(2018, 9, 4)),
        values.item("dinner", kind=ItemKind.MEAL, day=date(2017, 9, 9)),
    ]
    found = findings(values.composed(*items))
    assert [(each.code, each.items) for each in found if each.code in {Code.OUTSIDE, Code.TRAVEL}] == [
        (Code.OUTSIDE, ("dinner",)),
        (Code.OUTSIDE, ("wrong",)),
        (Code.TRAVEL, ("arrival",)),
    ]


def test_clock_changes_and_ends_before_beginnings() -> None:
    berlin = {"zone": "Europe/Berlin"}
    items = [
        values.item("spring", day=date(2017, 3, 26), start=time(2, 30), end=time(4), **berlin),
        values.item("autumn", day=date(2017, 10, 29), start=time(2, 30), end=time(4), **berlin),
        values.item("flight", start=time(10), end=time(9), end_zone="Asia/Tokyo"),
    ]
    assert [only(code, *items)[0].items for code in (Code.NO_CLOCK, Code.TWICE, Code.ENDS_TOO_EARLY)] == [
        ("spring",),
        ("autumn",),
        ("flight",),
    ]


def test_nothing_is_to_be_confirmed_of_a_postponed_event() -> None:
    item = values.item(status=Status.TENTATIVE)
    assert only(Code.TENTATIVE, item, state=EventState.POSTPONED) == []


def test_open_parts_are_named() -> None:
    ana = Part(role=PersonRole.SPEAKER, person=values.person("Ana"), confirmed=False)
    item = values.item(parts=(ana, Part(role=PersonRole.MODERATOR, confirmed=False)))
    assert words(Code.OPEN_PART, item) == ["“Opening of the week”: not confirmed: Speaker Ana, Moderator."]


@pytest.mark.parametrize(
    ("text", "language", "named"),
    [
        ("Bring papers on Tuesday 4 September.", "en", "Tuesday 4 September"),
        ("Monday 4 September", "en", ""),
        ("Until Tue, September 4th, 2017", "en", "Tue, September 4th, 2017"),
        ("Monday 4 September 2018", "en", "Monday 4 September 2018"),
        ("Monday 31 September", "en", ""),
        ("am Dienstag, den 4. September 2017", "de", "Dienstag, den 4. September 2017"),
        ("am Dienstag, 4.9.2017", "de", "Dienstag, 4.9.2017"),
        ("u utorak, 4. rujna 2017.", "hr", "utorak, 4. rujna 2017"),
        ("уторак, 4. септембра 2017", "sr-Cyrl", "уторак, 4. септембра 2017"),
        ("utorak 4. septembra 2017", "sr-Latn", "utorak 4. septembra 2017"),
        ("mardi 4 septembre", "fr", "mardi 4 septembre"),
        ("el martes 4 de septiembre", "es", "martes 4 de septiembre"),
        ("Sun 5 people, 12 May be late", "xx", ""),
    ],
)
def test_date_in_a_text_has_the_weekday_that_the_text_says(text: str, language: str, named: str) -> None:
    found = words(Code.WEEKDAY, values.item(summary=text, **AT), language=language)
    assert [each.partition("“")[2].partition("”")[2].partition("“")[2].partition("”")[0] for each in found] == [
        name for name in [named] if name
    ]


def test_wrong_weekday_in_a_text_of_the_event_is_found_there() -> None:
    [finding] = only(Code.WEEKDAY, summary="From Tuesday 4 September 2017 on.")
    assert (finding.part, finding.items) == ("event", ())
    assert (
        finding.words
        == "A text of the event says “Tuesday 4 September 2017”, but 4 September is a Monday; the Tuesday of this event is 5 September."
    )


def before(*items: Item) -> Agenda:
    return values.published(*items)


def old(now: Agenda, then: Agenda) -> list[tuple[tuple[str, ...], str]]:
    return [(each.items, each.words) for each in findings(now, before=then) if each.code is Code.OLD_TIME]


@pytest.mark.parametrize("text", ["Bus at 11:30", "bus 11.30, gate 2", "bus 11h30", "bus 11:30 am.", "(11:30)"])
def test_text_that_names_the_old_time_is_found(text: str) -> None:
    facts = {"title": "Visit", "summary": text}
    then = before(values.item(start=time(11, 30), end=time(12), **facts))
    now = values.composed(values.item(start=time(13), end=time(14), **facts))
    assert old(now, then) == [
        (("item-1",), "“Visit” names 11:30 in a text; “Visit” was at that time and no longer is.")
    ]


@pytest.mark.parametrize("text", ["Bus at 13:00", "11.30.2017", "111:30", "11:301", "11.30 %"])
def test_other_numbers_are_no_old_time(text: str) -> None:
    then = before(values.item(start=time(11, 30), end=time(12), summary=text))
    assert old(values.composed(values.item(start=time(13), end=time(14), summary=text)), then) == []


def test_old_time_in_a_note_counts_only_where_nothing_is_at_that_time_now() -> None:
    then = before(values.item("a", start=time(11, 30), title="Visit"))
    note = (Note(heading="Bus", body="It leaves at 11:30."),)
    moved = values.item("a", start=time(13), end=time(14), title="Visit")
    told = ((), "A text of the event names 11:30; “Visit” was at that time and no longer is.")
    assert old(values.composed(moved, practical=note), then) == [told]
    lunch = values.item("b", start=time(11, 30), end=time(12))
    assert old(values.composed(moved, lunch, practical=note), then) == []


def test_letters_that_no_face_has_are_named() -> None:
    items = [
        values.item(title="Ďakujem, hvala, благодаря, 감사합니다 €5 → Δ"),
        values.item("b", title="谢谢 in Chinese"),
    ]
    named = values.person(names=(Name(text="გიორგი", language="ka", script="Geor"),))
    items.append(values.item("c", title="Talk", parts=(Part(role=PersonRole.SPEAKER, person=named),)))
    assert words(Code.LETTERS, *items, summary="谢 أ ไ") == [
        "The event has letters that paper cannot show: 谢 أ ไ (Han, Arabic and Thai).",
        "“Talk” has letters that paper cannot show: გ ი ო რ (Georgian).",
        "“谢谢 in Chinese” has letters that paper cannot show: 谢 (Han).",
    ]


@pytest.mark.parametrize("letters", ["Αθήνα", "Ἀθῆναι", "Скопје", "서울", "Đakovo"])
def test_letters_that_faces_have_are_not_named(letters: str) -> None:
    assert words(Code.LETTERS, values.item(title=letters)) == []


@pytest.mark.parametrize(
    ("letters", "script"),
    [("Երևան", "Armenian"), ("თბილისი", "Georgian"), ("بيروت", "Arabic"), ("חיפה", "Hebrew"), ("ไทย", "Thai")],
)
def test_scripts_that_wait_for_faces_are_named(letters: str, script: str) -> None:
    [told] = words(Code.LETTERS, values.item(title=letters))
    assert told.endswith(f"({script}).")


def test_common_letters_are_in_the_faces() -> None:
    import sys
    from unicodedata import category

    from tours.checks.rules.letters import RARE
    from tours.pdf.faces.fonts import characters

    common = [chr(point) for point in range(sys.maxunicode) if not RARE.match(chr(point))]
    lacking = [one for one in common if one not in characters() and category(one) not in {"Cc", "Cf", "Cn"}]
    assert lacking == []


def test_where_all_overlap_there_are_as_many_findings_as_items_and_not_as_pairs() -> None:
    hall = {"start": time(8), "end": time(20), "room": "Hall 3", "track": "A"}
    agenda = values.composed(*(values.item(f"item-{at}", parts=PARTS, **hall) for at in range(300)))
    assert Counter(each.code for each in findings(agenda)) == {Code.PLACE: 299}


def test_item_without_a_time_is_told_and_a_cancelled_one_is_not() -> None:
    walk = values.item("walk", title="Walk", start=None, end=None, **AT)
    gone = values.item("gone", start=None, end=None, status=Status.CANCELLED, **AT)
    found = findings(values.composed(values.item(**AT), walk, gone))
    assert [(each.code, each.words, each.items) for each in found] == [(Code.NO_TIME, "“Walk” has no time.", ("walk",))]
