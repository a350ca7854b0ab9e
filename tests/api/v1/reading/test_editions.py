"""Editions as JSON, to whom, and what changed between two."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.api.records import PDF, downloaded, latest, small_site
from tests.counting import asked
from tests.factories import rows
from tours.editions.publishing import publish
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Event
from tours.vocabulary import Access, ItemKind, Level

pytestmark = pytest.mark.django_db
EDITIONS = "/api/v1/events/week/editions/"
CHANGES = "/api/v1/events/week/changes/"


def numbers(client: Client) -> list[int]:
    return [row["number"] for row in client.get(EDITIONS).json()["results"]]


def agenda(client: Client, number: int) -> dict[str, Any]:
    response = client.get(f"{EDITIONS}{number}/")
    assert response.status_code == 200
    told: dict[str, Any] = response.json()
    return told


def test_editions_are_listed_with_their_notes(client: Client) -> None:
    event = small_site()
    told = client.get(EDITIONS).json()
    assert told["count"] == 2
    assert told["results"][0] == {
        "url": "http://127.0.0.1:8000/api/v1/events/week/editions/2/",
        "number": 2,
        "published_at": latest(event).published_at.isoformat(),
        "note": "Another hall",
        "small": False,
    }


def test_edition_is_the_whole_agenda_as_everyone_sees_it(client: Client) -> None:
    event = small_site()
    told = agenda(client, 2)
    assert (told["title"], told["number"], told["is_current"], told["uid"]) == (
        "Smart City Week",
        2,
        True,
        str(event.uid),
    )
    assert [(item["title"], item["start"], item["room"], item["changed_in"]) for item in told["items"]] == [
        ("Item 0", "08:00", "", 1),
        ("Item 1", "08:00", "Hall 2", 2),
        ("Item 2", "08:00", "", 1),
    ]
    assert told["contacts"] == []  # it is for delegates
    assert told["host_city"]["names"] == [{"text": "서울", "language": "ko", "script": "Hang"}]
    assert [(row["city"]["slug"], row["seats"], row["taken"]) for row in told["cities"]] == [
        ("rijeka", 1, 1),
        ("belgrade", 1, 1),
    ]
    [part] = told["items"][0]["people"]
    assert (part["person"]["name"], part["level"]) == ("Đorđe Čačak", "public")


def test_files_are_given_of_the_current_edition_alone(client: Client) -> None:
    small_site()
    [current], [earlier] = agenda(client, 2)["documents"], agenda(client, 1)["documents"]
    assert downloaded(client, current["file"]) == PDF
    assert (earlier["digest"], earlier["file"]) == (current["digest"], None)


def test_edition_that_was_superseded_says_so_at_once(client: Client) -> None:
    event = small_site()
    first = client.get(f"{EDITIONS}2/")
    assert first.json()["is_current"] is True
    rows.item(event, title="Added")
    rows.publish(event)
    again = client.get(f"{EDITIONS}2/", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.json()["is_current"]) == (200, False)


def test_item_does_not_tell_of_a_small_correction(client: Client) -> None:
    event = small_site()
    event.items.update(summary="Corrected")
    publish(event, by=rows.coordinator(), small=True)
    assert [item["changed_in"] for item in agenda(client, 3)["items"]] == [
        item["changed_in"] for item in agenda(client, 2)["items"]
    ]


def test_withdrawn_edition_is_not_there(client: Client) -> None:
    event = small_site()
    agenda(client, 2)
    withdraw(latest(event), by=rows.coordinator())
    assert numbers(client) == [3, 1]
    missing = client.get(f"{EDITIONS}2/")
    assert (missing.status_code, missing.json()["detail"]) == (
        404,
        "There is no such edition, or it is not for everyone.",
    )
    assert client.get(f"{CHANGES}?from=1&to=2").json()["detail"] == "This event has no such edition."
    assert [client.get(f"{CHANGES}?{query}").status_code for query in ("from=1&to=2", "from=2", "from=1")] == [
        404,
        404,
        200,
    ]


def test_redacted_text_is_gone_from_every_edition(client: Client) -> None:
    event = small_site()
    assert "Đorđe Čačak" in client.get(f"{EDITIONS}1/").content.decode()
    redact_text(event, text="Đorđe Čačak", by=rows.coordinator(), reason="Asked to.")
    for number in (1, 2):
        assert "Đorđe Čačak" not in client.get(f"{EDITIONS}{number}/").content.decode()


def test_editions_for_participants_stay_theirs_when_the_event_opens(client: Client) -> None:
    event, by = rows.full_event(2, slug="week"), rows.coordinator()
    rows.publish(event, by=by, note="Open")
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS)
    event.refresh_from_db()
    rows.publish(event, by=by, note="Behind doors")
    assert client.get(EDITIONS).status_code == 404
    Event.objects.filter(pk=event.pk).update(access=Access.PUBLIC, summary='Says "access":"participants" itself.')
    event.refresh_from_db()
    rows.publish(event, by=by, note="Open again")
    assert numbers(client) == [3, 1]
    assert [client.get(f"{EDITIONS}{number}/").status_code for number in (1, 2, 3)] == [200, 404, 200]
    assert [client.get(f"{CHANGES}?from={n}&to=3").status_code for n in (1, 2)] == [200, 404]


def test_staff_reads_what_participants_do(client: Client) -> None:
    event = rows.full_event(2, slug="week", access=Access.PARTICIPANTS)
    rows.item(event, title="Bus", level=Level.DELEGATES)
    rows.publish(event)
    client.force_login(rows.coordinator())
    response = client.get(f"{EDITIONS}1/")
    assert (response["Cache-Control"], "Access-Control-Allow-Origin" in response) == ("private, no-cache", False)
    assert [item["title"] for item in response.json()["items"]] == ["Item 0", "Bus", "Item 1"]
    assert response.json()["contacts"][0]["name"] == "Event desk"
    assert numbers(client) == [1]


def test_changes_tell_what_everyone_could_see_change(client: Client) -> None:
    event = small_site()
    told = client.get(f"{CHANGES}?from=1&to=2").json()
    [change] = told["items"]
    assert (told["facts"], change["kind"], change["uid"]) == ([], "changed", str(event.items.get(title="Item 1").uid))
    assert change["details"] == [{"fact": "Place", "before": "KINTEX, Goyang", "after": "Hall 2, KINTEX, Goyang"}]
    assert (change["before"]["room"], change["after"]["room"]) == ("", "Hall 2")
    assert client.get(f"{CHANGES}?from=1").json() == told
    assert client.get(f"{CHANGES}?from=2&to=2").json() == {"facts": [], "items": []}


@time_machine.travel("2017-08-30T12:00:00Z")
def test_new_and_cancelled_items_are_told_as_such(client: Client) -> None:
    event = small_site()
    event.items.get(title="Item 2").delete()
    rows.item(event, title="Added", kind=ItemKind.SOCIAL)
    rows.publish(event)
    told = client.get(f"{CHANGES}?from=2").json()["items"]
    assert sorted((change["kind"], change["after"]["title"], change["before"] is None) for change in told) == [
        ("cancelled", "Item 2", False),
        ("new", "Added", True),
    ]


@pytest.mark.parametrize(
    ("query", "status", "named"),
    [
        ("", 400, ["from"]),
        ("from=x", 400, ["from"]),
        ("from=0", 400, ["from"]),
        ("from=1&to=", 400, ["to"]),
        ("from=2&to=1", 400, ["from"]),
        ("from=1&to=3", 404, None),
        ("from=999999999", 404, None),
    ],
)
def test_what_no_editions_are_is_refused(client: Client, query: str, status: int, named: list[str] | None) -> None:
    small_site()
    response = client.get(f"{CHANGES}?{query}")
    errors = response.json().get("errors")
    assert (response.status_code, list(errors) if errors else None) == (status, named)


def test_edition_that_is_kept_costs_one_query_however_long_it_is(client: Client) -> None:
    counts = []
    for slug, items in (("short", 3), ("long", 300)):
        rows.publish(rows.full_event(items, slug=slug))
        first = client.get(f"/api/v1/events/{slug}/editions/1/")
        assert len(first.json()["items"]) == items
        for headers in ({}, {"if-none-match": first["ETag"]}):
            with asked() as seen:
                client.get(f"/api/v1/events/{slug}/editions/1/", headers=headers)
            counts.append((seen.queries, seen.rows()))
    assert counts == [(1, 1)] * 4
