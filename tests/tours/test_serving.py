"""What a published event costs to serve, and how its outputs travel."""

import gzip
import os
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.http import http_date

from tests.counting import asked
from tests.factories import rows
from tours.editions import withdraw
from tours.models import Event, LastChange, PublishedEvent

pytestmark = pytest.mark.django_db
OUTPUTS = ["", "changes/", "programme.ics", "programme.pdf"]


@pytest.fixture(params=[20, 200, 1000])
def event(request: pytest.FixtureRequest) -> Event:
    made = rows.full_event(request.param, slug="week")
    rows.publish(made)
    return made


@pytest.mark.parametrize("output", OUTPUTS)
def test_output_costs_one_query_and_one_row_when_kept_however_long_the_agenda(
    client: Client, event: Event, output: str
) -> None:
    address = f"/events/week/{output}"
    client.get(address)
    with asked() as warm:
        response = client.get(address)
    assert (response.status_code, warm.queries, warm.rows()) == (200, 1, 1)
    with asked() as conditional:
        response = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert (response.status_code, conditional.queries, conditional.rows()) == (304, 1, 1)


@pytest.mark.parametrize(
    ("output", "queries", "fetched"), [("", 3, 2), ("changes/", 3, 3), ("programme.ics", 2, 2), ("programme.pdf", 2, 2)]
)
def test_first_request_reads_the_edition_once(client: Client, output: str, queries: int, fetched: int) -> None:
    rows.publish(rows.full_event(20, slug="week"))
    with asked() as cold:
        client.get(f"/events/week/{output}")
    assert (cold.queries, cold.rows()) == (queries, fetched)


@pytest.mark.parametrize("output", OUTPUTS)
def test_output_is_the_same_for_everyone_and_says_so(client: Client, output: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    client.force_login(rows.stranger())
    signed_in = client.get(f"/events/week/{output}")
    anonymous = Client().get(f"/events/week/{output}")
    assert signed_in.content == anonymous.content
    assert anonymous["Cache-Control"] == "public, no-cache"
    assert "Set-Cookie" not in anonymous
    assert anonymous.get("Vary", "") == ("" if output.endswith("pdf") else "Accept-Encoding")


@pytest.mark.parametrize("output", ["", "changes/", "programme.ics"])
def test_each_encoding_has_its_own_strong_tag(client: Client, output: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    plain = client.get(f"/events/week/{output}")
    packed = client.get(f"/events/week/{output}", headers={"Accept-Encoding": "br, gzip;q=0.8"})
    refused = client.get(f"/events/week/{output}", headers={"Accept-Encoding": "gzip;q=0"})
    assert gzip.decompress(packed.content) == plain.content == refused.content
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'
    assert not plain["ETag"].startswith("W/")


@pytest.mark.parametrize("output", OUTPUTS)
def test_head_is_get_without_the_body(client: Client, output: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    get, head = client.get(f"/events/week/{output}"), client.head(f"/events/week/{output}")
    assert head.content == b""
    names = ("ETag", "Content-Length", "Content-Type", "Last-Modified", "Cache-Control")
    assert {name: head.get(name) for name in names} == {name: get.get(name) for name in names}
    assert int(get["Content-Length"]) == len(get.content)


def test_date_alone_gives_304_and_every_change_is_seen_by_it(client: Client) -> None:
    event, by = rows.full_event(3, slug="week"), rows.coordinator()
    rows.publish(event, by=by)
    seen = client.get("/events/week/programme.ics")["Last-Modified"]
    assert client.get("/events/week/programme.ics", headers={"If-Modified-Since": seen}).status_code == 304
    rows.item(event)
    second = rows.publish(event, by=by)
    after = client.get("/events/week/programme.ics", headers={"If-Modified-Since": seen})
    assert after.status_code == 200
    withdraw(second, by=by)
    back = client.get("/events/week/programme.ics", headers={"If-Modified-Since": after["Last-Modified"]})
    assert back.status_code == 200


@pytest.mark.parametrize("page", ["", "changes/"])
def test_page_goes_by_its_tag_alone_as_it_changes_with_the_day_too(client: Client, page: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    answer = client.get(f"/events/week/{page}")
    later = client.get(f"/events/week/{page}", headers={"If-Modified-Since": http_date()})
    assert ("Last-Modified" in answer, later.status_code) == (False, 200)


@pytest.mark.parametrize("part", ["days/2030-01-01.ics", "items/00000000-0000-0000-0000-000000000000.ics"])
def test_condition_does_not_make_up_what_there_is_not(client: Client, part: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    assert client.get(f"/events/week/{part}", headers={"If-None-Match": "*"}).status_code == 404


def test_calendar_of_all_events_changes_with_every_publication_and_withdrawal(client: Client) -> None:
    by = rows.coordinator()
    tags, moments = [], []
    rows.publish(rows.full_event(1), by=by)
    for step in range(3):
        answer = client.get("/events.ics")
        tags.append(answer["ETag"])
        moments.append(LastChange.objects.get().at)
        if step == 0:
            last = rows.publish(rows.full_event(1), by=by)
        elif step == 1:
            withdraw(last, by=by)
    assert (len(set(tags)), moments == sorted(set(moments))) == (3, True)


def test_full_disk_does_not_take_the_page_down(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rows.publish(rows.full_event(3, slug="week"))

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert client.get("/events/week/").status_code == 200
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_last_modified_is_the_moment_of_the_last_change(client: Client) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    changed_at = PublishedEvent.objects.get().changed_at
    assert client.get("/events/week/programme.ics")["Last-Modified"] == http_date(changed_at.timestamp())
    older = http_date((changed_at - timedelta(days=1)).timestamp())
    assert client.get("/events/week/programme.ics", headers={"If-Modified-Since": older}).status_code == 200


def test_names_of_downloads_and_types(client: Client) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    ics, pdf = client.get("/events/week/programme.ics"), client.get("/events/week/programme.pdf")
    assert (ics["Content-Type"], ics["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'inline; filename="week-programme.ics"',
    )
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == ("application/pdf", 'inline; filename="week-v1.pdf"')
