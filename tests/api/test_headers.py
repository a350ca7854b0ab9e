"""What every address says to caches and to pages of other sites."""

import gzip
import json

import pytest
from django.test import Client

from tests.factories import rows
from tours.editions.publishing import publish
from tours.models import Event

ADDRESSES = ["v1/", "v1/events/", "v1/events/week/", "v1/events/week/editions/2/", "v1/posts/", "schema/"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_is_one_for_all_strangers_and_not_sent_twice(client: Client, address: str) -> None:
    first = client.get(f"/api/{address}")
    assert (first.status_code, first["Cache-Control"], first["Vary"]) == (200, "public, no-cache", "Accept-Encoding")
    assert (first["Content-Type"], first.cookies) == ("application/json", {})
    again = client.get(f"/api/{address}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ADDRESSES)
def test_gzipped_answer_has_the_same_text_and_another_tag(client: Client, address: str) -> None:
    plain = client.get(f"/api/{address}")
    packed = client.get(f"/api/{address}", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] == plain["ETag"][:-1] + '-gzip"'
    assert gzip.decompress(packed.content) == plain.content


def test_list_has_another_tag_once_something_in_it_changes(client: Client) -> None:
    event = Event.objects.get(slug="week")
    tags = {client.get("/api/v1/events/")["ETag"]}
    event.title = "Smarter City Week"
    event.save()
    tags.add(client.get("/api/v1/events/")["ETag"])
    publish(event, by=rows.coordinator())
    tags.add(client.get("/api/v1/events/")["ETag"])
    assert len(tags) == 2


def test_signed_in_reader_gets_an_answer_of_their_own(client: Client) -> None:
    client.force_login(rows.stranger())
    response = client.get("/api/v1/events/")
    assert (response.status_code, response["Cache-Control"], "ETag" in response) == (200, "private, no-cache", False)
    assert "Access-Control-Allow-Origin" not in response


def test_preflight_of_another_site_is_answered(client: Client) -> None:
    headers = {"origin": "https://example.org", "access-control-request-method": "GET"}
    response = client.options("/api/v1/events/", headers=headers)
    assert (response.status_code, response.content) == (204, b"")
    assert {name: value for name, value in response.items() if name.startswith("Access-Control")} == {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
        "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
        "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(client: Client, method: str) -> None:
    client.force_login(rows.coordinator())
    response = getattr(client, method)("/api/v1/events/week/")
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert (response["Content-Type"], response["Cache-Control"]) == ("application/problem+json", "no-store")
    assert response.json()["detail"] == "This API is read-only: use GET, HEAD or OPTIONS."


@pytest.mark.parametrize("address", ["v1/nothing/", "nothing/", "v1/events/week/editions/99999999999999999999/"])
def test_missing_address_is_a_problem_in_the_one_shape(client: Client, address: str) -> None:
    response = client.get(f"/api/{address}")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert (json.loads(response.content)["status"], response["Access-Control-Allow-Origin"]) == (404, "*")


def test_address_without_its_last_slash_leads_on(client: Client) -> None:
    response = client.get("/api/v1/events")
    assert (response.status_code, response["Location"]) == (301, "/api/v1/events/")


@pytest.mark.parametrize("accepted", ["text/html", "application/xml", "*/*", "nonsense", "application/json; indent=4"])
def test_there_is_one_representation_whatever_is_asked_for(client: Client, accepted: str) -> None:
    plain = client.get("/api/v1/")
    response = client.get("/api/v1/", headers={"accept": accepted})
    assert (response["Content-Type"], response.content) == ("application/json", plain.content)


@pytest.mark.parametrize("address", [*ADDRESSES, "nothing/", "v1/events/?page=x"])
def test_head_answers_as_get_does(client: Client, address: str) -> None:
    get, head = client.get(f"/api/{address}"), client.head(f"/api/{address}")
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert (head.get("ETag"), head["Content-Length"]) == (get.get("ETag"), get["Content-Length"])
