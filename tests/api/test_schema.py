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

from api.schema import WRITTEN, written


def test_committed_schema_is_that_of_the_views() -> None:
    """When it is not: `make schema`, and look at what changed."""
    generator: Any = SchemaGenerator  # it is untyped
    with GENERATOR_STATS.silence():
        made = generator().get_schema(request=None, public=True)
        warned = bool(GENERATOR_STATS)
    validate_schema(made)  # type: ignore[no-untyped-call]
    assert (json.loads(OpenApiJsonRenderer().render(made, renderer_context={})), warned) == (written(), False)


def test_every_address_tells_of_every_answer() -> None:
    answers = {path: list(operations["get"]["responses"]) for path, operations in written()["paths"].items()}
    assert answers == {path: ["200", "304", "400", "404", "405", "429"] for path in answers}
    assert [list(operations) for operations in written()["paths"].values()] == [["get"]] * len(answers)


@pytest.mark.django_db
def test_schema_is_served_as_it_is_committed(client: Client) -> None:
    response = client.get("/api/schema/")
    assert response.json() == json.loads(WRITTEN.read_text())
    assert response.json()["openapi"] == "3.1.0"


def test_schema_depends_on_no_setting_of_a_machine() -> None:
    assert (settings.SITE_NAME in str(written()["info"]), settings.BASE_URL in WRITTEN.read_text()) == (False, False)
