"""The draft of an event as somebody sees it who comes by a link."""

import logging
from datetime import time
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests.counting import asked
from tests.factories import rows
from tests.isolation import without_bdi
from tests.refusals import no_longer_works
from tours.models import DraftComment, Event, PublishedEvent
from tours.rights.draft_links import make_draft_link
from tours.vocabulary import Access, Level

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    """An event that was never published, with an item of each level."""
    made = rows.event(title="Smart City Week", summary="A <b>tour</b>")
    rows.speaker(rows.item(made, title="Opening"), "Ana")
    rows.item(made, title="Bus", level=Level.DELEGATES, start=time(12), end=time(13), staff_note="Secret")
    rows.item(made, title="Briefing", level=Level.STAFF, start=time(8), end=time(9))
    return made


def link(event: Event, level: Level = Level.DELEGATES, route: str = "tours:draft") -> str:
    _link, secret = make_draft_link(event, by=rows.stranger(), label="The host", level=level)
    return reverse(route, query={"key": secret})


def titles(page: Any) -> list[str]:
    return [item.line.title for _day, items in page.context["days"] for item in items]


def test_draft_is_shown_marked_and_kept_by_nobody(client: Client, event: Event) -> None:
    page = client.get(link(event))
    text = without_bdi(page)
    assert (page.status_code, titles(page)) == (200, ["Opening", "Bus"])
    assert ("<b>DRAFT</b>" in text, "A &lt;b&gt;tour&lt;/b&gt;" in text, "<b>Ana</b>" in text) == (True, True, True)
    headers = {name: page.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")}
    assert headers == {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex"}
    assert "no-store" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in text
    assert (page.cookies, Session.objects.count(), PublishedEvent.objects.exists()) == ({}, 0, False)
    assert f"/events/{event.slug}/" not in text


def test_maker_chooses_that_it_is_shown_as_to_the_public(client: Client, event: Event) -> None:
    assert titles(client.get(link(event, Level.PUBLIC))) == ["Opening"]
    Event.objects.update(access=Access.PARTICIPANTS)
    assert titles(client.get(link(event, Level.PUBLIC))) == ["Opening", "Bus"]


@pytest.mark.parametrize("key", ["", "x", "sojourn_draft_" + 64 * "0", 100_000 * "a", "\0"])
def test_key_that_opens_nothing_is_answered_alike(client: Client, key: str) -> None:
    for route in ("tours:draft", "tours:draft_booklet"):
        for answer in (client.get(reverse(route), {"key": key}), client.post(reverse(route, query={"key": key}))):
            assert no_longer_works(answer)
    assert not DraftComment.objects.exists()


def test_draft_is_drawn_with_its_mark_on_every_page(client: Client, event: Event) -> None:
    for at in range(40):
        rows.item(event, title=f"Item {at}", start=time(14), end=time(15))
    answer = client.get(link(event, route="tours:draft_booklet"))
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="Smart City Week - Draft.pdf"',
    )
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    assert len(pages) > 1
    assert [("Draft of" in page, "not published" in page, "Version" in page) for page in pages] == [
        (True, True, False)
    ] * len(pages)
    assert client.post(link(event, route="tours:draft_booklet")).status_code == 405


def test_comment_is_stored_and_thanked_for(event: Event) -> None:
    browser, address = Client(enforce_csrf_checks=True), link(event)
    answer = browser.post(address, {"text": "<b>Ana</b> comes at 11"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address}&sent=1#comment")
    assert DraftComment.objects.get().text == "<b>Ana</b> comes at 11"
    thanked = browser.get(answer.headers["Location"])
    assert "Thank you. Your comment is with those who prepare the event." in thanked.content.decode()
    assert "comes at 11" not in thanked.content.decode()


def test_comment_that_is_refused_stays_in_its_box(event: Event) -> None:
    browser, address = Client(), link(event)
    for text, words in [("", "This field is required."), ("x" * 5001, "Shorten this text to 5000 characters.")]:
        refused = browser.post(address, {"text": text})
        assert (refused.status_code, refused.context["form"]["text"].value()) == (400, text)
        assert words in str(refused.context["form"].errors)
    assert not DraftComment.objects.exists()


def test_comments_are_counted_by_source(event: Event) -> None:
    browser, address = Client(), link(event)
    cache.clear()
    statuses = [browser.post(address, {"text": "Good"}).status_code for _each in range(11)]
    cache.clear()
    assert (statuses, DraftComment.objects.count()) == ([302] * 10 + [429], 10)


def test_key_stands_in_no_log(client: Client, event: Event, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "config.running.requests")
    address = link(event)
    client.get(address)
    client.post(address, {"text": ""})
    assert [secret in caplog.text for secret in (address.partition("key=")[2], "/drafts/")] == [False, True]


@pytest.mark.parametrize("items", [1, 40])
def test_draft_costs_the_same_for_any_number_of_items(client: Client, items: int) -> None:
    address = link(rows.full_event(items))
    with asked() as cost:
        client.get(address)
    assert cost.queries == 21
