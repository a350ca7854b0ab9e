"""Tries the writing API against its schema: whatever is sent, the answer is one that the schema tells of."""

from collections import defaultdict
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from tests.api.programs import token_for
from tests.api.records import small_site
from tests.api.test_against_schema import CHECKS, DESK, one_connection
from tests.factories import rows
from tests.landing import IS_THOROUGH
from tours.models import AgendaItem, Organisation, Venue
from tours.record.documents import save_document

CASES_AN_OPERATION = 40 if IS_THOROUGH else 20
KNOWN_BODIES: dict[str, Any] = {
    "POST events/": {
        "programme": "upp",
        "kind": "course",
        "title": "Course",
        "starts": "2027-01-01",
        "ends": "2027-01-01",
        "host_city": "seoul",
    },
    "POST cities/": {"name": "Split", "country": {"code": "KR"}, "zone": "Europe/Zagreb"},
    "POST venues/": {"name": "City Hall", "city": "seoul"},
    "POST events/{uid}/documents/": {"title": "Map", "file": b"%PDF-1.7 map"},
    **{
        f"PATCH {address}": {"name": "Another"} for address in ("cities/{slug}/", "venues/{id}/", "organisations/{id}/")
    },
    "PATCH events/{uid}/documents/{document}/": {"title": "Another"},
    "PUT events/{uid}/items/": [{"external_id": "A", "title": "Opening", "day": "2017-09-04", "track": "Data"}],
}
"""What names things that there are: made-up names lead to 400 alone."""

_one_connection = one_connection


def cases(operation: Any, known: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Of an event and an item that there are, and of made-up ones; as the schema has bodies and headers, and otherwise."""
    known = {name: value for name, value in known.items() if f"{{{name}}}" in operation.path}
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    paths = [known, None] if known else [None]
    strategies = [operation.as_strategy(mode, path_parameters=path) for mode in modes for path in paths]
    body = KNOWN_BODIES.get(_name(operation))
    if body:
        strategies.append(operation.as_strategy(GenerationMode.POSITIVE, path_parameters=known, body=body))
    return st.one_of(strategies)


def _name(operation: Any) -> str:
    return f"{operation.method.upper()} {operation.path.removeprefix(DESK)}"


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("_one_connection")
def test_every_answer_to_what_is_written_is_one_that_the_schema_tells_of() -> None:
    event = small_site()
    speaker = event.appearances.values_list("person__uid", flat=True)[0]
    token = token_for(rows.coordinator())
    schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application())
    answers: dict[str, set[int]] = defaultdict(set)
    for result in schema.get_all_operations():
        operation: Any = result.ok()  # type: ignore[union-attr]  # the schema is valid: another test says so
        if not operation.path.startswith(DESK):
            continue
        cache.clear()  # a token may not ask as often as all operations together do
        item = AgendaItem.objects.filter(event=event).first() or rows.item(event)
        document = event.documents.first() or save_document(
            event, {"title": "Map", "file": ContentFile(b"%PDF-1.7", "a.pdf")}
        )
        known = {
            "uid": str(speaker if operation.path.startswith(f"{DESK}people/") else event.uid),
            "item": str(item.uid),
            "person": str(speaker),
            "slug": "seoul",
            "id": (Venue if "venues" in operation.path else Organisation).objects.values_list("pk", flat=True)[0],
            "document": document.pk,
        }

        @settings(
            max_examples=CASES_AN_OPERATION,
            derandomize=True,  # that each address is found depends on the cases
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
            database=None,
        )
        @given(case=cases(operation, known), condition=st.sampled_from(["*", None]))
        def answer(case: Any, condition: str | None) -> None:
            headers = {"Host": "localhost", "Accept-Encoding": "identity", "Authorization": f"Bearer {token}"}
            if condition and case.method in ("PATCH", "DELETE"):
                headers["If-Match"] = condition
            response = case.call(headers=headers)
            case.validate_response(response, checks=CHECKS)
            answers[_name(case.operation)].add(response.status_code)

        answer()
    assert len(answers) == 37
    assert [name for name, statuses in answers.items() if min(statuses) >= 300] == []
