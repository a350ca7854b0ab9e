"""The guide to the API for people. It is made of the schema: what stands there stands here, and nothing else."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from api.lists.pagination import Pages
from api.schema import COMMITTED, committed
from backstage.keyed_requests import KEPT_FOR
from tours.pages.context import site_facts
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PAGE, Delivery, serve

DESK = "/api/v1/desk/"
EXAMPLE = Path(__file__).with_name("example.sh")
"""The worked example, which stands in docs/api.md too; a test runs it."""


class Type(NamedTuple):
    """What a value is, in words. `shape` is the shape that the words lead to, if any."""

    text: str
    shape: str = ""


class Field(NamedTuple):
    """A parameter, or a part of a shape."""

    name: str
    type: Type
    description: str
    always: bool


class Endpoint(NamedTuple):
    """A method of an address. `example` is an address that everyone may read; `body` is what one sends."""

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
    """Serves the guide as a kept output: it is the same for everyone until the next release or another setting."""
    schema = hashlib.sha256(COMMITTED.read_bytes()).hexdigest()
    output = Output("api", "api.html", (schema, str(settings.API_REQUESTS), str(settings.API_TOKEN_REQUESTS)))
    changed_at = datetime.fromtimestamp(COMMITTED.stat().st_mtime, UTC)
    return serve(request, output, _page, changed_at=changed_at, delivery=Delivery(PAGE))


def _page() -> bytes:
    schema = committed()
    context = {
        **site_facts(),
        "endpoints": endpoints(schema),
        "writing": writing(schema),
        "shapes": shapes(schema),
        "errors": errors(schema),
        "writing_errors": writing_errors(schema),
        "most_rows": Pages.max_page_size,
        "requests": settings.API_REQUESTS,
        "token_requests": settings.API_TOKEN_REQUESTS,
        "example": EXAMPLE.read_text(),
        "hours": KEPT_FOR // timedelta(hours=1),
    }
    return render_to_string("api/guide.html", context).encode()


def endpoints(schema: dict[str, Any]) -> list[Endpoint]:
    """Lists the endpoints that everyone may read."""
    paths = schema["paths"].items()
    return [_endpoint(path, "get", operations["get"]) for path, operations in paths if not path.startswith(DESK)]


def writing(schema: dict[str, Any]) -> list[Endpoint]:
    """Lists the endpoints that are for programs with a token."""
    return [_endpoint(path, method, operation) for path, method, operation in _at_desk(schema)]


def _at_desk(schema: dict[str, Any]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    for path, operations in schema["paths"].items():
        if path.startswith(DESK):
            yield from ((path, method, operation) for method, operation in operations.items())


def _endpoint(path: str, method: str, operation: dict[str, Any]) -> Endpoint:
    done = next(facts for status, facts in operation["responses"].items() if status.startswith("2"))
    return Endpoint(
        path=path,
        paragraphs=operation["description"].split("\n\n"),
        parameters=[_parameter(facts) for facts in operation.get("parameters", ())],
        answer=_content(done),
        example=operation.get("x-example", ""),
        method=method.upper(),
        body=_content(operation.get("requestBody", {})),
    )


def _content(facts: dict[str, Any]) -> Type | None:
    """The type of what is sent or answered: in JSON, or as the form of an address that takes a file."""
    [content] = facts.get("content", {}).values() or [None]
    return _type(content["schema"]) if content else None


def _parameter(facts: dict[str, Any]) -> Field:
    return Field(facts["name"], _type(facts["schema"]), facts.get("description", ""), facts.get("required", False))


def shapes(schema: dict[str, Any]) -> list[Shape]:
    return [_shape(name, facts) for name, facts in schema["components"]["schemas"].items()]


def _shape(name: str, facts: dict[str, Any]) -> Shape:
    always = facts.get("required", ())
    fields = [
        Field(field, _type(of_field), of_field.get("description", ""), field in always)
        for field, of_field in facts.get("properties", {}).items()
    ]
    return Shape(name, facts.get("description", ""), facts.get("enum", []), fields)


def errors(schema: dict[str, Any]) -> dict[str, str]:
    """Says what each status means where one reads. It is the same at all such addresses."""
    reading = next(operations for path, operations in schema["paths"].items() if not path.startswith(DESK))
    return {status: facts["description"] for status, facts in reading["get"]["responses"].items() if status != "200"}


def writing_errors(schema: dict[str, Any]) -> dict[str, str]:
    """Says what each status means where one writes, for all that any such address has."""
    answers = [pair for _path, _method, operation in _at_desk(schema) for pair in operation["responses"].items()]
    return {
        status: facts["description"] for status, facts in sorted(answers, key=_status) if not status.startswith("2")
    }


def _status(answer: tuple[str, Any]) -> str:
    return answer[0]


def _type(facts: dict[str, Any]) -> Type:
    if "$ref" in facts:
        name = facts["$ref"].rpartition("/")[2]
        return Type(name, name)
    if facts.get("type") == "array":
        inner = _type(facts["items"])
        return Type(_("list of %(type)s") % {"type": inner.text}, inner.shape)
    if "enum" in facts:
        return Type(_("one of %(words)s") % {"words": ", ".join(facts["enum"])})
    choices = [_type(choice) for choice in facts.get("oneOf", facts.get("allOf", ()))]
    if choices:
        shape = next((choice.shape for choice in choices if choice.shape), "")
        return Type(_either(choice.text for choice in choices), shape)
    return Type(_plain(facts))


def _plain(facts: dict[str, Any]) -> str:
    """Writes a plain type: `integer, 1 to 100`, or `date-time or null`."""
    types = facts["type"] if isinstance(facts["type"], list) else [facts["type"]]
    first, *others = types
    words = _either([str(facts.get("format", first)), *others])
    if "minimum" in facts and "maximum" in facts:
        words += _(", %(least)d to %(most)d") % {"least": facts["minimum"], "most": facts["maximum"]}
    return words


def _either(words: Iterable[str]) -> str:
    return _(" or ").join(words)
