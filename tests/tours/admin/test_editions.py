"""Editions and redactions as the administration shows them."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.factories import rows
from tours.models import Edition, Event, PublishedEvent
from tours.redaction import redact_text

pytestmark = pytest.mark.django_db
LIST = "/admin/tours/edition/"


def withdrawal(*editions: Edition) -> dict[str, Any]:
    return {"action": "withdraw", "_selected_action": [edition.pk for edition in editions]}


def test_edition_is_only_to_be_read(desk: Client) -> None:
    edition = rows.publish(rows.event())
    change = reverse("admin:tours_edition_change", args=[edition.pk])
    assert desk.get(change).status_code == 200
    assert desk.post(change, {"note": "Otherwise"}).status_code == 403
    assert desk.get(reverse("admin:tours_edition_add")).status_code == 403
    assert desk.post(reverse("admin:tours_edition_delete", args=[edition.pk]), {"post": "yes"}).status_code == 403
    choices = desk.get(LIST).context["action_form"].fields["action"].choices
    assert [name for name, _label in choices if name] == ["withdraw"]


def test_edition_tells_what_it_changed(desk: Client) -> None:
    event = rows.full_event(items=1)
    rows.publish(event)
    event.items.update(room="Hall <3>")
    edition = rows.publish(event)
    page = desk.get(reverse("admin:tours_edition_change", args=[edition.pk]))
    fields = {
        field.field["name"]: field.contents()
        for fieldset in page.context["adminform"]
        for line in fieldset
        for field in line
    }
    assert " ".join(strip_tags(fields["changes"]).split()) == (
        "Item 0 · Changed Monday 4 September 2017, 08:00–08:25, Hall &lt;3&gt;, KINTEX, Goyang "
        "PlaceHall &lt;3&gt;, KINTEX, Goyang was: KINTEX, Goyang"
    )
    assert "agenda" not in fields


def test_withdrawing_brings_the_edition_before_back(desk: Client, coordinator: User) -> None:
    event = rows.event()
    rows.publish(event)
    Event.objects.update(summary="Otherwise")
    second = rows.publish(event)
    response = desk.post(LIST, withdrawal(second))
    assert [str(message) for message in get_messages(response.wsgi_request)] == [f"{event}: version 2 is withdrawn."]
    second.refresh_from_db()
    assert (second.withdrawn_by, PublishedEvent.objects.get().number) == (coordinator, 1)


def test_withdrawing_twice_is_refused_in_words(desk: Client) -> None:
    edition = rows.publish(rows.event())
    desk.post(LIST, withdrawal(edition))
    response = desk.post(LIST, withdrawal(edition), follow=True)
    assert [str(message) for message in response.context["messages"]][-1] == (
        f"{edition.event}: Version 1 is withdrawn already."
    )


def test_looking_withdraws_nothing(desk: Client) -> None:
    edition = rows.publish(rows.event())
    desk.get(LIST, withdrawal(edition))
    edition.refresh_from_db()
    assert edition.withdrawn_at is None


@pytest.mark.parametrize("count", [3, 30])
def test_lists_cost_the_same_for_any_number_and_leave_agendas_where_they_are(
    desk: Client, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _each in range(count):
        event = rows.event(summary="Said by mistake")
        rows.publish(event)
        redact_text(event, text="by mistake", by=coordinator, reason="Asked for")
    with django_assert_num_queries(6):
        editions = desk.get(LIST).context["cl"].result_list
    with django_assert_num_queries(5):
        redactions = desk.get("/admin/tours/redaction/").context["cl"].result_list
    assert (len(editions), len(redactions)) == (count, count)
    assert {edition.get_deferred_fields() == {"agenda"} for edition in editions} == {True}
    assert {redaction.edition.get_deferred_fields() == {"agenda"} for redaction in redactions} == {True}
