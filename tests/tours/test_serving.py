"""What a published event costs to serve, and how its outputs travel."""

import gzip
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.http import http_date, parse_http_date

from tests.counting import asked
from tests.factories import rows
from tours.editions import withdraw
from tours.models import Event, PublishedEvent

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


@pytest.mark.parametrize(("output", "queries"), [("", 3), ("changes/", 2), ("programme.ics", 2), ("programme.pdf", 2)])
def test_first_request_reads_the_edition_once(client: Client, output: str, queries: int) -> None:
    rows.publish(rows.full_event(20, slug="week"))
    with asked() as cold:
        client.get(f"/events/week/{output}")
    assert (cold.queries, cold.rows()) == (queries, 2)


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
    assert {name: head[name] for name in ("ETag", "Content-Length", "Content-Type", "Last-Modified")} == {
        name: get[name] for name in ("ETag", "Content-Length", "Content-Type", "Last-Modified")
    }
    assert int(get["Content-Length"]) == len(get.content)


def test_date_alone_gives_304_and_every_change_is_seen_by_it(client: Client) -> None:
    event, by = rows.full_event(3, slug="week"), rows.coordinator()
    rows.publish(event, by=by)
    seen = client.get("/events/week/programme.ics")["Last-Modified"]
    assert client.get("/events/week/programme.ics", headers={"If-Modified-Since": seen}).status_code == 304
    rows.item(event)
    second = rows.publish(event, by=by)
    after = client.get("/events/week/programme.ics", headers={"If-Modified-Since": seen})
    assert (after.status_code, parse_http_date(after["Last-Modified"]) > parse_http_date(seen)) == (200, True)
    withdraw(second, by=by)
    back = client.get("/events/week/programme.ics", headers={"If-Modified-Since": after["Last-Modified"]})
    assert (back.status_code, parse_http_date(back["Last-Modified"]) > parse_http_date(after["Last-Modified"])) == (
        200,
        True,
    )


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
