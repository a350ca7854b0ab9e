"""The schema that is committed is the one that the views have."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.validation import validate_schema

from api.schema import COMMITTED, committed


def test_committed_schema_is_that_of_the_views() -> None:
    """When it is not: `make schema`, and look at what changed."""
    generator: Any = SchemaGenerator  # it is untyped
    with GENERATOR_STATS.silence():
        made = generator().get_schema(request=None, public=True)
        warned = bool(GENERATOR_STATS)
    validate_schema(made)  # type: ignore[no-untyped-call]
    assert (json.loads(OpenApiJsonRenderer().render(made, renderer_context={})), warned) == (committed(), False)


def test_every_address_tells_of_every_answer() -> None:
    reading = {path: operations for path, operations in committed()["paths"].items() if "/desk/" not in path}
    assert [list(operations) for operations in reading.values()] == [["get"]] * len(reading)
    answers = {path: list(operations["get"]["responses"]) for path, operations in reading.items()}
    assert answers == {path: ["200", "304", "400", "401", "404", "405", "429", "503"] for path in answers}
    assert ["security" in operations["get"] for operations in reading.values()] == [False] * len(reading)


def test_every_address_that_is_written_tells_of_every_answer() -> None:
    desk = {path.partition("/desk/")[2]: told for path, told in committed()["paths"].items() if "/desk/" in path}
    asked = ["400", "401", "404", "429", "503"]
    changed = ["403", "413"]
    told = {
        f"{method} {path}": sorted(facts["responses"])
        for path, methods in desk.items()
        for method, facts in methods.items()
    }
    reading, adding = sorted(["200", *asked]), sorted(["201", *asked, *changed, "409", "422"])
    changing = sorted(["200", *asked, *changed, "412", "428"])
    shared = {"cities/": "{slug}", "venues/": "{id}", "organisations/": "{id}", "people/": "{uid}"}
    assert told == {
        **{f"get {path}": reading for path in shared},
        **{f"post {path}": adding for path in shared},
        **{f"get {path}{row}/": reading for path, row in shared.items()},
        **{f"patch {path}{row}/": changing for path, row in shared.items()},
        "get events/{uid}/documents/": reading,
        "post events/{uid}/documents/": adding,
        "get events/{uid}/documents/{document}/": reading,
        "patch events/{uid}/documents/{document}/": changing,
        "delete events/{uid}/documents/{document}/": sorted(["204", *asked, *changed, "412", "428"]),
        "get events/": sorted(["200", *asked]),
        "post events/": sorted(["201", *asked, *changed, "409", "422"]),
        "get events/{uid}/": sorted(["200", *asked]),
        "patch events/{uid}/": sorted(["200", *asked, *changed, "412", "428"]),
        "get events/{uid}/items/": sorted(["200", *asked]),
        "post events/{uid}/items/": sorted(["201", *asked, *changed, "409", "422"]),
        "put events/{uid}/items/": sorted(["200", *asked, *changed]),
        "get events/{uid}/items/{item}/": sorted(["200", *asked]),
        "patch events/{uid}/items/{item}/": sorted(["200", *asked, *changed, "412", "428"]),
        "delete events/{uid}/items/{item}/": sorted(["204", *asked, *changed, "412", "428"]),
        "get events/{uid}/delegations/": sorted(["200", *asked, "403"]),
        "get events/{uid}/delegates/": sorted(["200", *asked, "403"]),
        "get events/{uid}/people/": sorted(["200", *asked]),
        "get events/{uid}/people/{person}/": sorted(["200", *asked]),
        "patch events/{uid}/people/{person}/": sorted(["200", *asked, *changed, "412", "428"]),
        "post events/{uid}/publish/": sorted(["201", *asked, *changed, "409", "412", "422"]),
    }
    security = [facts["security"] for methods in desk.values() for facts in methods.values()]
    assert security == [[{"token": []}]] * len(told)
    assert committed()["components"]["securitySchemes"] == {"token": {"type": "http", "scheme": "bearer"}}


@pytest.mark.django_db
def test_schema_is_served_as_it_is_committed(client: Client) -> None:
    response = client.get("/api/schema/")
    assert response.json() == json.loads(COMMITTED.read_text())
    assert response.json()["openapi"] == "3.1.0"


def test_schema_depends_on_no_setting_of_a_machine() -> None:
    assert (settings.SITE_NAME in str(committed()["info"]), settings.BASE_URL in COMMITTED.read_text()) == (
        False,
        False,
    )
