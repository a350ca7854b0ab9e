"""The page that asks before a version is withdrawn."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from tests.factories import rows
from tests.refusals import is_not_found
from tours.editions.redaction.redacting import redact_person, redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, PublishedEvent

pytestmark = pytest.mark.django_db
CURRENT_AGAIN = (
    "What version 1 of 4 September 2017 says is published again as version 3, at once and everywhere: page, calendars and"
    " programme."
)


def page_of(edition: Edition) -> str:
    return reverse("admin:tours_edition_withdraw", args=[edition.pk])


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def two_versions(event: Event) -> tuple[Edition, Edition]:
    rows.item(event, title="Opening")
    first = rows.publish(event, at=datetime(2017, 9, 4, tzinfo=UTC))
    rows.item(event, title="Visit to the control centre")
    return first, rows.publish(event)


def words(browser: Client, edition: Edition) -> str:
    return " ".join(strip_tags(browser.get(page_of(edition)).content.decode()).split())


def test_page_says_which_version_is_current_again_and_what_is_taken_back(desk: Client) -> None:
    _first, second = two_versions(rows.event())
    text = words(desk, second)
    assert [part in text for part in (CURRENT_AGAIN, "Visit to the control centre · New", "Opening ·")] == [
        True,
        True,
        False,
    ]


def test_only_the_current_version_is_offered(desk: Client) -> None:
    first, _second = two_versions(rows.event(title="Week"))
    assert "Version 2 is the current version, and it shows what changed after this one." in words(desk, first)
    assert '<form method="post"><input type="hidden" name="csrf' not in desk.get(page_of(first)).content.decode()
    refusal = "Week: Version 1 is not the current version, and later versions refer to it. To remove a text or a person, redact it."
    assert messages_of(desk.post(page_of(first))) == [refusal]


def test_page_says_that_the_event_leaves_the_site_with_its_only_version(desk: Client) -> None:
    edition = rows.publish(rows.event(title="Week"))
    assert "No earlier version of Week stands. The event is removed from the site until you publish it again." in words(
        desk, edition
    )


def test_page_says_before_that_somebody_who_was_redacted_would_be_published_again(
    desk: Client, coordinator: User
) -> None:
    here, there = rows.event(title="Here"), rows.event(title="There")
    person = rows.speaker(rows.item(here), "Ana Anić").person
    assert person is not None
    part = rows.item(there, title="Dinner").parts.create(person=person, role="speaker")
    rows.publish(there)
    part.delete()
    second = rows.publish(there)
    rows.publish(here)
    redact_person(here, person_uid=str(person.uid), by=coordinator, reason="Asked for")
    told = "Nothing is published: somebody who was redacted takes part here: “Dinner”."
    assert told in words(desk, second)
    assert [told in message for message in messages_of(desk.post(page_of(second)))] == [True]
    assert there.editions.standing().count() == 2


def test_page_names_the_versions_that_go_together_as_they_say_the_same(desk: Client, coordinator: User) -> None:
    event = rows.event()
    _first, second = two_versions(event)
    third = withdraw(second, by=coordinator)
    assert third is not None
    text = words(desk, third)
    assert "These versions say the same, and are withdrawn together: 1, 3." in text
    assert "No earlier version of" in text


def test_page_says_why_a_version_is_compared_with_none(desk: Client, coordinator: User) -> None:
    event = rows.event()
    first = rows.publish(event)
    assert "The first version." in words(desk, first)
    withdraw(first, by=coordinator)
    text = words(desk, rows.publish(event, at=datetime(2037, 9, 4, tzinfo=UTC)))
    assert "The earlier version was withdrawn, so there is nothing to compare this one with." in text
    assert "The first version." not in text


def test_looking_withdraws_nothing(desk: Client) -> None:
    edition = rows.publish(rows.event())
    assert desk.get(page_of(edition)).status_code == 200
    edition.refresh_from_db()
    assert edition.withdrawn_at is None


def test_sending_the_page_brings_the_version_before_back(desk: Client, coordinator: User) -> None:
    event = rows.event(title="Week")
    _first, second = two_versions(event)
    response = desk.post(page_of(second))
    assert response.headers["Location"] == reverse("admin:tours_edition_change", args=[second.pk])
    assert messages_of(response) == ["Week: version 2 is withdrawn."]
    second.refresh_from_db()
    assert (second.withdrawn_by, PublishedEvent.objects.get().number) == (coordinator, 3)
    assert LogEntry.objects.get().get_change_message() == "Withdrawn."


def test_version_that_is_withdrawn_is_not_offered_again_and_refused_in_words(desk: Client, coordinator: User) -> None:
    edition = rows.publish(rows.event(title="Week"))
    withdraw(edition, by=coordinator)
    assert page_of(edition) not in desk.get(reverse("admin:tours_edition_change", args=[edition.pk])).content.decode()
    assert "This version is withdrawn already." in words(desk, edition)
    assert messages_of(desk.post(page_of(edition))) == ["Week: Version 1 is withdrawn already."]


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "%00"])
def test_unknown_version_is_not_found(desk: Client, key: str) -> None:
    assert is_not_found(desk.get(f"/admin/tours/edition/{key}/withdraw/"))


def test_version_that_was_redacted_since_it_was_shown_is_shown_again(desk: Client, coordinator: User) -> None:
    event = rows.event(title="Week", summary="Secret")
    edition = rows.publish(event)
    shown = desk.get(page_of(edition)).context["withdrawal"].tag
    redact_text(event, text="Secret", by=coordinator, reason="Asked for")
    again = desk.post(page_of(edition), {"shown": shown})
    assert messages_of(again) == [
        "Week: Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again."
    ]
    edition.refresh_from_db()
    assert edition.withdrawn_at is None
    assert desk.post(page_of(edition), {"shown": again.context["withdrawal"].tag}).status_code == 302
