"""Programs that read with a token: as its user would, limited, and without a trace in anyone's cache."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.api.programs import token_for
from tests.factories import rows
from tours.models import ApiToken, Event
from tours.rights.tokens import revoke
from tours.vocabulary import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_site")]
ADDRESSES = ["v1/", "v1/events/", "v1/events/week/", "v1/posts/", "schema/"]


@pytest.fixture
def maja() -> User:
    return rows.coordinator()


def get(client: Client, address: str, token: str, **headers: str) -> Any:
    return client.get(f"/api/{address}", headers={"authorization": f"Bearer {token}", **headers})


def slugs(response: Any) -> list[str]:
    return sorted(told["slug"] for told in response.json()["results"])


def test_program_reads_what_its_user_may_where_the_token_is_for_it(client: Client, maja: User) -> None:
    week = Event.objects.get(slug="week")
    everywhere, elsewhere = token_for(maja, Scope.READ), token_for(maja, Scope.READ, event=week)
    assert slugs(get(client, "v1/events/", everywhere)) == ["closed", "week"]
    assert slugs(get(client, "v1/events/", elsewhere)) == ["week"]
    assert slugs(get(client, "v1/events/", token_for(rows.stranger()))) == ["week"]
    for address in ("v1/events/closed/", "v1/events/closed/editions/", "v1/events/closed/editions/1/"):
        assert get(client, address, everywhere).status_code == 200
        assert get(client, address, elsewhere).status_code == 404
        assert client.get(f"/api/{address}").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_answer_to_a_program_is_kept_by_no_cache(client: Client, maja: User, address: str) -> None:
    response = get(client, address, token_for(maja))
    assert (response.status_code, response["Cache-Control"], "ETag" in response) == (200, "private, no-cache", False)
    assert ("Access-Control-Allow-Origin" in response, response.cookies) == (False, {})


@pytest.mark.parametrize("address", [*ADDRESSES, "v1/events/week/editions/1/", "v1/nothing/"])
def test_token_that_opens_nothing_is_refused_with_a_sentence(client: Client, maja: User, address: str) -> None:
    token = token_for(maja)
    revoke(ApiToken.objects.get(), by=maja)
    for wrong in (token, "", "nonsense", "sojourn_00000000_" + "0" * 64):
        response = get(client, address, wrong)
        assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
        assert (response["Content-Type"], response["Cache-Control"]) == ("application/problem+json", "no-store")
        assert response.json()["detail"] == (
            "This token does not work: it is mistyped, expired or revoked. Issue a new one at /desk/tokens/."
        )


def test_token_counts_before_a_session(client: Client, maja: User) -> None:
    client.force_login(maja)
    assert slugs(client.get("/api/v1/events/")) == ["closed", "week"]
    assert slugs(get(client, "v1/events/", token_for(rows.stranger()))) == ["week"]


def test_scheme_is_of_any_case_and_another_is_passed_over(client: Client, maja: User) -> None:
    token = token_for(maja)
    answers = [
        client.get("/api/v1/events/", headers={"authorization": value})
        for value in (f"bearer {token}", f"BEARER  {token}", "Basic bWFqYTpzZWNyZXQ=", "")
    ]
    assert [slugs(answer) for answer in answers] == [["closed", "week"]] * 2 + [["week"]] * 2
    assert [answer["Cache-Control"] for answer in answers[2:]] == ["public, no-cache"] * 2


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_reading_addresses_are_for_reading_with_a_token_too(client: Client, maja: User, method: str) -> None:
    headers = {"authorization": f"Bearer {token_for(maja)}"}
    response = getattr(client, method)("/api/v1/events/week/", headers=headers)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.json()["detail"] == "This API is read-only: use GET, HEAD or OPTIONS."


def test_being_signed_in_is_not_enough_to_write(maja: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(maja)
    response = browser.post("/api/v1/desk/events/", "{}", content_type="application/json")
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert response.json()["detail"] == (
        "Send an API token: Authorization: Bearer sojourn_…. They are issued at /desk/tokens/; being signed in on the site"
        " is not enough here."
    )


def test_each_token_is_counted_by_itself(client: Client, maja: User, settings: Settings) -> None:
    settings.API_TOKEN_REQUESTS, settings.API_REQUESTS = 3, 1
    cache.clear()
    first, second = token_for(maja), token_for(maja)
    assert [get(client, "v1/", first).status_code for _ in range(4)] == [200, 200, 200, 429]
    writing = client.get("/api/v1/desk/events/", headers={"authorization": f"Bearer {first}"})
    assert (writing.status_code, int(writing["Retry-After"]) > 0) == (429, True)
    assert get(client, "v1/", second).status_code == 200
    assert client.get("/api/v1/").status_code == 200


def test_trying_out_tokens_counts_as_a_stranger_does(client: Client, settings: Settings) -> None:
    settings.API_REQUESTS = 2
    cache.clear()
    statuses = [get(client, "v1/", f"sojourn_00000000_{number:064}").status_code for number in range(3)]
    assert statuses == [401, 401, 429]


def test_token_is_written_to_no_log(client: Client, maja: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    token = token_for(maja)
    get(client, "v1/events/", token)
    get(client, "v1/nothing/", token)
    revoke(ApiToken.objects.get(), by=maja)
    get(client, "v1/events/", token)
    assert (token in caplog.text, token.rpartition("_")[2] in caplog.text) == (False, False)
