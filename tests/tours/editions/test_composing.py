from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import rows
from tours.agenda import facts
from tours.agenda.facts import Link, Place
from tours.editions.composing import compose
from tours.models import CountryName, Event, Group, ItemLink, Organisation, ParticipatingCity, TargetCountry, Track
from tours.vocabulary import Level, PersonRole, Status

pytestmark = pytest.mark.django_db


def composed_lines(event: Event) -> list[object]:
    return [item.line for item in compose(event).items]


def test_compose_costs_the_same_queries_for_three_items_and_three_hundred() -> None:
    counts = []
    for items in (3, 300):
        event = Event.objects.get(pk=rows.full_event(items).pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            compose(event)
        counts.append(len(queries))
    assert counts == [23, 23]


def test_item_takes_its_zone_from_its_venue_and_else_from_the_event() -> None:
    event = rows.event(zone="Asia/Seoul")
    abroad = rows.venue("Palata Srbija", city=rows.belgrade())
    rows.item(event, title="At home", venue=abroad)
    rows.item(event, title="In Seoul")
    assert {line.title: line.zone for item in compose(event).items if (line := item.line)} == {
        "At home": "Europe/Belgrade",
        "In Seoul": "Asia/Seoul",
    }


def test_changing_the_events_zone_does_not_shift_ten_oclock() -> None:
    event = rows.event(zone="Asia/Seoul")
    rows.item(event, start=time(10))
    event.zone = "Europe/Zagreb"
    event.save()
    (item,) = compose(Event.objects.get()).items
    assert item.line is not None
    assert (item.line.start, item.line.zone) == (time(10), "Europe/Zagreb")


def test_texts_are_normalised_and_free_of_control_characters() -> None:
    event = rows.event(title="C\u030cac\u030cak\x07")
    rows.item(event, title="\u1109\u1165\u110b\u116e\u11af", summary="one\r\ntwo\x1b")
    agenda = compose(event)
    line = agenda.items[0].line
    assert line is not None
    assert (agenda.event.title, line.title, line.summary) == ("Čačak", "서울", "one\ntwo")


def test_country_is_named_as_on_the_events_dates() -> None:
    macedonia = rows.country("MK", "North Macedonia")
    CountryName.objects.create(country=macedonia, name="Macedonia", until=date(2019, 2, 11))
    skopje = rows.city("Skopje", country=macedonia, zone="Europe/Skopje")
    then = rows.event(host_city=skopje, starts=date(2017, 5, 1), ends=date(2017, 5, 2))
    now = rows.event(host_city=skopje, starts=date(2024, 5, 1), ends=date(2024, 5, 2))
    assert [compose(event).event.host_city.country.name for event in (then, now)] == ["Macedonia", "North Macedonia"]


def test_programmes_footnote_marks_the_countrys_name() -> None:
    kosovo = rows.country("XK", "Kosovo")
    event = rows.event(host_city=rows.city("Prishtina", country=kosovo, zone="Europe/Belgrade"))
    TargetCountry.objects.create(programme=event.programme, country=kosovo, footnote="Without prejudice to status.")
    country = compose(event).event.host_city.country
    assert (country.printed, country.footnote) == ("Kosovo*", "Without prejudice to status.")


def test_line_carries_every_fact_of_its_row() -> None:
    event = rows.event()
    row = rows.item(
        event,
        title="Visit",
        summary="What for",
        start=time(23),
        end=time(1),
        ends_on=date(2017, 9, 5),
        status=Status.TENTATIVE,
        level=Level.DELEGATES,
        venue=rows.venue(address="217-60 Kintex-ro", latitude=37.67, longitude=126.75),
        room="Hall 2",
        track=Track.objects.create(event=event, name="Track A"),
        report="It went well.",
        staff_note="Bring badges",
        language="en",
        capacity=20,
    )
    groups = [Group.objects.create(event=event, name=name) for name in "BA"]
    row.groups.add(*groups)
    ItemLink.objects.create(item=row, label="Join", url="https://example.org/", level=Level.DELEGATES)
    rows.speaker(row, "Љиљана")
    rows.part(row, "Ана", role=PersonRole.GUIDE, level=Level.STAFF, position=1)
    line = next(item.line for item in compose(event).items if item.uid == str(row.uid))
    assert line is not None
    assert isinstance(line.place, Place)
    assert (line.title, line.summary, line.start, line.end, line.ends_on) == (
        "Visit",
        "What for",
        time(23),
        time(1),
        date(2017, 9, 5),
    )
    assert (line.status, line.level, line.groups, line.track) == (
        Status.TENTATIVE,
        Level.DELEGATES,
        tuple(sorted(str(group.uid) for group in groups)),
        "Track A",
    )
    assert (line.room, line.place.address, line.where) == ("Hall 2", "217-60 Kintex-ro", "Hall 2, KINTEX, Goyang")
    assert (line.report, line.staff_note, line.language) == ("It went well.", "Bring badges", "en")
    assert line.links == (Link(label="Join", url="https://example.org/", level=Level.DELEGATES),)
    assert [(part.person.name, part.role, part.level) for part in line.parts if part.person] == [
        ("Љиљана", PersonRole.SPEAKER, Level.PUBLIC),
        ("Ана", PersonRole.GUIDE, Level.STAFF),
    ]
    assert line.capacity == 20


def test_city_is_composed_with_its_point() -> None:
    rows.city("Seoul", latitude=37.567, longitude=126.978)
    event = rows.event(host_city=rows.seoul())
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=1)
    agenda = compose(event)
    assert agenda.event.host_city.point == facts.Point(latitude=37.567, longitude=126.978)
    assert [entry.city and entry.city.point for entry in agenda.event.cities] == [None]


def test_person_is_composed_as_what_they_are_at_the_event() -> None:
    event, other = rows.event(), rows.event()
    ana, city, host = rows.person("Ana"), rows.rijeka(), rows.organisation()
    rows.speaker(rows.item(event), ana, title="Dr", position="Mayor", organisation=host, city=city)
    rows.appearance(other, ana, position="Guide")
    rows.item(event).parts.create(person=rows.person("New"), role=PersonRole.SPEAKER)
    lines = [item.line for item in compose(event).items if item.line]
    cards = [
        (card.name, card.printed, card.affiliation) for line in lines for part in line.parts if (card := part.person)
    ]
    assert cards == [("Ana", "Dr Ana", f"Mayor, {host.name}, Rijeka"), ("New", "New", "")]


def test_organisation_in_place_of_a_city_is_shown_with_its_city_at_the_same_cost() -> None:
    event = rows.event()
    towns = Organisation.objects.create(name="Association of Towns")
    event.participating_cities.create(organisation=towns, seats=2)
    counts, printed = [], []
    for city in (None, rows.belgrade()):
        towns.city = city
        towns.save()
        with CaptureQueriesContext(connection) as queries:
            entry = compose(Event.objects.get()).event.cities[0]
        counts.append(len(queries))
        printed.append(entry.printed)
    assert (printed, counts[0] == counts[1]) == (["Association of Towns", "Association of Towns, Belgrade"], True)
    assert entry.organisation is not None
    assert entry.organisation.city is not None
    assert [name.text for name in entry.organisation.city.names] == ["Београд"]


def test_city_that_the_name_of_an_organisation_says_is_not_said_twice() -> None:
    city = compose(rows.event(host_city=rows.belgrade())).event.host_city
    towns = facts.Organisation(name="City of Belgrade", city=city)
    assert facts.Participation(organisation=towns).printed == "City of Belgrade"


def test_groups_that_items_are_for_are_named_in_their_order() -> None:
    event = rows.event()
    _unused, second, first, public = (event.groups.create(name=name) for name in ("Unused", "B", "A", "Public"))
    rows.item(event, level=Level.DELEGATES).groups.add(first, second)
    rows.item(event).groups.add(public)
    assert [group.name for group in compose(event).event.named_groups] == ["A", "B"]
