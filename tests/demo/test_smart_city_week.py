"""The study tour of 2017 agrees with the record and has everything that an agenda can have."""

from collections import Counter
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from announcements.models import Post
from demo.rows import uid_of
from tests.demo.loading import SMART_CITY_WEEK, view
from tours.agenda.changes.comparing import ChangeKind, compare
from tours.agenda.view import ItemView
from tours.models import Edition
from tours.vocabulary import ItemKind, Level, OrganisationRole

pytestmark = pytest.mark.usefixtures("demonstration")

PURPOSES = (
    "Hear about infrastructure development projects and their outcomes",
    "Exchange experience with other countries",
    "Interact with eGovernment practitioners",
    "Meet senior representatives of leading ICT companies that built smart-city solutions",
    "Explore replicating best practices",
    "Initiate multilateral cooperation between the government and IT industry of Korea and the participating countries",
)
EVENT_FACTS = (
    "Two representatives",
    "one each from Rijeka (Croatia) and Belgrade (Београд / Beograd, Serbia)",
    "the 2017 World Smart City Summit and Smart City Week, a study tour in Seoul (서울, Republic of Korea)",
    "from Monday 4 to Friday 8 September 2017",
    "the World Bank - Austria Urban Partnership Program (UPP)",
    "the Ministry of Land, Infrastructure and Transport (MOLIT, 국토교통부)",
    "the World Bank Smart Cities KSB (Knowledge Silo Breaker)",
    "the Korea - World Bank Partnership Facility (KWPF)",
)
FACTS_BEFORE = (
    "The exhibition is at KINTEX in Goyang (고양)",
    "Seoul is at UTC+9 (Asia/Seoul)",
    "the cities at home, which are at UTC+2",
    "The event itself is on record; much of the detail of its programme is made up for this demonstration.",
    "/events/smart-city-week-2017/",
    *(purpose[1:] for purpose in PURPOSES),
)
FACTS_AFTER = (
    "Part of the study tour",
    "outside Seoul, at KINTEX (킨텍스) in Goyang.",
    "The Ministry of Land, Infrastructure and Transport (MOLIT) opened the week.",
    "A keynote followed on urban transformation as an opportunity for economic prosperity in environmental sustainability.",
    "Rijeka presented its Open Data Portal, iURBAN and mySMARTLife.",
    "Belgrade presented the Beokom centre: an aggregation web portal with additional modules and mobile apps.",
    "business meetings",
    "Rijeka met Korea Water Resources (K-water).",
    "Smart Cities Innovation Summit Asia",
    "6–8 September at KINTEX",
    "about 60 speakers from 16 countries and covered six topics",
)


def items(**facts: Any) -> dict[str, ItemView]:
    """The items of the study tour's first edition that have these facts, by title."""
    found = view(SMART_CITY_WEEK, 1).items
    return {item.line.title: item for item in found if all(getattr(item.line, k) == v for k, v in facts.items())}


def edition(number: int) -> Edition:
    return Edition.objects.get(event__slug=SMART_CITY_WEEK, number=number)


def missing(facts: tuple[str, ...], body: str) -> list[str]:
    return [fact for fact in facts if fact not in body]


def test_smart_city_week_is_as_on_record() -> None:
    event = view(SMART_CITY_WEEK, 1).event
    assert (event.starts, event.ends, event.zone) == (date(2017, 9, 4), date(2017, 9, 8), "Asia/Seoul")
    assert (event.kind, event.organised, event.host_city.printed) == ("study_tour", False, "Seoul (Republic of Korea)")
    assert event.purposes == PURPOSES
    assert [(city.printed, city.seats, city.taken) for city in event.cities] == [
        ("Rijeka (Croatia)", 1, 1),
        ("Belgrade (Serbia)", 1, 1),
    ]
    assert [(entry.role, entry.organisation.name) for entry in event.supporters] == [
        (OrganisationRole.HOST, "Ministry of Land, Infrastructure and Transport"),
        (OrganisationRole.SUPPORTER, "World Bank Smart Cities KSB"),
        (OrganisationRole.SUPPORTER, "Korea - World Bank Partnership Facility"),
    ]


def test_smart_city_week_has_four_editions_with_the_expected_changes() -> None:
    editions = Edition.objects.filter(event__slug=SMART_CITY_WEEK)
    assert [edition.published_at for edition in editions] == [
        datetime(2017, 8, 28, 8, 0, tzinfo=UTC),
        datetime(2017, 9, 1, 13, 0, tzinfo=UTC),
        datetime(2017, 9, 4, 23, 0, tzinfo=UTC),
        datetime(2017, 10, 16, 8, 0, tzinfo=UTC),
    ]
    first, second, third, fourth = (view(SMART_CITY_WEEK, number) for number in (1, 2, 3, 4))
    assert third.version_date == date(2017, 9, 5)
    moved, cancelled, reported = compare(first, second), compare(second, third), compare(third, fourth)
    assert [(change.kind, [(d.before, d.after) for d in change.details]) for change in moved.items] == [
        (
            ChangeKind.CHANGED,
            [
                (
                    "Room 2, Conference hall of the week (fictional), Seoul",
                    "Room 5, Conference hall of the week (fictional), Seoul",
                )
            ],
        )
    ]
    assert [(change.kind, change.line.title) for change in cancelled.items] == [
        (ChangeKind.CANCELLED, "Parking and charging (fictional)")
    ]
    assert len(reported.items) == len([item for item in fourth.items if item.line.report]) == 9
    assert [bool(changes.facts) for changes in (moved, cancelled, reported)] == [False, False, False]


def test_smart_city_week_exercises_every_kind_of_item() -> None:
    assert {item.line.kind for item in items().values()} == set(ItemKind) - {ItemKind.EVENT}
    assert {item.line.track for item in items(day=date(2017, 9, 6), start=time(13, 30)).values()} == {
        "Data and services",
        "Streets and energy",
    }
    assert list(items(start=None)) == ["Time for the exhibition"]
    open_parts = [title for title, item in items().items() if any(not part.confirmed for part in item.line.parts)]
    assert open_parts == ["Sharing data between departments (fictional)"]
    assert set(items(level=Level.DELEGATES)) == {
        "Transfer from the airport to the hotel (fictional)",
        "Action plan of Rijeka (fictional)",
        "Action plan of Belgrade (fictional)",
        "Flight home by way of Vienna (fictional)",
    }
    of_rijeka = str(uid_of(SMART_CITY_WEEK, "groups", "Rijeka"))
    assert list(items(groups=(of_rijeka,))) == ["Action plan of Rijeka (fictional)"]
    assert len([item for item in items().values() if item.line.staff_note]) == 2
    people = [part.person for item in items().values() for part in item.line.parts if part.person]
    scripts = {person.name: {"Latn", *(name.script for name in person.names)} for person in people}
    assert len([name for name, found in scripts.items() if found == {"Latn", "Cyrl", "Hang"}]) == 2


def test_smart_city_week_times_are_right_across_zones_and_midnight() -> None:
    flight = items()["Flight home by way of Vienna (fictional)"].line
    assert flight.starts_at == datetime(2017, 9, 8, 14, 50, tzinfo=UTC)
    assert flight.ends_at == datetime(2017, 9, 9, 3, 10, tzinfo=UTC)
    walk = items()["Night walk: light and safety in the streets (fictional)"].line
    assert (walk.starts_at, walk.ends_at) == (
        datetime(2017, 9, 7, 13, 30, tzinfo=UTC),
        datetime(2017, 9, 7, 15, 30, tzinfo=UTC),
    )
    opening = items()["Opening by the Ministry of Land, Infrastructure and Transport (MOLIT)"].line
    assert opening.starts_at == datetime(2017, 9, 4, 0, 30, tzinfo=UTC)
    assert Counter(item.line.day for item in view(SMART_CITY_WEEK, 1).items) == {
        date(2017, 9, 3): 2,
        date(2017, 9, 4): 8,
        date(2017, 9, 5): 5,
        date(2017, 9, 6): 5,
        date(2017, 9, 7): 4,
        date(2017, 9, 8): 5,
    }


def test_posts_of_2017_bear_their_dates_and_names() -> None:
    before, after = Post.objects.filter(event__slug=SMART_CITY_WEEK).order_by("published_on")
    assert (before.title, before.published_on, before.edition, before.earlier_views) == (
        "UPP cities at the 2017 World Smart City Summit and Smart City Week",
        date(2017, 8, 30),
        edition(1),
        6889,
    )
    assert (after.title, after.published_on, after.edition) == (
        "What Rijeka and Belgrade did at the 2017 World Smart City Summit and Smart City Week",
        date(2017, 10, 18),
        edition(4),
    )
    for post in (before, after):
        assert (post.byline, post.dateline, post.state) == ("Maja", "Seoul, 4–8 September 2017", "published")
        assert [category.name for category in post.categories.all()] == ["Events", "Other Events", "News"]


def test_posts_of_2017_hold_every_fact() -> None:
    before, after = Post.objects.filter(event__slug=SMART_CITY_WEEK).order_by("published_on")
    assert missing(EVENT_FACTS + FACTS_BEFORE, before.body) == []
    assert missing(EVENT_FACTS + FACTS_AFTER, after.body) == []
    for text in (before.summary, after.summary):
        assert missing(("Two representatives, one each from Rijeka and Belgrade, ", "2017."), text) == []
