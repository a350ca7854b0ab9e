"""The cost of serving a published event, and the headers of its outputs."""

import gzip
import os
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date

from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found
from tours.editions.withdrawing import withdraw
from tours.models import Event, LastChange, PublishedEvent
from tours.serving.kept_outputs import purge
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db
OUTPUTS = ["", "changes/", "programme.ics", "programme.pdf"]
PDF = "/events/week/programme.pdf"


@pytest.fixture(params=[20, 200])
def event(request: pytest.FixtureRequest) -> Event:
    made = rows.full_event(request.param, slug="week")
    rows.publish(made)
    return made


@pytest.mark.usefixtures("event")
def test_output_costs_one_query_and_one_row_when_kept_however_long_the_agenda(client: Client) -> None:
    for address in (f"/events/week/{output}" for output in OUTPUTS):
        client.get(address)
        with asked() as warm:
            response = client.get(address)
        assert (address, response.status_code, warm.queries, warm.rows()) == (address, 200, 1, 1)
        with asked() as conditional:
            response = client.get(address, headers={"If-None-Match": response["ETag"]})
        assert (address, response.status_code, conditional.queries, conditional.rows()) == (address, 304, 1, 1)


@pytest.mark.parametrize(
    ("output", "queries", "fetched"), [("", 3, 2), ("changes/", 4, 3), ("programme.ics", 2, 2), ("programme.pdf", 2, 2)]
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
    assert (after.status_code, after.content.count(b"BEGIN:VEVENT")) == (200, 4)
    withdraw(second, by=by)
    back = client.get("/events/week/programme.ics", headers={"If-Modified-Since": after["Last-Modified"]})
    assert (back.status_code, back.content.count(b"BEGIN:VEVENT")) == (200, 3)


@pytest.mark.parametrize("page", ["", "changes/"])
def test_page_goes_by_its_tag_alone_as_it_changes_with_the_day_too(client: Client, page: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    answer = client.get(f"/events/week/{page}")
    later = client.get(f"/events/week/{page}", headers={"If-Modified-Since": http_date()})
    assert ("Last-Modified" in answer, later.status_code) == (False, 200)


@pytest.mark.parametrize("part", ["days/2030-01-01.ics", "items/00000000-0000-0000-0000-000000000000.ics"])
def test_condition_does_not_make_up_what_there_is_not(client: Client, part: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    assert is_not_found(client.get(f"/events/week/{part}", headers={"If-None-Match": "*"}))


def test_calendar_of_all_events_changes_with_every_publication_and_withdrawal(client: Client) -> None:
    by = rows.coordinator()
    tags, moments = [], []
    rows.publish(rows.full_event(1), by=by)
    for step in range(3):
        answer = client.get("/events.ics")
        tags.append(answer["ETag"])
        moments.append(LastChange.objects.get(pk=LastChange.PUBLIC).at)
        if step == 0:
            last = rows.publish(rows.full_event(1), by=by)
        elif step == 1:
            withdraw(last, by=by)
    assert (len(set(tags)), moments == sorted(set(moments))) == (3, True)


def test_calendar_of_all_events_tells_nothing_of_those_for_participants(client: Client) -> None:
    empty = client.get("/events.ics")
    rows.publish(rows.full_event(1, access=Access.PARTICIPANTS))
    again = client.get("/events.ics", headers={"If-None-Match": empty["ETag"]})
    assert (empty.status_code, b"BEGIN:VEVENT" in empty.content, again.status_code) == (200, False, 304)
    rows.publish(rows.full_event(1))
    assert client.get("/events.ics").content.count(b"BEGIN:VEVENT") == 1


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
    rows.publish(rows.full_event(3, slug="week", title="Smart City Week"))
    ics, pdf = client.get("/events/week/programme.ics"), client.get("/events/week/programme.pdf")
    assert (ics["Content-Type"], ics["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'inline; filename="week-programme.ics"',
    )
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="Smart City Week - Version 1.pdf"',
    )


@pytest.fixture
def pdf(client: Client) -> Any:
    """The answer with the whole programme, for a client that later asks for a part of it."""
    rows.publish(rows.full_event(3, slug="week"))
    return client.get(PDF)


def test_part_of_a_pdf_is_that_slice_and_costs_one_query_and_one_row(client: Client, pdf: Any) -> None:
    with asked() as warm:
        part = client.get(PDF, headers={"Range": "bytes=5-99"})
    assert (warm.queries, warm.rows()) == (1, 1)
    assert (part.status_code, part.content) == (206, pdf.content[5:100])
    assert (part["Content-Range"], part["Content-Length"]) == (f"bytes 5-99/{len(pdf.content)}", "95")
    same = ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Content-Disposition", "Accept-Ranges")
    assert {name: part[name] for name in same} == {name: pdf[name] for name in same}
    assert pdf["Accept-Ranges"] == "bytes"


def test_parts_joined_are_the_pdf(client: Client, pdf: Any) -> None:
    half = len(pdf.content) // 2
    parts = [client.get(PDF, headers={"Range": f"bytes={asked_for}"}) for asked_for in (f"0-{half - 1}", f"{half}-")]
    assert b"".join(part.content for part in parts) == pdf.content


def test_first_request_for_a_part_draws_the_whole_and_keeps_it(client: Client) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    part = client.get(PDF, headers={"Range": "bytes=-6"})
    assert (part.status_code, part.content) == (206, b"%%EOF\n")
    assert client.get(PDF).content[-6:] == b"%%EOF\n"


def test_part_beyond_the_end_is_416_with_the_length_and_is_stored_nowhere(client: Client, pdf: Any) -> None:
    beyond = client.get(PDF, headers={"Range": f"bytes={len(pdf.content)}-"})
    assert (beyond.status_code, beyond.content) == (416, b"")
    assert (beyond["Content-Range"], beyond["Cache-Control"]) == (f"bytes */{len(pdf.content)}", "no-store")
    assert "ETag" not in beyond


def test_what_is_no_single_range_is_answered_by_the_whole(client: Client, pdf: Any) -> None:
    for header in ("bytes=0-1,4-5", "pages=1-2", "bytes=4-2", "bytes=" + "0-1," * 10_000):
        whole = client.get(PDF, headers={"Range": header})
        assert (whole.status_code, whole.content, "Content-Range" in whole) == (200, pdf.content, False)


def test_head_has_no_parts(client: Client, pdf: Any) -> None:
    head = client.head(PDF, headers={"Range": "bytes=0-9"})
    assert (head.status_code, head["Content-Length"], head["Accept-Ranges"]) == (200, str(len(pdf.content)), "bytes")
    assert "Content-Range" not in head


@pytest.mark.parametrize("output", ["", "changes/", "programme.ics"])
def test_what_is_not_a_pdf_has_no_parts(client: Client, output: str) -> None:
    rows.publish(rows.full_event(3, slug="week"))
    answer = client.get(f"/events/week/{output}", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, "Accept-Ranges" in answer) == (200, False)
    assert len(answer.content) == int(answer["Content-Length"]) > 10


CONDITIONS: list[tuple[dict[str, str], int]] = [
    ({"If-Range": "{ETag}"}, 206),
    ({"If-Range": "{Last-Modified}"}, 206),
    ({"If-Range": "W/{ETag}"}, 200),
    ({"If-Range": '"another"'}, 200),
    ({"If-Range": "*"}, 200),
    ({"If-Range": "Fri, 01 Jan 2100 00:00:00 GMT"}, 200),
    ({"If-Range": "yesterday"}, 200),
    ({"If-Range": "\u0660" * 5000}, 200),
    ({"If-None-Match": "{ETag}"}, 304),
    ({"If-Modified-Since": "{Last-Modified}"}, 304),
    ({"If-None-Match": "{ETag}", "If-Range": "{ETag}"}, 304),
    ({"If-None-Match": '"another"'}, 206),
    ({"If-Match": "{ETag}"}, 206),
    ({"If-Match": '"another"'}, 412),
    ({"If-Match": '"another"', "If-Range": "{ETag}"}, 412),
]


def test_part_is_given_of_the_version_one_has_alone(client: Client, pdf: Any) -> None:
    bodies = {200: pdf.content, 206: pdf.content[:10], 304: b"", 412: b""}
    for condition, status in CONDITIONS:
        headers = {name: value.format_map(pdf.headers) for name, value in condition.items()}
        answer = client.get(PDF, headers={"Range": "bytes=0-9", **headers})
        assert (condition, answer.status_code, answer.content) == (condition, status, bodies[status])


def test_download_that_goes_on_after_a_publication_does_not_mix_two_versions(client: Client) -> None:
    event, by = rows.full_event(3, slug="week"), rows.coordinator()
    rows.publish(event, by=by)
    first = client.get(PDF)
    rows.item(event)
    rows.publish(event, by=by)
    failed = client.get(PDF, headers={"Range": "bytes=9-", "If-Match": first["ETag"]})
    assert (failed.status_code, failed.content) == (412, b"")
    for validator in ("ETag", "Last-Modified"):
        whole = client.get(PDF, headers={"Range": "bytes=9-", "If-Range": first[validator]})
        assert (whole.status_code, whole.content[:5], whole["ETag"] != first["ETag"]) == (200, b"%PDF-", True)


def test_date_that_runs_ahead_is_no_date_to_go_on_by(client: Client, pdf: Any) -> None:
    """Many changes at once push the moment of the last into the future. Until then Last-Modified is the present."""
    PublishedEvent.objects.update(changed_at=timezone.now() + timedelta(seconds=90))
    modified = client.get(PDF)["Last-Modified"]
    whole = client.get(PDF, headers={"Range": "bytes=0-9", "If-Range": modified})
    assert (whole.status_code, whole.content) == (200, pdf.content)


def test_condition_holds_for_what_is_only_drawn_now(client: Client, pdf: Any) -> None:
    purge([PublishedEvent.objects.get().digest])
    again = client.get(PDF, headers={"If-None-Match": pdf["ETag"]})
    assert (again.status_code, again["ETag"], again.content) == (304, pdf["ETag"], b"")
