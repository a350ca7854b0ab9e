from datetime import UTC, date, datetime

import pytest
import time_machine

from tests.factories import rows
from tours.editions.projection.writing import project, touch
from tours.models import FormerAddress, PublishedCity, PublishedEvent, PublishedItem, PublishedWord
from tours.models.editions.published import EventPhase
from tours.vocabulary import Access, Level

pytestmark = pytest.mark.django_db


def test_projection_holds_the_current_edition_and_not_the_rows() -> None:
    event = rows.full_event(2, title="Smart City Week")
    rows.publish(event)
    event.title = "Renamed, not published"
    event.save()
    published = PublishedEvent.objects.get()
    assert (published.title, published.number, published.host_city_name, published.country_code) == (
        "Smart City Week",
        1,
        "Seoul",
        "KR",
    )
    assert list(PublishedCity.objects.values_list("slug", "country_code", "takes_part", "is_host")) == [
        ("belgrade", "RS", True, False),
        ("rijeka", "HR", True, False),
        ("seoul", "KR", False, True),
    ]
    assert list(PublishedItem.objects.values_list("title", flat=True)) == ["Item 0", "Item 1"]


def test_projection_knows_public_items_only() -> None:
    event = rows.event()
    rows.item(event, title="Opening")
    rows.item(event, title="Secretariat", level=Level.STAFF)
    rows.item(event, title="Bus", level=Level.DELEGATES)
    rows.publish(event)
    assert list(PublishedItem.objects.values_list("title", flat=True)) == ["Opening"]
    assert not PublishedWord.objects.filter(word__in=["secretariat", "bus"]).exists()


@pytest.mark.parametrize("query", ["seoul", "belgrade", "beograd", "rijeka", "dorde", "cacak"])
def test_words_are_folded_so_that_every_spelling_finds_them(query: str) -> None:
    rows.publish(rows.full_event(1))
    assert PublishedWord.objects.filter(word=query).exists()


def test_city_has_its_names_and_words_of_its_own() -> None:
    rows.publish(rows.full_event(1))
    seoul = PublishedCity.objects.get(slug="seoul")
    assert (seoul.name, seoul.names, seoul.country_name) == ("Seoul", [["서울", "ko", "Hang"]], "Republic of Korea")
    assert list(seoul.words.values_list("word", flat=True)) == ["seoul"]


def test_city_has_its_point() -> None:
    rows.city("Seoul", latitude=37.567, longitude=126.978)
    rows.publish(rows.full_event(1))
    assert list(PublishedCity.objects.values_list("slug", "latitude", "longitude")) == [
        ("belgrade", None, None),
        ("rijeka", None, None),
        ("seoul", 37.567, 126.978),
    ]


def test_address_that_an_event_had_leads_on_to_it_until_another_takes_it() -> None:
    event = rows.full_event(1, slug="first")
    rows.publish(event)
    event.slug = "second"
    event.save()
    rows.publish(event)
    assert list(FormerAddress.objects.values_list("slug", "event")) == [("first", event.pk)]
    event.slug = "first"
    event.save()
    rows.publish(event)
    assert list(FormerAddress.objects.values_list("slug", "event")) == [("second", event.pk)]
    rows.publish(rows.event(slug="second", title="Another"))
    assert list(FormerAddress.objects.all()) == []


def test_rebuilding_gives_the_same_rows() -> None:
    event = rows.full_event(3)
    rows.publish(event)

    def contents() -> list[object]:
        return [
            list(PublishedItem.objects.values_list("uid", "title", "day", "starts_at")),
            sorted(PublishedWord.objects.values_list("word", "item__uid")),
            list(PublishedCity.objects.values_list("slug", flat=True)),
        ]

    before = contents()
    project(event)
    assert contents() == before


def test_touch_raises_changed_at_by_a_second_at_least() -> None:
    event = rows.full_event(1)
    rows.publish(event)
    before = PublishedEvent.objects.get().changed_at
    touch(event)
    touch(event)
    assert (PublishedEvent.objects.get().changed_at - before).total_seconds() >= 2


def test_participants_only_event_is_visible_to_staff_alone() -> None:
    rows.publish(rows.full_event(1, access=Access.PARTICIPANTS))
    assert PublishedEvent.objects.visible_to(rows.stranger()).count() == 0
    assert PublishedEvent.objects.visible_to(rows.coordinator()).count() == 1


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (datetime(2017, 9, 3, 14, 59, tzinfo=UTC), EventPhase.UPCOMING),
        (datetime(2017, 9, 3, 15, 0, tzinfo=UTC), EventPhase.RUNNING),
        (datetime(2017, 9, 8, 14, 59, tzinfo=UTC), EventPhase.RUNNING),
        (datetime(2017, 9, 8, 15, 0, tzinfo=UTC), EventPhase.PAST),
    ],
)
def test_phase_follows_the_date_where_the_event_is(now: datetime, phase: EventPhase) -> None:
    published = PublishedEvent(starts=date(2017, 9, 4), ends=date(2017, 9, 8), zone="Asia/Seoul")
    with time_machine.travel(now, tick=False):
        assert published.phase is phase
