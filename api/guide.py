"""The guide to the API for people, made of its schema: what is told there stands here, and nothing else."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from api.lists.pagination import MOST_ROWS
from api.schema import WRITTEN, written
from backstage.keyed_requests import KEPT
from tours.pages.context import site_facts
from tours.serving.kept import Output
from tours.serving.outputs import PAGE, Delivery, serve

DESK = "/api/v1/desk/"


class Type(NamedTuple):
    """What a value is: words, and the shape that they lead to, if any."""

    text: str
    shape: str = ""


class Field(NamedTuple):
    """A parameter, or a part of a shape."""

    name: str
    type: Type
    description: str
    always: bool


class Endpoint(NamedTuple):
    """`example` is an address that everyone may read; `body` what is sent."""

    path: str
    paragraphs: list[str]
    parameters: list[Field]
    answer: Type | None
    example: str = ""
    method: str = "GET"
    body: Type | None = None


class Shape(NamedTuple):
    name: str
    description: str
    words: list[str]
    fields: list[Field]


@open_to_readers
def guide(request: HttpRequest) -> HttpResponseBase:
    """An output of the schema: long, and the same for everyone until the next release or another setting."""
    facts = (str(settings.API_REQUESTS), str(settings.API_TOKEN_REQUESTS))
    output = Output(hashlib.sha256(WRITTEN.read_bytes()).hexdigest(), "api.html", facts)
    written_at = datetime.fromtimestamp(WRITTEN.stat().st_mtime, UTC)
    return serve(request, output, _page, changed_at=written_at, delivery=Delivery(PAGE))


def _page() -> bytes:
    schema = written()
    context = {
        **site_facts(),
        "endpoints": endpoints(schema),
        "writing": writing(schema),
        "shapes": shapes(schema),
        "errors": errors(schema),
        "writing_errors": writing_errors(schema),
        "most_rows": MOST_ROWS,
        "requests": settings.API_REQUESTS,
        "token_requests": settings.API_TOKEN_REQUESTS,
        "hours": KEPT // timedelta(hours=1),
    }
    return render_to_string("api/guide.html", context).encode()


def endpoints(schema: dict[str, Any]) -> list[Endpoint]:
    """Those that everyone may read."""
    paths = schema["paths"].items()
    return [_endpoint(path, "get", operations["get"]) for path, operations in paths if not path.startswith(DESK)]


def writing(schema: dict[str, Any]) -> list[Endpoint]:
    """Those that are for programs with a token."""
    return [_endpoint(path, method, operation) for path, method, operation in _at_desk(schema)]


def _at_desk(schema: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    for path, operations in schema["paths"].items():
        if path.startswith(DESK):
            yield from ((path, method, operation) for method, operation in operations.items())


def _endpoint(path: str, method: str, operation: dict[str, Any]) -> Endpoint:
    done = next(told for status, told in operation["responses"].items() if status.startswith("2"))
    return Endpoint(
        path=path,
        paragraphs=operation["description"].split("\n\n"),
        parameters=[_parameter(told) for told in operation.get("parameters", ())],
        answer=_content(done),
        example=operation.get("x-example", ""),
        method=method.upper(),
        body=_content(operation.get("requestBody", {})),
    )


def _content(told: dict[str, Any]) -> Type | None:
    return _type(told["content"]["application/json"]["schema"]) if "content" in told else None


def _parameter(told: dict[str, Any]) -> Field:
    return Field(told["name"], _type(told["schema"]), told.get("description", ""), told.get("required", False))


def shapes(schema: dict[str, Any]) -> list[Shape]:
    return [_shape(name, told) for name, told in schema["components"]["schemas"].items()]


def _shape(name: str, told: dict[str, Any]) -> Shape:
    always = told.get("required", ())
    fields = [
        Field(field, _type(facts), facts.get("description", ""), field in always)
        for field, facts in told.get("properties", {}).items()
    ]
    return Shape(name, told.get("description", ""), told.get("enum", []), fields)


def errors(schema: dict[str, Any]) -> dict[str, str]:
    """By status, what it means; the same wherever one reads."""
    reading = next(operations for path, operations in schema["paths"].items() if not path.startswith(DESK))
    return {status: told["description"] for status, told in reading["get"]["responses"].items() if status != "200"}


def writing_errors(schema: dict[str, Any]) -> dict[str, str]:
    """Likewise where one writes: each wherever it can be."""
    told = [pair for _path, _method, operation in _at_desk(schema) for pair in operation["responses"].items()]
    return {status: facts["description"] for status, facts in sorted(told, key=_status) if not status.startswith("2")}


def _status(told: tuple[str, Any]) -> str:
    return told[0]


def _type(told: dict[str, Any]) -> Type:
    if "$ref" in told:
        name = told["$ref"].rpartition("/")[2]
        return Type(name, name)
    if told.get("type") == "array":
        inner = _type(told["items"])
        return Type(_("list of %(type)s") % {"type": inner.text}, inner.shape)
    if "enum" in told:
        return Type(_("one of %(words)s") % {"words": ", ".join(told["enum"])})
    choices = [_type(choice) for choice in told.get("oneOf", told.get("allOf", ()))]
    if choices:
        shape = next((choice.shape for choice in choices if choice.shape), "")
        return Type(_either(choice.text for choice in choices), shape)
    return Type(_plain(told))


def _plain(told: dict[str, Any]) -> str:
    """`integer, 1 to 100`, `date-time or null`."""
    types = told["type"] if isinstance(told["type"], list) else [told["type"]]
    first, *others = types
    words = _either([str(told.get("format", first)), *others])
    if "minimum" in told and "maximum" in told:
        words += _(", %(least)d to %(most)d") % {"least": told["minimum"], "most": told["maximum"]}
    return words


def _either(words: Iterable[str]) -> str:
    return _(" or ").join(words)
