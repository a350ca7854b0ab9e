"""The desk's pages of checks and of publishing."""

import re
from datetime import time
from html import unescape
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.refusals import is_bad_request, is_not_found
from tests.tours.admin.conftest import browser_of
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event
from tours.vocabulary import Access, Level, RoleKind

pytestmark = pytest.mark.django_db
STALE = "Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again."


def checks_of(event: Event) -> str:
    return reverse("tours:desk_checks", args=[event.uid])


def page_of(event: Event, audience: str = "") -> str:
    return reverse("tours:desk_publish", args=[event.uid], query={"audience": audience} if audience else None)


@pytest.fixture
def event() -> Event:
    """One item that nothing is wrong with."""
    made = rows.event(title="Smart City Week")
    rows.item(made, title="Opening", venue=rows.venue())
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))


def sent_by(page: Any, **typed: str) -> dict[str, str]:
    """What the form of the page sends, with what is typed into it."""
    return {"expected": page.context["form"]["expected"].value(), **typed}


def clash(event: Event) -> None:
    rows.item(event, title="Lunch", venue=rows.venue(), start=time(10, 30), end=time(12))


def sentences(page: Any) -> list[str]:
    return [finding.words for each in page.context["weighed"] for finding in each.findings]


def marks(page: Any) -> list[tuple[str, str | None]]:
    return [(item.line.title, item.change) for _day, items in page.context["days"] for item in items]


def test_checks_of_an_empty_agenda_say_so(event: Event, browser: Client) -> None:
    event.items.all().delete()
    text = browser.get(checks_of(event)).content.decode()
    assert ("The agenda is empty" in text, "Nothing is wrong or missing" in text) == (True, False)


def test_checks_are_listed_by_weight_with_how_they_are_mended(event: Event, browser: Client) -> None:
    page = browser.get(checks_of(event))
    assert (sentences(page), "Nothing is wrong or missing" in page.content.decode()) == ([], True)
    clash(event)
    rows.item(event, title="<b>Tour", start=time(14), end=time(15))
    page = browser.get(checks_of(event))
    text = unescape(page.content.decode())
    headings = re.findall(r"<h2>(.*?) <small>\((\d)\)</small></h2>", text)
    assert headings == [("Look at this before you publish", "1"), ("Good to know", "1")]
    assert "Move one of them, or give one another room." in text
    assert "“&lt;b&gt;Tour” has no place." in page.content.decode()


def test_first_version_is_shown_and_published(event: Event, browser: Client) -> None:
    page = browser.get(page_of(event))
    assert (page.status_code, marks(page), Edition.objects.count()) == (200, [("Opening", None)], 0)
    assert "This will be version 1. Readers have none now" in page.content.decode()
    answer = browser.post(page_of(event), sent_by(page, note="The programme"))
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(event))
    assert (event.editions.get().note, event.editions.get().published_by.email.partition("-")[0]) == (
        "The programme",
        "coordinator",
    )
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "Version 1 is published. Page, PDF and calendars show it now."
    ]


def test_after_publishing_its_outputs_are_one_click_away(event: Event, browser: Client) -> None:
    rows.publish(event)
    page = browser.get(page_of(event)).content.decode()
    links = [reverse(f"tours:{name}", args=[event.slug]) for name in ("event", "booklet", "programme_calendar")]
    assert [f'<a href="{link}">' in page for link in links] == [True] * 3
    assert ("Publish version" in page, "Nothing has changed since version 1" in page) == (False, True)


def test_event_that_left_the_site_is_published_anew(event: Event, browser: Client) -> None:
    withdraw(rows.publish(event), by=rows.operator())
    page = browser.get(page_of(event))
    assert "This will be version 2. Readers have none now" in page.content.decode()
    assert browser.post(page_of(event), sent_by(page)).status_code == 302
    assert event.editions.standing().get().number == 2


def test_each_audience_is_shown_what_it_will_see(event: Event, browser: Client) -> None:
    rows.item(event, title="Bus", level=Level.DELEGATES)
    rows.item(event, title="Briefing", level=Level.STAFF)
    rows.publish(event)
    event.items.filter(title="Bus").update(title="Coach")
    event.items.filter(title="Opening").delete()
    shown = {level: marks(browser.get(page_of(event, level))) for level in ("staff", "delegates", "public")}
    assert {level: sorted(each) for level, each in shown.items()} == {
        "staff": [("Briefing", None), ("Coach", "changed"), ("Opening", "cancelled")],
        "delegates": [("Coach", "changed"), ("Opening", "cancelled")],
        "public": [("Opening", "cancelled")],
    }
    assert is_bad_request(browser.get(page_of(event, "nobody")))


def test_public_sees_nothing_of_an_event_for_participants(browser: Client, event: Event) -> None:
    Event.objects.update(access=Access.PARTICIPANTS)
    page = browser.get(page_of(event, "public"))
    assert (page.context["view"], "The public sees nothing of this event" in page.content.decode()) == (None, True)


def test_what_the_checks_ask_about_is_ticked_once(event: Event, browser: Client) -> None:
    clash(event)
    page = browser.get(page_of(event))
    refused = browser.post(page_of(event), sent_by(page, note="My note"))
    assert (refused.status_code, refused.context["form"].errors, Edition.objects.count()) == (
        400,
        {"seen": ["Read what the checks ask about, then tick this."]},
        0,
    )
    assert refused.context["form"]["note"].value() == "My note"
    assert browser.post(page_of(event), sent_by(page, seen="on")).status_code == 302


def test_stale_preview_is_refused_and_the_note_stays(event: Event, browser: Client) -> None:
    sent = sent_by(browser.get(page_of(event)), note="My note")
    clash(event)
    sent |= {"seen": "on"}
    refused = browser.post(page_of(event), sent)
    assert (refused.status_code, refused.context["refusals"], Edition.objects.count()) == (400, [STALE], 0)
    form = refused.context["form"]
    assert (form["note"].value(), form["seen"].value()) == ("My note", None)
    assert form["expected"].value() == refused.context["preview"].tag != sent["expected"]
    assert browser.post(page_of(event), sent_by(refused, seen="on")).status_code == 302


def test_form_without_the_tag_of_what_was_shown_publishes_nothing(event: Event, browser: Client) -> None:
    refused = browser.post(page_of(event), {"note": "x"})
    assert (refused.status_code, "expected" in refused.context["form"].errors) == (400, True)
    assert not Edition.objects.exists()


def test_small_correction_is_offered_where_its_rule_allows_and_keeps_the_last_note(
    event: Event, browser: Client
) -> None:
    assert "small" not in browser.get(page_of(event)).context["form"].fields
    rows.publish(event, note="Bring a coat")
    event.items.update(title="The opening")
    page = browser.get(page_of(event))
    assert browser.post(page_of(event), sent_by(page, small="on")).status_code == 302
    small = event.editions.get(number=2)
    assert (small.small, small.note) == (True, "Bring a coat")
    event.items.update(start=time(9))
    page = browser.get(page_of(event))
    assert ("small" in page.context["form"].fields, page.context["preview"].too_big) == (
        False,
        ("Items that start at another time: “The opening”.",),
    )


def test_last_note_stands_as_words_in_the_hint(event: Event, browser: Client) -> None:
    rows.publish(event, note="<b>Bring</b> a coat")
    event.items.update(title="The opening")
    html = browser.get(page_of(event)).content.decode()
    assert ("<b>Bring</b>" in html, "&lt;b&gt;Bring&lt;/b&gt; a coat" in html) == (False, True)


def test_what_was_redacted_stops_publishing(event: Event, browser: Client) -> None:
    from tours.editions.redaction.redacting import redact_text

    rows.publish(event)
    redact_text(event, text="Opening", by=rows.operator(), reason="asked for")
    event.items.update(title="Opening")
    page = browser.get(page_of(event))
    assert ([each.weight for each in page.context["weighed"]], page.context["stops"]) == (["stops"], True)
    assert "Publish version" not in page.content.decode()
    refused = browser.post(page_of(event), sent_by(page))
    assert (refused.status_code, event.editions.count()) == (400, 1)
    assert refused.context["refusals"] == [page.context["weighed"][0].findings[0].words]


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (RoleKind.EDITOR, (200, 200, 403)),
        (RoleKind.REGISTRAR, (200, 200, 403)),
        (RoleKind.VIEWER, (200, 200, 403)),
        (None, (404, 404, 404)),
    ],
)
def test_who_reads_the_event_sees_what_would_be_and_publishes_nothing(
    event: Event, browser: Client, kind: RoleKind | None, answers: tuple[int, int, int]
) -> None:
    sent = sent_by(browser.get(page_of(event)))
    other = browser_of(rows.colleague(kind, at=event) if kind else rows.stranger())
    seen = other.get(page_of(event))
    found = (other.get(checks_of(event)).status_code, seen.status_code, other.post(page_of(event), sent).status_code)
    assert (found, Edition.objects.count()) == (answers, 0)
    assert is_not_found(seen) == (kind is None)
    assert "Publish version" not in seen.content.decode()
