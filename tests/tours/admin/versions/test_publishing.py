"""The page on which events are published."""

from datetime import date, time
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import rows
from tests.refusals import is_not_found
from tests.tours.admin.pages import shown
from tours.models import Edition, Event
from tours.vocabulary import Level, Status

pytestmark = pytest.mark.django_db
LIST = "/admin/tours/event/"
TOO_LONG = "Ensure this value has at most 300 characters (it has 100000)."


def page_of(event: Event) -> str:
    return reverse("admin:tours_event_publish", args=[event.pk])


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def selected(*events: Event, **fields: Any) -> dict[str, Any]:
    return {"action": "publish", "_selected_action": [event.pk for event in events], **fields}


def test_looking_publishes_nothing(desk: Client) -> None:
    event = rows.full_event()
    for response in (desk.get(page_of(event)), desk.post(page_of(event)), desk.post(LIST, selected(event))):
        assert response.status_code == 200
        assert [row.event for row in response.context["pending"]] == [event]
    assert not Edition.objects.exists()


def test_event_is_published_from_its_page(desk: Client, coordinator: User) -> None:
    event = rows.full_event()
    response = desk.post(page_of(event), {"confirmed": "yes", f"event-{event.pk}-note": "Rooms are known"})
    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/tours/event/{event.pk}/change/")
    edition = event.editions.get()
    assert (edition.number, edition.note, edition.published_by) == (1, "Rooms are known", coordinator)
    assert messages_of(response) == [f"{event}: published version 1."]
    assert LogEntry.objects.get().get_change_message() == "Published version 1."


def test_selected_events_are_published_together(desk: Client) -> None:
    first, second, other = rows.full_event(), rows.full_event(), rows.full_event()
    rows.publish(second)
    Event.objects.filter(pk=second.pk).update(summary="Otherwise")
    notes = {f"event-{first.pk}-note": "The first", f"event-{second.pk}-note": "The summary"}
    response = desk.post(LIST, selected(first, second, confirmed="yes", **notes))
    assert (response.status_code, response.headers["Location"]) == (302, LIST)
    assert sorted(messages_of(response)) == [f"{first}: published version 1.", f"{second}: published version 2."]
    assert [edition.note for edition in (first.editions.get(), second.editions.get(number=2))] == [
        "The first",
        "The summary",
    ]
    assert not other.editions.exists()


def test_refused_event_is_shown_again_with_the_reason_and_its_note(desk: Client) -> None:
    same, new = rows.full_event(), rows.full_event()
    rows.publish(same)
    response = desk.post(LIST, selected(same, new, confirmed="yes", **{f"event-{same.pk}-note": "My note"}))
    (row,) = response.context["pending"]
    assert (row.event, row.form["note"].value()) == (same, "My note")
    assert row.form.non_field_errors() == ["Nothing has changed since version 1, so there is nothing to publish."]
    assert messages_of(response) == [f"{new}: published version 1."]


@pytest.mark.parametrize(("note", "error"), [("x" * 100_000, TOO_LONG), ("a\0b", "Null characters are not allowed.")])
def test_impossible_note_publishes_nothing(desk: Client, note: str, error: str) -> None:
    event = rows.full_event()
    response = desk.post(page_of(event), {"confirmed": "yes", f"event-{event.pk}-note": note})
    (row,) = response.context["pending"]
    assert row.form.errors == {"note": [error]}
    assert not Edition.objects.exists()


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "%00"])
def test_unknown_event_is_not_found(desk: Client, key: str) -> None:
    assert is_not_found(desk.get(f"/admin/tours/event/{key}/publish/"))


def test_page_says_what_the_checks_find(desk: Client) -> None:
    event = rows.event(slug="night", zone="Europe/Berlin", starts=date(2027, 3, 20), ends=date(2027, 3, 30))
    rows.item(event, title="Never", day=date(2027, 3, 28), start=time(2, 30), end=time(4), room="Hall")
    page = unescape(desk.get(page_of(event)).content.decode())
    words = (
        "“Never” (02:30–04:00, Sunday 28 March 2027) is at a time that no clock shows: they are set forward over it."
    )
    assert f"<p><b>Look at this before you publish</b></p>\n<ul><li>{words}</li></ul>" in page


def test_page_names_what_is_removed_or_hidden(desk: Client) -> None:
    event = rows.event(slug="week")
    dinner, lunch = rows.item(event, title="Dinner"), rows.item(event, title="Lunch", status=Status.CANCELLED)
    rows.publish(event)
    event.items.filter(pk=dinner.pk).update(level=Level.DELEGATES)
    lunch.delete()
    page = desk.get(page_of(event)).content.decode()
    told = ("Removed completely, not marked as cancelled:", "No longer visible")
    assert [words in page for words in told] == [True] * 2


def test_address_of_a_published_event_is_no_longer_changed(desk: Client) -> None:
    event = rows.full_event()
    page = f"/admin/tours/event/{event.pk}/change/"
    before = desk.get(page).content.decode()
    rows.publish(event)
    assert ('name="slug"' in before, 'name="slug"' in desk.get(page).content.decode()) == (True, False)


def test_page_prints_texts_as_texts(desk: Client) -> None:
    event = rows.full_event()
    rows.publish(event)
    Event.objects.filter(pk=event.pk).update(title="<img src=x>", summary="<b>bold")
    page = desk.get(page_of(event)).content.decode()
    assert ("<img src=x>" in page, "<b>bold" in page, "&lt;img src=x&gt;" in page) == (False, False, True)


def test_what_was_typed_is_saved_before_the_page_of_publishing_opens(desk: Client) -> None:
    event = rows.full_event()
    page = f"/admin/tours/event/{event.pk}/change/"
    assert 'name="_publish"' in desk.get(page).content.decode()
    response = desk.post(page, shown(desk, page) | {"summary": "Typed just now", "_publish": "1"})
    assert (response.status_code, response.headers.get("Location")) == (302, page_of(event))
    assert (Event.objects.get(pk=event.pk).summary, Edition.objects.count()) == ("Typed just now", 0)


def sent_by(browser: Client, event: Event) -> dict[str, Any]:
    """What the page of publishing sends."""
    (draft,) = browser.get(page_of(event)).context["pending"]
    return {"confirmed": "yes", f"event-{event.pk}-shown": draft.preview.tag}


def test_what_was_not_shown_is_not_published_and_the_note_stays(desk: Client) -> None:
    event = rows.event()
    item = rows.item(event, title="Coffee")
    sent = sent_by(desk, event) | {f"event-{event.pk}-note": "My note"}
    event.items.filter(pk=item.pk).update(title="Tea")
    again = desk.post(page_of(event), sent)
    (draft,) = again.context["pending"]
    assert not Edition.objects.exists()
    assert draft.form.non_field_errors() == [
        "Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again."
    ]
    assert (draft.form["note"].value(), "Tea" in again.content.decode()) == ("My note", True)
    assert f'name="event-{event.pk}-shown" value="{draft.preview.tag}"' in again.content.decode()
    assert desk.post(page_of(event), sent | sent_by(desk, event)).status_code == 302
    assert event.editions.get().note == "My note"


def test_what_a_colleague_published_meanwhile_is_shown_first(desk: Client) -> None:
    event = rows.event()
    sent = sent_by(desk, event)
    rows.publish(event)
    Event.objects.update(summary="Otherwise")
    assert desk.post(page_of(event), sent).status_code == 200
    assert event.editions.count() == 1


def test_seats_taken_meanwhile_refuse_no_publication(desk: Client) -> None:
    event = rows.full_event()
    event.participating_cities.update(seats=9, taken=1)
    sent = sent_by(desk, event)
    event.participating_cities.update(taken=3)
    assert desk.post(page_of(event), sent).status_code == 302
    assert event.editions.get().number == 1


def test_small_correction_is_offered_and_refused_with_the_reasons_and_the_note_stays(desk: Client) -> None:
    event = rows.full_event(1)
    rows.publish(event)
    assert 'value="Publish"' not in desk.get(page_of(event)).content.decode()
    event.items.update(title="Corrected")
    name = f"event-{event.pk}"
    assert f'name="{name}-small"' in desk.get(page_of(event)).content.decode()
    event.items.update(room="Hall 9")
    sent = {"confirmed": "yes", f"{name}-note": "My note", f"{name}-small": "on"}
    response = desk.post(page_of(event), sent)
    (row,) = response.context["pending"]
    assert (row.form["note"].value(), row.form.non_field_errors()) == (
        "My note",
        [
            "This is too big for a small correction. Publish it as an ordinary version, so that readers are told.",
            "Items at another place: “Corrected”.",
        ],
    )
    page = response.content.decode()
    assert (f'name="{name}-small"' in page, "<li>Items at another place: “Corrected”.</li></ul></div>" in page) == (
        False,
        True,
    )
    event.items.update(room="")
    assert desk.post(page_of(event), sent).status_code == 302
    assert event.editions.get(number=2).small is True
