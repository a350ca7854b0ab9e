"""The pages of an event mark its own texts with their language where it is not the interface's."""

import re

import pytest
from django.test import Client

from tests.factories import rows
from tours.models import PracticalNote, Purpose

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
        for _name, text in re.findall(r'<(\w+)[^>]* lang="sr-Cyrl">(.*?)</\1>', page, re.DOTALL)
    ]


def test_texts_in_another_language_say_so(client: Client) -> None:
    page, of_item = event_in(client, "sr-Cyrl")
    assert marked(page) == [
        "Недеља",
        "Пет дана у Seoulу.",
        "Повратак",
        "Посета",
        "Метро.",
        "Речено је.",
        "Размена",
        "Услови су.",
        "Језик Српски.",
    ]
    assert marked(of_item) == ["Недеља", "Посета", "Метро.", "Речено је.", "Повратак"]
    assert ["und-Cyrl" in page, "und-Cyrl" in of_item] == [False, False]


def test_texts_in_the_language_of_the_interface_are_not_marked_but_their_runs_of_another_script_are(
    client: Client,
) -> None:
    page, of_item = event_in(client, "en")
    assert [re.findall(r' lang="(.*?)"', each)[:2] for each in (page, of_item)] == [
        ["en-gb", "und-Cyrl"],
        ["en-gb", "und-Cyrl"],
    ]
