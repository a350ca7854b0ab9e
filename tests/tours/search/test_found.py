from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import F, QuerySet

from accounts.models import User
from tests.counting import asked, plan
from tests.factories import rows
from tests.factories.many import many_events
from tests.tours.search.finding import NOBODY, published, titles
from tours.models import CityName, Country, Event, PublishedEvent, PublishedItem, PublishedWord
from tours.search.asked import Begins, Query, query_words, read_query
from tours.search.found import events_matching, found_cities, found_events, found_items, found_people
from tours.search.matching import Found, Matches, first
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db
Search = Callable[[Query, User | AnonymousUser], QuerySet[Any] | Matches[Any]]


def skopje() -> Event:
    macedonia = rows.country("MK", "North Macedonia")
    city = rows.city("Skopje", country=macedonia, zone="Europe/Skopje")
    CityName.objects.create(city=city, text="Скопје", language="mk", script="Cyrl")
    return published(title="Week of Đakovo and Shkodër", host_city=city, zone="Europe/Skopje")


@pytest.mark.parametrize(
    "query",
    ["skopje", "SKOPJE", "Скопје", "скоп", "djakovo", "dakovo", "Đakovo", "Ђаково", "shkoder", "Shkodër", "week shko"],
)
def test_every_spelling_finds_the_event(query: str) -> None:
    skopje()
    published(title="Another")
    assert titles(found_events(Query(query), NOBODY)) == ["Week of Đakovo and Shkodër"]


@pytest.mark.parametrize("query", ["seoul", "Seoul", "서울", "서", "seo", "se"])
def test_every_spelling_finds_the_city(query: str) -> None:
    published()
    skopje()
    assert titles(found_cities(Query(query), NOBODY)) == ["Seoul"]


def test_items_are_found_by_their_title_place_and_people() -> None:
    event = rows.full_event(2, title="Week")
    rows.publish(event)
    for query in ("item 1", "kintex 1", "Ђорђе 1", "cac 1"):
        assert titles(found_items(Query(query), NOBODY)) == ["Item 1"]
    assert titles(found_items(Query("week"), NOBODY)) == []


def test_every_word_begins_one_of_the_same_thing() -> None:
    event = rows.event(title="Smart City Week")
    rows.item(event, title="Opening of the hall")
    rows.publish(event)
    assert titles(found_events(Query("wee smar"), NOBODY)) == ["Smart City Week"]
    assert titles(found_events(Query("smart opening"), NOBODY)) == []
    assert titles(found_items(Query("hall opening"), NOBODY)) == ["Opening of the hall"]
    assert titles(found_items(Query("mart"), NOBODY)) == titles(found_items(Query("hall smart"), NOBODY)) == []


@pytest.mark.parametrize("search", [found_events, found_items, found_cities])
def test_nothing_of_an_event_for_participants_is_found_by_others(search: Search) -> None:
    event = rows.event(title="Seoul", access=Access.PARTICIPANTS)
    rows.item(event, title="Seoul")
    rows.publish(event)
    assert titles(search(Query("seoul"), NOBODY)) == titles(search(Query("seoul"), rows.stranger())) == []
    assert titles(search(Query("seoul"), rows.coordinator())) == ["Seoul"]
    day = read_query("4.9.2017")
    assert titles(search(day, NOBODY)) == []
    assert titles(search(day, rows.coordinator())) == ([] if search is found_cities else ["Seoul"])


def test_event_is_found_on_each_of_its_days() -> None:
    published(title="Week")
    found = [titles(found_events(read_query(f"{day}.9.2017"), NOBODY)) for day in (3, 4, 8, 9)]
    assert found == [[], ["Week"], ["Week"], []]


def test_whole_words_come_before_beginnings_and_then_the_latest() -> None:
    published(title="Business old", starts=date(2015, 1, 1), ends=date(2015, 1, 1))
    published(title="Business new", starts=date(2018, 1, 1), ends=date(2018, 1, 1))
    published(title="Bus old", starts=date(2014, 1, 1), ends=date(2014, 1, 1))
    published(title="Bus new", starts=date(2016, 1, 1), ends=date(2016, 1, 1))
    assert titles(found_events(Query("bus"), NOBODY)) == ["Bus new", "Bus old", "Business new", "Business old"]
    assert titles(found_events(Query("bus old"), NOBODY)) == ["Bus old", "Business old"]
    assert titles(found_events(Query("bus ol"), NOBODY)) == ["Business old", "Bus old"]


def test_cities_and_people_with_the_whole_word_come_first() -> None:
    event = rows.event(host_city=rows.city("Novi"))
    for name in ("Anna Zet", "Zoe Ann"):
        rows.speaker(rows.item(event), rows.person(name))
    rows.publish(event)
    published(host_city=rows.city("Zagrad Nov"))
    assert titles(found_cities(Query("nov"), NOBODY)) == ["Zagrad Nov", "Novi"]
    assert [person.name for person in found_people(Query("ann"))] == ["Zoe Ann", "Anna Zet"]


def test_items_of_a_day_follow_its_clock() -> None:
    event = rows.event()
    for title, day, hour in (("Hall C", 5, 9), ("Hall B", 4, 11), ("Hall A", 4, 9), ("Halls", 6, 9)):
        rows.item(event, title=title, day=date(2017, 9, day), start=f"{hour:02}:00", end="12:00")
    rows.publish(event)
    assert titles(found_items(Query("hall"), NOBODY)) == ["Hall A", "Hall B", "Hall C", "Halls"]


def test_items_of_the_latest_event_come_first_and_go_as_its_days_do() -> None:
    for year in (2016, 2018, 2017):
        event = rows.event(starts=date(year, 9, 4), ends=date(year, 9, 8))
        for title, day, start in (("second", 5, "09:00"), ("first", 4, "10:00"), ("all day", 4, None)):
            end = "12:00" if start else None
            rows.item(event, title=f"Hall {title} {year}", day=date(year, 9, day), start=start, end=end)
        rows.publish(event)
    assert titles(found_items(Query("hall"), NOBODY)) == [
        f"Hall {title} {year}" for year in (2018, 2017, 2016) for title in ("all day", "first", "second")
    ]


def test_city_of_many_events_is_found_once_as_it_was_published_last() -> None:
    published()
    Country.objects.filter(code="KR").update(name="Korea")
    published()
    found = found_cities(Query("seoul"), NOBODY)
    assert [(city.name, city.country_name) for city in found] == [("Seoul", "Korea")]
    assert first(Matches(found), 10) == Found([found.get()], 1)


@pytest.mark.parametrize("query", ["", "%%%", "_", "{", "\x00", "\ud800", " - ’ ", "'; DROP TABLE", "x" * 10_000, "😀"])
def test_query_of_signs_or_of_any_length_finds_nothing(query: str) -> None:
    published(title="Percent 100 %")
    for search in (found_events, found_items, found_cities):
        assert titles(search(Query(query), NOBODY)) == []
    assert titles(events_matching(PublishedEvent.objects.all(), query)) == []


def test_query_is_read_to_its_eighth_word_the_longest_first_and_each_once() -> None:
    assert query_words("a bb ccc d e f g h ignored") == ["ccc", "bb", "a", "d", "e", "f", "g", "h"]
    assert query_words("Seo Seoul seoul Скопје sko") == ["skopje", "seoul"]
    assert query_words("%%%") == []


def test_filter_of_events_takes_any_rows() -> None:
    published(title="Smart City Week", starts=date(2017, 9, 4))
    published(title="Smart City Days", starts=date(2016, 9, 4))
    narrowed = PublishedEvent.objects.filter(starts__year=2017)
    assert titles(events_matching(narrowed, "smart")) == ["Smart City Week"]


def many_words(event: PublishedEvent) -> set[str]:
    letters = "019abgjklz"
    words = {a + b + c + d for a in letters for b in letters for c in letters for d in "09az"} | {"z", "zz", "9", "a9z"}
    item = PublishedItem.objects.create(event=event, uid="uid", kind="session", title="x", day=event.starts)
    PublishedWord.objects.bulk_create(PublishedWord(event=event, item=item, word=word) for word in words)
    return words


def test_what_begins_so_is_what_it_says_and_found_by_an_index() -> None:
    published()
    words = many_words(PublishedEvent.objects.get())
    of_items = PublishedWord.objects.filter(item__isnull=False)
    for start in ("z", "zz", "zzz", "9", "a9", "a9z", "lj", "j0k", "0", "none"):
        found = of_items.filter(Begins(F("word"), start)).values_list("word", flat=True)
        assert sorted(found) == sorted(word for word in words if word.startswith(start))


@pytest.mark.parametrize(
    ("search", "index"),
    [
        (found_events, "published_word_once_an_event"),
        (found_items, "published_word_once_an_item"),
        (found_cities, "published_word_of_city"),
    ],
)
def test_words_are_looked_up_by_an_index(search: Search, index: str) -> None:
    """SQLite has no statistics of its tables here, as by default."""
    published()
    many_words(PublishedEvent.objects.get())
    with asked() as seen:
        titles(search(Query("seoul"), NOBODY))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE tours_publishedword")
        assert "Seq Scan on tours_publishedword" not in plan(*seen.statements[0])
    else:
        of_row = "city_id=? AND " if search is found_cities else ""
        assert f"INDEX {index} ({of_row}word>? AND word<?)" in plan(*seen.statements[0])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compares letters alone.")
def test_every_index_of_words_finds_beginnings() -> None:
    """One in the order of a language would be read through, from the row's first word to its last."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname FROM pg_indexes WHERE tablename LIKE '%%word' AND indexdef LIKE '%%, word%%'"
            " AND indexdef NOT LIKE '%%word varchar_pattern_ops%%'"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("search", [found_events, found_items])
def test_other_words_are_looked_up_for_each_row_that_has_the_rarest(search: Search) -> None:
    many_events(3)
    with asked() as seen:
        titles(search(Query("week of 1"), NOBODY) if search is found_items else search(Query("week 1"), NOBODY))
    of_row = "item_id=? AND word>? AND word<?" if search is found_items else "event_id=? AND word>? AND word<?"
    if connection.vendor == "sqlite":
        assert of_row in plan(*seen.statements[-1])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
@pytest.mark.parametrize(
    ("search", "table", "key"),
    [(found_events, "tours_publishedevent", "event_id"), (found_items, "tours_publisheditem", "rowid")],
)
def test_rows_that_are_looked_through_are_found_by_their_keys(search: Search, table: str, key: str) -> None:
    many_events(3)
    with asked() as seen:
        titles(search(Query("week"), NOBODY))
    first_step = plan(*seen.statements[-1]).splitlines()[0]
    assert first_step.startswith(f"SEARCH {table} USING")
    assert first_step.endswith(f"({key}=?)")
