"""Who lacks what, and what entry asks for: from values to words, without the database."""

from datetime import date
from typing import Any

import pytest

from participants.models import Checklist, Delegate, DelegateNeeds, Delegation, EntryRequirement, Preparation
from participants.travel.checklist.checking import Facts, Line, Thing, line_of, things_asked
from participants.travel.checklist.entry import Entry, Requirements, country_of, entry_of, is_past, is_soon
from participants.vocabulary import Capacity, Direction, EntryRule, EntryStep, Insurance
from tours.models import City, Country, Organisation, ParticipatingCity

TODAY, FIRST = date(2017, 8, 1), date(2017, 9, 4)
SERBIA, KOREA = Country(code="RS", name="Serbia"), Country(code="KR", name="Republic of Korea")
VISA = Entry(SERBIA, EntryRule.VISA, date(2017, 8, 20))
FREE = Entry(SERBIA, EntryRule.NONE)
EVERYTHING = tuple(Thing)


def somebody(capacity: Capacity = Capacity.DELEGATE, *, of: ParticipatingCity | None = None) -> Delegate:
    return Delegate(
        pk=1, name="Ana Primer", capacity=capacity, delegation=Delegation(pk=1, participation=of) if of else None
    )


def line(
    things: tuple[Thing, ...] = EVERYTHING, *, entry: Entry = FREE, row: Delegate | None = None, **facts: Any
) -> Line:
    return line_of(Facts(row or somebody(), entry, **facts), things, today=TODAY)


def test_only_what_the_event_asks_can_be_missing() -> None:
    assert things_asked(None) == ()
    assert things_asked(Checklist(asks_flight=True, asks_diet=True)) == (Thing.ARRIVAL, Thing.DEPARTURE, Thing.DIET)
    assert line(()).is_complete
    assert [cell.thing for cell in line((Thing.ROOM,)).missing] == [Thing.ROOM]


def test_whoever_has_everything_is_complete_and_each_thing_alone_is_missing() -> None:
    everything: dict[str, Any] = {
        "has_document": True,
        "has_room": True,
        "ways": frozenset({Direction.IN, Direction.OUT}),
        "needs": DelegateNeeds(diet="vegan", emergency_telephone="+381 11 1"),
        "preparation": Preparation(insurance=Insurance.OWN),
    }
    assert line(**everything).is_complete
    without: list[dict[str, Any]] = [
        {"has_document": False},
        {"has_room": False},
        {"ways": frozenset({Direction.IN})},
        {"ways": frozenset({Direction.OUT})},
        {"needs": DelegateNeeds(diet="vegan", emergency_name="Vera Primer")},
        {"needs": DelegateNeeds(emergency_telephone="+381 11 1")},
        {"preparation": Preparation()},
    ]
    lacking = [[cell.thing for cell in line(**{**everything, **less}).missing] for less in without]
    assert lacking == [
        [Thing.DOCUMENT],
        [Thing.ROOM],
        [Thing.DEPARTURE],
        [Thing.ARRIVAL],
        [Thing.EMERGENCY],
        [Thing.DIET],
        [Thing.INSURANCE],
    ]


def test_who_needs_no_flight_and_no_room_lacks_neither() -> None:
    own = Preparation(needs_no_flight=True, needs_no_room=True)
    assert line((Thing.ARRIVAL, Thing.DEPARTURE, Thing.ROOM), preparation=own).is_complete


def test_people_of_the_place_are_asked_for_diet_and_emergency_alone_until_they_travel() -> None:
    guide = somebody(Capacity.INTERPRETER)
    brought = somebody(Capacity.INTERPRETER, of=ParticipatingCity(city=City(country=SERBIA)))
    asked = [
        [cell.thing for cell in shown.missing]
        for shown in (
            line(row=guide),
            line(row=guide, ways=frozenset({Direction.IN})),
            line((Thing.ROOM,), row=brought),
            line((Thing.ROOM,), row=somebody(Capacity.FACILITATOR)),
        )
    ]
    flying = [thing for thing in EVERYTHING if thing not in {Thing.ENTRY, Thing.ARRIVAL}]
    assert asked == [[Thing.DIET, Thing.EMERGENCY], flying, [Thing.ROOM], [Thing.ROOM]]


@pytest.mark.parametrize(
    ("entry", "step", "standing", "words"),
    [
        (VISA, "", "missing", "missing: Visa, file by Sun 20 Aug"),
        (VISA._replace(file_by=date(2017, 8, 8)), "", "missing", "missing: Visa, file by Tue 8 Aug (within 7 days)"),
        (VISA._replace(file_by=date(2017, 7, 31)), "", "missing", "missing: Visa, latest day to apply was Mon 31 July"),
        (VISA, EntryStep.LETTER_SENT, "missing", "missing: Visa, file by Sun 20 Aug"),
        (VISA, EntryStep.REFUSED, "missing", "Refused: missing: Visa, file by Sun 20 Aug"),
        (VISA, EntryStep.FILED, "waiting", "filed, no answer yet"),
        (VISA, EntryStep.GRANTED, "there", "Granted"),
        (FREE, "", "not_asked", "not needed"),
        (Entry(None, None), "", "waiting", "not known what they need"),
        (Entry(None, None), EntryStep.LETTER_SENT, "missing", "missing"),
    ],
)
def test_entry_goes_by_what_is_needed_and_how_far_they_are(entry: Entry, step: str, standing: str, words: str) -> None:
    [cell] = line((Thing.ENTRY,), entry=entry, preparation=Preparation(entry=step)).cells
    assert (cell.standing, cell.words) == (standing, words)


def test_country_is_that_of_the_city_or_organisation_that_sends_them() -> None:
    city = City(country=SERBIA)
    senders = [
        ParticipatingCity(city=city),
        ParticipatingCity(organisation=Organisation(city=city)),
        ParticipatingCity(organisation=Organisation(country=KOREA, city=city)),
        ParticipatingCity(organisation=Organisation()),
        None,
    ]
    assert [country_of(somebody(of=sender)) for sender in senders] == [SERBIA, SERBIA, KOREA, None, None]


def test_line_of_the_country_goes_before_that_of_all_others_and_the_host_needs_none() -> None:
    visa = EntryRequirement(rule=EntryRule.VISA, days_needed=30, note="At the embassy")
    others = EntryRequirement(rule=EntryRule.ELECTRONIC, days_needed=3)
    free = EntryRequirement(rule=EntryRule.NONE, days_needed=9)
    serb = somebody(of=ParticipatingCity(city=City(country=SERBIA)))
    cases: list[tuple[Delegate, Requirements, str]] = [
        (serb, {"RS": visa, None: others}, "KR"),
        (serb, {"KR": visa, None: others}, "KR"),
        (serb, {"RS": free}, "KR"),
        (serb, {"KR": visa}, "KR"),
        (serb, {None: others}, "RS"),
        (somebody(), {None: others}, "KR"),
    ]
    found = [entry_of(row, FIRST, requirements, host=host)[1:] for row, requirements, host in cases]
    assert found == [
        (EntryRule.VISA, date(2017, 8, 5), "At the embassy"),
        (EntryRule.ELECTRONIC, date(2017, 9, 1), ""),
        (EntryRule.NONE, None, ""),
        (None, None, ""),
        (EntryRule.NONE, None, ""),
        (None, None, ""),
    ]


def test_day_to_file_is_soon_for_a_week_and_then_past() -> None:
    days = [date(2017, 7, 31), TODAY, date(2017, 8, 8), date(2017, 8, 9)]
    assert [(is_past(day, TODAY), is_soon(day, TODAY)) for day in days] == [
        (True, False),
        (False, True),
        (False, True),
        (False, False),
    ]
