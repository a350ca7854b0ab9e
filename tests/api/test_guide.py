"""The guide is the schema in words."""

import gzip
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from api.guide import Endpoint, Field, Shape, Type, endpoints, errors, shapes, writing, writing_errors
from api.schema import committed
from tests.api.records import small_site

SCHEMA: dict[str, Any] = {
    "paths": {
        "/api/v1/things/{slug}/": {
            "get": {
                "description": "Things.\n\nAll of them.",
                "x-example": "/api/v1/things/one/",
                "parameters": [
                    {"name": "from", "required": True, "schema": {"type": "integer", "minimum": 1, "maximum": 9}},
                    {"name": "kind", "description": "Of what kind.", "schema": {"type": "string", "enum": ["a", "b"]}},
                    {"name": "since", "schema": {"type": "string", "format": "date-time"}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "404": {"description": "There is no such thing.", "content": {}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Kind": {"type": "string", "enum": ["a", "b"]},
            "Thing": {
                "type": "object",
                "description": "One of them.",
                "required": ["name", "parts"],
                "properties": {
                    "name": {"type": ["string", "null"], "description": "As printed."},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}},
                    "kind": {"allOf": [{"$ref": "#/components/schemas/Kind"}]},
                    "above": {"oneOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
                },
            },
        }
    },
}


def test_endpoint_tells_its_parameters_and_its_answer() -> None:
    assert endpoints(SCHEMA) == [
        Endpoint(
            path="/api/v1/things/{slug}/",
            paragraphs=["Things.", "All of them."],
            parameters=[
                Field("from", Type("integer, 1 to 9"), "", always=True),
                Field("kind", Type("one of a, b"), "Of what kind.", always=False),
                Field("since", Type("date-time"), "", always=False),
            ],
            answer=Type("Thing", "Thing"),
            example="/api/v1/things/one/",
        )
    ]


def test_shape_tells_its_fields_and_where_they_lead() -> None:
    assert shapes(SCHEMA) == [
        Shape("Kind", "", ["a", "b"], []),
        Shape(
            "Thing",
            "One of them.",
            [],
            [
                Field("name", Type("string or null"), "As printed.", always=True),
                Field("parts", Type("list of Thing", "Thing"), "", always=True),
                Field("kind", Type("Kind", "Kind"), "", always=False),
                Field("above", Type("Thing or null", "Thing"), "", always=False),
            ],
        ),
    ]


def test_errors_are_told_once() -> None:
    assert errors(SCHEMA) == {"404": "There is no such thing."}


def test_what_is_written_is_told_with_its_body_and_every_refusal() -> None:
    told = {
        "post": {
            "description": "Adds one.",
            "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
            "responses": {
                "201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "422": {"description": "Another key."},
            },
        },
        "delete": {"description": "Deletes all.", "responses": {"204": {}, "401": {"description": "No token."}}},
    }
    schema = {**SCHEMA, "paths": {"/api/v1/desk/things/": told, **SCHEMA["paths"]}}
    thing = Type("Thing", "Thing")
    assert writing(schema) == [
        Endpoint("/api/v1/desk/things/", ["Adds one."], [], thing, method="POST", body=thing),
        Endpoint("/api/v1/desk/things/", ["Deletes all."], [], None, method="DELETE"),
    ]
    assert writing_errors(schema) == {"401": "No token.", "422": "Another key."}
    assert (endpoints(schema), errors(schema)) == (endpoints(SCHEMA), errors(SCHEMA))


@pytest.mark.django_db
def test_guide_tells_of_every_address_and_shape_and_leads_nowhere_else(client: Client) -> None:
    response = client.get("/api/")
    assert (response.status_code, response["Cache-Control"]) == (200, "public, no-cache")
    text = response.content.decode()
    told = re.findall(r"<h3><code>([A-Z]+ \S+)</code></h3>", text)
    paths = committed()["paths"].items()
    assert sorted(told) == sorted(f"{method.upper()} {path}" for path, methods in paths for method in methods)
    named, led_to = set(re.findall(r'id="shape-(\w+)"', text)), set(re.findall(r'href="#shape-(\w+)"', text))
    assert (named, led_to - named) == (set(committed()["components"]["schemas"]), set())
    assert re.findall(r"<script|<style|style=", text) == []
    packed = client.get("/api/", headers={"accept-encoding": "gzip"}).content
    assert gzip.decompress(packed).decode() == text
    assert len(packed) < 20_000


@pytest.mark.django_db
def test_examples_of_the_guide_are_of_addresses_that_there_are(client: Client) -> None:
    small_site()
    for endpoint in endpoints(committed()):
        address = re.sub("/posts/[^/]+/$", "/posts/cities-meet/", endpoint.example)
        address = address.replace("smart-city-week-2017", "week").replace("skopje", "seoul")
        assert client.get(address).status_code == 200, address


@pytest.mark.django_db
def test_recipe_of_a_copy_works_as_it_is_told(client: Client) -> None:
    small_site()
    text = unescape(client.get("/api/").content.decode())
    copying = text.partition('id="copying"')[2].partition("</section>")[0]
    begin, on, again = re.findall(
        r"<li><p>.*?</p>\n<p><code>curl '[^']*(/api/v1/events/[^']*)'</code></p></li>", copying
    )
    assert (begin, on) == ("/api/v1/events/?cursor=&page_size=100", "/api/v1/events/?cursor=…&page_size=100")
    assert again == f"{begin}&updated_since=2017-09-01T00:00:00Z"
    assert [len(client.get(address).json()["results"]) for address in (begin, again)] == [1, 1]


@pytest.mark.django_db
def test_guide_tells_how_much_may_be_asked(client: Client, settings: Settings) -> None:
    settings.API_REQUESTS = 300
    text = client.get("/api/").content.decode()
    assert "<dt>Rate limit</dt><dd>300 requests a minute from one network address.</dd>" in text
    assert "<h1>Data for developers (API)</h1>" in text
    assert "or null or null" not in text


def test_edition_is_told_of_to_its_readers() -> None:
    [edition] = [told for told in endpoints(committed()) if told.path.endswith("/editions/{number}/")]
    assert edition.paragraphs == ["Shows the whole agenda of an event, as published in one edition."]
