"""Editions and redactions as the administration shows them."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.factories import rows
from tests.tours.admin.pages import cells_of
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, Redaction

pytestmark = pytest.mark.django_db
LIST = "/admin/tours/edition/"


def test_edition_is_only_to_be_read(desk: Client) -> None:
    edition = rows.publish(rows.event())
    change = reverse("admin:tours_edition_change", args=[edition.pk])
    assert desk.get(change).status_code == 200
    assert desk.post(change, {"note": "Otherwise"}).status_code == 403
    assert desk.get(reverse("admin:tours_edition_add")).status_code == 403
    assert desk.post(reverse("admin:tours_edition_delete", args=[edition.pk]), {"post": "yes"}).status_code == 403
    assert desk.get(LIST).context["action_form"] is None


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


def test_list_says_which_version_is_current_which_are_earlier_and_which_withdrawn(
    desk: Client, coordinator: User
) -> None:
    event = rows.event()
    for room in ("Hall 1", "Hall 2", "Hall 3"):
        rows.item(event, room=room)
        last = rows.publish(event)
    withdraw(last, by=coordinator)
    page = desk.get(LIST)
    assert [cells_of(page, "standing"), cells_of(page, "number")] == [
        ["Current", "Withdrawn", "Earlier", "Earlier"],
        ["4", "3", "2", "1"],
    ]


def test_list_of_one_event_leads_back_to_it_and_does_not_repeat_it(desk: Client) -> None:
    event, other = rows.event(title="Week"), rows.event(title="Days")
    rows.publish(event)
    rows.publish(other)
    assert sorted(cells_of(desk.get(LIST), "of_event")) == ["Days", "Week"]
    page = desk.get(f"{LIST}?event__id__exact={event.pk}")
    assert cells_of(page, "of_event") == []
    assert f'<a href="/admin/tours/event/{event.pk}/change/">Event: Week</a>' in page.content.decode()


def test_times_are_told_by_24_hours_with_their_zone(desk: Client, coordinator: User) -> None:
    event = rows.full_event(summary="Said by mistake")
    with time_machine.travel(datetime(2026, 11, 23, 16, 41, tzinfo=UTC), tick=False):
        edition = rows.publish(event)
        redaction = redact_text(event, text="by mistake", by=coordinator, reason="Asked for")[0]
    at = "23 Nov 2026, 16:41 UTC"
    redactions = "/admin/tours/redaction/"
    assert [cells_of(desk.get(LIST), "at"), cells_of(desk.get(redactions), "redacted_at")] == [[at], [at]]
    assert times(desk.get(reverse("admin:tours_edition_change", args=[edition.pk]))) == {"at": at, "withdrawn": "-"}
    assert times(desk.get(reverse("admin:tours_redaction_change", args=[redaction.pk]))) == {"redacted_at": at}


def times(page: Any) -> dict[str, str]:
    fields = [field for fieldset in page.context["adminform"] for line in fieldset for field in line]
    named = {field.field["name"]: field.contents() for field in fields}
    return {name: named[name] for name in ("at", "withdrawn", "redacted_at") if name in named}


@pytest.mark.parametrize("count", [3, 300])
def test_lists_cost_the_same_for_any_number_and_leave_agendas_where_they_are(
    desk: Client, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for _each in range(3):
        event = rows.event(summary="Said by mistake")
        rows.publish(event)
        redact_text(event, text="by mistake", by=coordinator, reason="Asked for")
    more(event, coordinator, count - 3)
    with django_assert_num_queries(8):
        editions = desk.get(LIST).context["cl"].result_list
    with django_assert_num_queries(5):
        redactions = desk.get("/admin/tours/redaction/").context["cl"].result_list
    assert (len(editions), len(redactions)) == (min(count, 25), min(count, 25))
    assert {edition.get_deferred_fields() == {"agenda"} for edition in editions} == {True}
    assert {redaction.edition.get_deferred_fields() == {"agenda"} for redaction in redactions} == {True}


def more(event: Event, by: User, count: int) -> None:
    """Editions of an event with a redaction each, without the cost of publishing."""
    first = event.editions.get()
    facts = {"published_at": first.published_at, "published_by": by, "agenda": first.agenda, "digest": first.digest}
    editions = (Edition(event=event, number=number, format=first.format, **facts) for number in range(2, count + 2))
    Redaction.objects.bulk_create(
        Redaction(edition=edition, by=by, at=first.published_at, reason="Asked for")
        for edition in Edition.objects.bulk_create(editions)
    )


def test_page_names_who_published_and_leads_to_nobodys_account(client: Client) -> None:
    by = rows.coordinator()
    edition = rows.publish(rows.full_event(), by=by)
    client.force_login(by)
    page = client.get(reverse("admin:tours_edition_change", args=[edition.pk])).content.decode()
    assert f'<div class="readonly">{by}</div>' in page
    assert "/admin/accounts/user/" not in page
