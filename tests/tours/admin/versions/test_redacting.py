"""The page on which a superuser redacts."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client, TestCase
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.announcements import makers
from tests.factories import rows
from tours.admin.base import ONE_EVENT
from tours.editions.publishing import agenda_of
from tours.editions.redaction_memory import journal
from tours.models import Event, Redacted, Redaction

pytestmark = pytest.mark.django_db


def page_of(event: Event) -> str:
    return reverse("admin:tours_event_redact", args=[event.pk])


@pytest.fixture
def event() -> Event:
    made = rows.full_event(items=1)
    rows.publish(made)
    return made


def test_looking_redacts_nothing(desk: Client, event: Event) -> None:
    assert desk.get(page_of(event)).status_code == 200
    assert not Redaction.objects.exists()


def test_text_is_removed_from_every_version(desk: Client, coordinator: User, event: Event) -> None:
    Event.objects.filter(pk=event.pk).update(summary="Otherwise")
    rows.publish(event)
    response = desk.post(page_of(event), {"text": "Exchange experience", "reason": "Asked for"})
    assert (response.status_code, response.headers["Location"]) == (302, f"/admin/tours/event/{event.pk}/change/")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Redacted 2 versions, 1 row and 0 posts."
    ]
    assert [(redaction.by, redaction.reason) for redaction in Redaction.objects.all()] == [
        (coordinator, "Asked for")
    ] * 2
    for edition in event.editions.all():
        assert agenda_of(edition).event.purposes == ("[removed] with other countries",)


def test_text_is_found_however_its_letters_were_typed(desk: Client) -> None:
    event = rows.event(summary="With Čačak")
    rows.publish(event)
    desk.post(page_of(event), {"text": "C\u030cac\u030cak", "reason": "Asked for"})
    assert agenda_of(event.editions.get()).event.summary == "With [removed]"


def test_person_is_chosen_among_those_whom_versions_name(desk: Client, event: Event) -> None:
    part = event.items.get().parts.get()
    uid = str(part.person.uid) if part.person else ""
    form = desk.get(page_of(event)).context["form"]
    assert form.fields["person"].choices == [("", "---------"), (uid, "Đorđe Čačak")]
    assert desk.post(page_of(event), {"person": uid, "reason": "Asked for"}).status_code == 302
    (item,) = agenda_of(event.editions.get()).items
    assert item.line is not None
    assert [part.person.name for part in item.line.parts if part.person] == ["[removed]"]
    assert desk.get(page_of(event)).context["form"].fields["person"].choices == [("", "---------")]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        ({"text": "", "reason": "Asked for"}, {"text": ["Give either a text or a person."]}),
        (
            {"text": "Nowhere said", "reason": "Asked for"},
            {"text": ["No version of this event contains this. Check what you gave."]},
        ),
        ({"text": "Language", "reason": ""}, {"reason": ["This field is required."]}),
        (
            {"text": "Language", "reason": "x" * 301},
            {"reason": ["Ensure this value has at most 300 characters (it has 301)."]},
        ),
        ({"text": "a\0b", "reason": "Asked for"}, {"text": ["Null characters are not allowed."]}),
        (
            {"person": "abc", "reason": "Asked for"},
            {"person": ["Select a valid choice. abc is not one of the available choices."]},
        ),
    ],
)
def test_errors_stand_beside_the_fields_and_nothing_typed_is_lost(
    desk: Client, event: Event, fields: dict[str, str], errors: dict[str, Any]
) -> None:
    response = desk.post(page_of(event), fields)
    form = response.context["form"]
    assert form.errors == errors
    assert {name: form[name].value() for name in fields} == fields
    assert not Redaction.objects.exists()


def test_text_and_person_together_are_refused(desk: Client, event: Event) -> None:
    part = event.items.get().parts.get()
    uid = str(part.person.uid) if part.person else ""
    response = desk.post(page_of(event), {"text": "Language", "person": uid, "reason": "Asked for"})
    assert response.context["form"].errors == {"text": ["Give either a text or a person."]}


def test_title_tells_of_errors(desk: Client, event: Event) -> None:
    assert "<title>Error: Redact | Sojourn administration</title>" in desk.post(page_of(event)).content.decode()


def test_page_says_where_it_stands_before_anything_is_removed(desk: Client, event: Event) -> None:
    makers.post(event=event, body="To exchange experience")
    looked = desk.post(page_of(event), {"text": "exchange experience", "reason": "Asked for", "look": "1"})
    assert "Found in 1 version, 1 row and 1 post." in looked.content.decode()
    assert not Redaction.objects.exists()
    sent = {"text": "exchange experience", "reason": "Asked for", "found": looked.context["found"].tag}
    done = desk.post(page_of(event), sent)
    assert [str(message) for message in get_messages(done.wsgi_request)] == ["Redacted 1 version, 1 row and 1 post."]


def test_what_says_it_since_one_looked_is_shown_first(desk: Client, event: Event) -> None:
    sent = {"text": "Exchange experience", "reason": "Asked for"}
    found = desk.post(page_of(event), sent | {"look": "1"}).context["found"]
    Event.objects.filter(pk=event.pk).update(summary="Exchange experience")
    again = desk.post(page_of(event), sent | {"found": found.tag})
    assert again.context["form"].non_field_errors() == [
        "Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again."
    ]
    assert "Found in 1 version, 2 rows and 0 posts." in again.content.decode()
    assert not Redaction.objects.exists()
    assert desk.post(page_of(event), sent | {"found": again.context["found"].tag}).status_code == 302


def test_page_tells_of_what_other_events_share(desk: Client, event: Event) -> None:
    done = desk.post(page_of(event), {"text": event.host_city.name, "reason": "Asked for"})
    (told,) = [str(message) for message in get_messages(done.wsgi_request)][1:]
    assert told == (
        "A city, organisation or programme that other events have too still says it: correct it there. Until then nothing"
        " of this event is published."
    )


def test_page_of_publishing_says_that_it_stands_here_again_until_an_operator_lifts_it(desk: Client) -> None:
    event = rows.event(summary="Call 555 1234")
    rows.publish(event)
    with TestCase.captureOnCommitCallbacks(execute=True):
        desk.post(page_of(event), {"text": "555 1234", "reason": "Asked for"})
    Event.objects.filter(pk=event.pk).update(summary="Call 555-1234")
    Redacted.objects.update(at=datetime(2017, 9, 4, tzinfo=UTC))
    publishing = f"/admin/tours/event/{event.pk}/publish/"
    told = (
        "Nothing is published: what was redacted from this event stands here again: event (Summary). Take it out."
        " If these words are innocent, ask an operator to lift the remembered redaction of 4 Sep 2017."
    )
    assert f"<p><b>This stops publishing</b></p>\n<ul><li>{told}</li></ul>" in desk.get(publishing).content.decode()
    (row,) = desk.post(publishing, {"confirmed": "yes"}).context["pending"]
    assert row.form.non_field_errors() == [told]
    remembered = Redacted.objects.get()
    desk.post(f"/admin/tours/redacted/{remembered.pk}/delete/", {"post": "yes"})
    assert (Redacted.objects.count(), journal.entries()) == (0, ([], []))
    assert desk.post(publishing, {"confirmed": "yes"}).status_code == 302


def test_several_are_lifted_together_and_their_list_costs_the_same(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(3):
        event = rows.event(summary="Said by mistake")
        rows.publish(event)
        with TestCase.captureOnCommitCallbacks(execute=True):
            desk.post(page_of(event), {"text": "by mistake", "reason": "Asked for"})
    with django_assert_num_queries(6):
        desk.get("/admin/tours/redacted/")
    chosen = list(Redacted.objects.values_list("pk", flat=True)[:2])
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    desk.post("/admin/tours/redacted/", sent)
    assert (Redacted.objects.count(), len(journal.entries()[0])) == (1, 1)


def test_list_of_what_is_remembered_tells_people_apart_and_is_narrowed_to_one_event(desk: Client) -> None:
    events = [rows.event(title=title) for title in ("One", "Two")]
    people = [rows.speaker(rows.item(event), "Ana").person for event in events]
    for event, person in zip(events, people, strict=True):
        rows.publish(event)
        assert person is not None
        desk.post(page_of(event), {"person": str(person.uid), "reason": "Asked for"})
    body = desk.get("/admin/tours/redacted/", {ONE_EVENT: events[0].pk}).content.decode()
    assert [str(person.uid) in body for person in people if person] == [True, False]
