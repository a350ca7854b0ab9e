"""Pages mark the texts of an event with their language where it is not the interface's: its own, and those that list it."""

import re

import pytest
from django.test import Client

from announcements.posts.writing import save_post
from tests.announcements.makers import published_post
from tests.factories import rows
from tours.models import Event, PracticalNote, Purpose

pytestmark = pytest.mark.django_db


def event_in(client: Client, language: str) -> tuple[str, str]:
    """The page of the event, and that of its item."""
    event = rows.event(
        slug="nedelja", language=language, title="Недеља", summary="Пет дана у Seoulу.", conditions="Услови су."
    )
    Purpose.objects.create(event=event, text="Размена")
    PracticalNote.objects.create(event=event, heading="Језик", body="Српски.")
    item = rows.item(event, title="Посета", summary="Метро.", report="Речено је.")
    rows.item(event, title="Повратак", day=item.day)
    rows.publish(event)
    pages = (client.get(f"/events/nedelja/{path}") for path in ("", f"items/{item.uid}/"))
    page, of_item = (answer.content.decode() for answer in pages)
    return page, of_item


def marked(page: str) -> list[str]:
    """What stands in elements with that language, without markup."""
    return [
        " ".join(re.sub("<.*?>", " ", text).split())
        for _name, text in re.findall(r'<(\w+)[^>]* lang="sr-Cyrl"[^>]*>(.*?)</\1>', page, re.DOTALL)
    ]


def test_texts_in_another_language_say_so(client: Client) -> None:
    page, of_item = event_in(client, "sr-Cyrl")
    assert marked(page) == [
        "Недеља",
        "Пет дана у Seoulу.",
        "Размена",
        "Повратак",
        "Посета",
        "Метро.",
        "Услови су.",
        "Језик Српски.",
    ]
    assert marked(of_item) == ["Недеља", "Недеља", "Посета", "Метро.", "Речено је.", "Повратак"]
    assert ["und-Cyrl" in page, "und-Cyrl" in of_item] == [False, False]


def test_texts_in_the_language_of_the_interface_are_not_marked_but_their_runs_of_another_script_are(
    client: Client,
) -> None:
    page, of_item = event_in(client, "en")
    assert [re.findall(r' lang="(.*?)"', each)[:2] for each in (page, of_item)] == [
        ["en-gb", "und-Cyrl"],
        ["en-gb", "und-Cyrl"],
    ]


def test_lists_and_search_mark_the_texts_of_an_event(client: Client) -> None:
    event_in(client, "sr-Cyrl")
    pages = ("/events/", "/cities/seoul/", "/search/?q=nedelja", "/search/?q=poseta")
    assert [marked(client.get(page).content.decode()) for page in pages] == [
        ["Недеља", "Пет дана у Seoulу."],
        ["Недеља", "Пет дана у Seoulу."],
        ["Недеља"],
        ["Посета", "Недеља"],
    ]


def test_way_back_and_compared_texts_are_marked_and_words_of_the_interface_are_not(client: Client) -> None:
    _page, of_item = event_in(client, "sr-Cyrl")
    assert marked(of_item.partition("<main")[0]) == ["Недеља"]
    event = Event.objects.get()
    event.summary = "Шест дана."
    event.save()
    event.items.filter(title="Посета").update(title="Обилазак", status="tentative")
    rows.publish(event)
    changes = client.get("/events/nedelja/changes/").content.decode().partition("<main")[2]
    assert marked(changes) == ["Недеља", "Шест дана.", "Пет дана у Seoulу.", "Обилазак", "Обилазак", "Посета"]
    assert "<ins><bdi>To be confirmed</bdi></ins>" in changes


def test_news_marks_the_event_of_a_post_and_of_the_list(client: Client) -> None:
    event_in(client, "sr-Cyrl")
    post = published_post(title="Said", event=Event.objects.get())
    save_post(post)
    pages = (post.get_absolute_url(), "/news/?event=nedelja")
    assert [marked(client.get(page).content.decode()) for page in pages] == [["Недеља"], ["Недеља"]]


def test_desk_marks_the_titles_of_events(client: Client) -> None:
    event_in(client, "sr-Cyrl")
    client.force_login(rows.operator())
    assert marked(client.get("/desk/").content.decode()) == ["Недеља"]


def test_event_in_a_language_from_right_to_left_says_so_and_the_page_stays_as_it_is(client: Client) -> None:
    event = rows.event(slug="week", language="ar", title="أسبوع المدينة الذكية", summary="خمسة أيام في سيول.")
    item = rows.item(event, title="زيارة")
    rows.publish(event)
    page = client.get("/events/week/").content.decode()
    assert '<html lang="en-gb">' in page
    assert '<h1 lang="ar" dir="rtl"><bdi>أسبوع المدينة الذكية</bdi></h1>' in page
    assert '<p class="lead text" lang="ar" dir="rtl">خمسة أيام في سيول.</p>' in page
    assert f'<a href="/events/week/items/{item.uid}/" lang="ar" dir="rtl"><bdi>زيارة</bdi></a></h4>' in page
    assert "<div><dt>Language</dt><dd>Arabic</dd></div>" in page
