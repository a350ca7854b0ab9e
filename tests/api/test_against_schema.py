"""Tries the API against its own schema: whatever is asked, the answer is one that the schema tells of."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.records import small_site
from tests.landing import IS_THOROUGH

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
CASES_AN_ADDRESS = 80 if IS_THOROUGH else 20
DESK = "/api/v1/desk/"
KNOWN = {"events": "week", "posts": "cities-meet", "cities": "seoul", "programmes": "upp"}
"""What there is, by list: made-up names lead to 404 alone."""
KNOWN_QUERIES = {"/api/v1/events/{slug}/changes/": {"from": 1, "to": 2}}
"""Likewise, by address, where made-up parameters do."""


def cases(operation: Any) -> st.SearchStrategy[Any]:
    """As the schema has them, and otherwise; of things that there are, and of made-up ones."""
    known = {"slug": KNOWN.get(operation.path.split("/")[3], ""), "number": 1}
    known = {name: value for name, value in known.items() if f"{{{name}}}" in operation.path}
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    paths = [known, None] if known else [None]
    strategies = [operation.as_strategy(mode, path_parameters=path) for mode in modes for path in paths]
    if operation.path in KNOWN_QUERIES:
        query = KNOWN_QUERIES[operation.path]
        strategies.append(operation.as_strategy(GenerationMode.POSITIVE, path_parameters=known, query=query))
    return st.one_of(strategies)


@pytest.fixture(name="_one_connection")
def one_connection() -> Iterator[None]:
    """As Django's own test client does: a server drops a connection that is within a transaction, as that of a test is."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_every_answer_is_one_that_the_schema_tells_of() -> None:
    small_site()
    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application())
    asked, found = Counter[str](), set[str]()
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]  # the schema is valid: another test says so
        if operation.path.startswith(DESK):
            continue  # what is written has a test of its own

        @settings(
            max_examples=CASES_AN_ADDRESS,
            derandomize=True,  # that each address is found depends on the cases
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=cases(operation))
        def answer(case: Any) -> None:
            response = case.call(headers={"Host": "localhost", "Accept-Encoding": "identity"})
            case.validate_response(response, checks=CHECKS)
            asked[case.operation.path] += 1
            if response.status_code == 200:
                found.add(case.operation.path)

        answer()
    reading = {path for path in schema.raw_schema["paths"] if not path.startswith(DESK)}
    assert (asked.total() >= 12 * CASES_AN_ADDRESS, found) == (True, reading)
