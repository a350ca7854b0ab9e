"""The fictional future tour of the demonstration."""

from datetime import date, timedelta

import pytest

from announcements.models import Post
from tests.demo.loading import CITY_EXCHANGE_DAYS, view
from tours.agenda.values import PUBLIC, STAFF, Audience
from tours.models import Edition
from tours.vocabulary import Level, Status

pytestmark = pytest.mark.usefixtures("demonstration")


def test_city_exchange_days_begin_ten_days_after_the_first_load() -> None:
    event = view(CITY_EXCHANGE_DAYS, 2).event
    assert (event.starts, event.ends, event.zone) == (date(2030, 3, 31), date(2030, 4, 3), "Europe/Zagreb")
    post = Post.objects.get(event__slug=CITY_EXCHANGE_DAYS, state="published")
    assert (post.published_on, post.edition) == (date(2030, 3, 21), Edition.objects.get(event=post.event, number=2))
    draft = Post.objects.get(event__slug=CITY_EXCHANGE_DAYS, state="draft")
    assert (draft.published_on, draft.edition) == (None, Edition.objects.get(event=draft.event, number=2))


def test_city_exchange_days_have_a_sentence_and_the_footnote_where_it_belongs() -> None:
    post = Post.objects.get(event__slug=CITY_EXCHANGE_DAYS, state="published")
    assert post.summary == (
        "Ten representatives will attend the City Exchange Days, Rijeka, a study tour, from Sunday"
        " 31 March to Wednesday 3 April 2030."
    )
    assert "one from Prishtina (Kosovo\\*)" in post.body
    *_, more, footnote = post.body.split("\n\n")
    assert more == "More on [the page of the event](/events/city-exchange-days-rijeka/)."
    assert footnote.startswith("\\* This designation is without prejudice")


def test_city_exchange_days_are_announced_before_their_agenda() -> None:
    announced, full = view(CITY_EXCHANGE_DAYS, 1, PUBLIC), view(CITY_EXCHANGE_DAYS, 2, PUBLIC)
    assert (announced.standing, announced.announcement is None) == ((), False)
    assert full.announcement is None
    assert full.stamp.at - announced.stamp.at == timedelta(days=7)
    assert [day.date for day in full.days()] == [date(2030, 3, 31), *(date(2030, 4, day) for day in (1, 2, 3))]
    assert {item.line.track for item in full.standing} == {"", "Municipal finance", "Planning and land"}
    assert [item.line.title for item in full.standing if item.line.status is Status.TENTATIVE] == [
        "Meeting with the host's council"
    ]


def test_city_exchange_days_have_eight_cities_of_all_target_countries() -> None:
    event = view(CITY_EXCHANGE_DAYS, 2).event
    assert event.summary.startswith("A fictional event")
    assert [(entry.printed, entry.seats, entry.taken) for entry in event.cities] == [
        ("Belgrade (Serbia)", 2, 2),
        ("Đakovo (Croatia)", 2, 1),
        ("Osijek (Croatia)", 2, 2),
        ("Podgorica (Montenegro)", 2, 1),
        ("Prishtina (Kosovo*)", 2, 1),
        ("Sarajevo (Bosnia and Herzegovina)", 2, 2),
        ("Shkodër (Albania)", 1, 1),
        ("Skopje (North Macedonia)", 2, 0),
        ("Network of Associations of Local Authorities of South-East Europe, Skopje", 1, 0),
    ]


def test_city_exchange_days_show_who_is_on_duty_to_delegates_and_staff() -> None:
    titles = {"From meter readings to open data", "Bus to the city workshop"}
    seen = {
        audience.level: [
            (item.line.capacity, [part.role.value for part in item.line.parts])
            for item in view(CITY_EXCHANGE_DAYS, 2, audience).standing
            if item.line.title in titles
        ]
        for audience in (PUBLIC, Audience(level=Level.DELEGATES), STAFF)
    }
    assert seen == {
        "public": [(50, []), (30, ["presenter"])],
        "delegates": [(50, []), (30, ["presenter", "guide", "interpreter"])],
        "staff": [(50, ["driver"]), (30, ["presenter", "guide", "interpreter"])],
    }


def test_city_exchange_days_are_joined_by_video_by_delegates_alone() -> None:
    keynote = "What a city owes the people who pay for it"
    seen = {
        audience.level: [
            link.label
            for item in view(CITY_EXCHANGE_DAYS, 2, audience).standing
            for link in item.line.links
            if item.line.title == keynote
        ]
        for audience in (PUBLIC, Audience(level=Level.DELEGATES))
    }
    assert seen == {"public": [], "delegates": ["Join by video from your city (fictional)"]}
