"""What an address may be asked with."""

import pytest
from django.test import Client

from tests.api.records import small_site

pytestmark = pytest.mark.django_db
OF_EVENTS = "q, country, city, theme, kind, year, phase, updated_since, ordering, page, page_size, cursor"


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("v1/events/?colour=red", f"There is no parameter colour. This address takes {OF_EVENTS}."),
        ("v1/events/?utm_source=x&Q=a", f"There are no parameters utm_source, Q. This address takes {OF_EVENTS}."),
        (
            "v1/events/week/editions/?kind=x",
            "There is no parameter kind. This address takes ordering, page, page_size, cursor.",
        ),
        ("v1/events/week/editions/1/?page=1", "There is no parameter page. This address takes none."),
        ("v1/events/week/changes/?form=1", "There is no parameter form. This address takes from, to."),
        ("v1/events/week/?q=", "There is no parameter q. This address takes none."),
        ("v1/?format=xml", "There is no parameter format. This address takes none."),
        ("schema/?format=yaml", "There is no parameter format. This address takes none."),
    ],
)
def test_unknown_parameters_are_refused_with_those_that_there_are(client: Client, address: str, detail: str) -> None:
    small_site()
    response = client.get(f"/api/{address}")
    assert (response["Content-Type"], response.json()) == (
        "application/problem+json",
        {"title": "Bad Request", "status": 400, "detail": detail},
    )


def test_unknown_parameter_does_not_hide_what_is_more_wrong(client: Client) -> None:
    missing = client.get("/api/v1/nothing/?colour=red")
    assert (missing.status_code, missing.json()["detail"]) == (
        404,
        "The API has no such address. The guide to it is at /api/.",
    )
    refused = client.post("/api/v1/events/?colour=red")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.options("/api/v1/events/?colour=red").status_code == 204


@pytest.mark.parametrize("listed", ["events", "cities", "organisations"])
def test_country_is_a_code_of_two_letters(client: Client, listed: str) -> None:
    response = client.get(f"/api/v1/{listed}/?country=Serbia")
    assert response.json()["errors"] == {"country": ["Give a code of two letters, such as RS."]}
