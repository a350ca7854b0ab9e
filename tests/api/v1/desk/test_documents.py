"""Documents of an event, uploaded by a program."""

import hashlib
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from api.v1.desk import documents
from tests.api.programs import Program, token_for
from tests.counting import asked
from tests.factories import rows
from tours.models import Document, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a note"


@pytest.fixture
def event() -> Event:
    return rows.event()


def address(event: Event) -> str:
    return f"events/{event.uid}/documents/"


def upload(
    program: Program, event: Event, *, content: bytes = PDF, name: str = "Map.pdf", key: str = "", **facts: Any
) -> Any:
    """As curl -F does."""
    headers = {"authorization": f"Bearer {program.token}"} | ({"idempotency-key": key} if key else {})
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    sent = {"title": "How to get there", "file": file} | facts
    answer: Any = Client(headers=headers).post(f"/api/v1/desk/{address(event)}", sent)
    answer.data = answer.json()
    return answer


def test_document_is_uploaded_read_and_published(program: Program, event: Event) -> None:
    item = rows.item(event)
    answer = upload(program, event, level="delegates", language="hr", items=[str(item.uid)])
    row = Document.objects.get()
    url = f"http://127.0.0.1:8000/api/v1/desk/{address(event)}{row.pk}/"
    assert (answer.status_code, answer["Location"], answer.data) == (
        201,
        url,
        {
            "url": url,
            "id": row.pk,
            "title": "How to get there",
            "language": "hr",
            "level": "delegates",
            "position": 0,
            "items": [str(item.uid)],
            "file_name": "map.pdf",
            "media_type": "application/pdf",
            "size": len(PDF),
            "digest": hashlib.sha256(PDF).hexdigest(),
        },
    )
    read = program.get(f"{address(event)}{row.pk}/")
    assert (read.data, read["ETag"], program.get(address(event)).data["results"]) == (
        answer.data,
        answer["ETag"],
        [read.data],
    )
    assert row.digest in rows.publish(event).agenda


def test_upload_sent_again_with_its_key_adds_nothing(program: Program, event: Event) -> None:
    first, again = (upload(program, event, key="a") for _time in range(2))
    assert (again.data, again["Idempotent-Replayed"], Document.objects.count()) == (first.data, "true", 1)
    assert upload(program, event, key="a", content=b"%PDF-1.7 another").status_code == 422


def test_facts_are_changed_and_the_file_stays(program: Program, event: Event) -> None:
    made = upload(program, event)
    where = made.data["url"].partition("/desk/")[2]
    assert program.patch(where, {"title": "Map"}).status_code == 428
    changed = program.patch(where, {"title": "Map", "level": "staff"}, if_match=made["ETag"])
    assert changed.data == made.data | {"title": "Map", "level": "staff"}
    assert program.patch(where, {"title": "x"}, if_match=made["ETag"]).status_code == 412
    told = program.patch(where, {"file": "x"}, if_match="*").data["errors"]
    assert list(told) == ["file"]


def test_document_is_deleted(program: Program, event: Event) -> None:
    made = upload(program, event)
    where = made.data["url"].partition("/desk/")[2]
    assert program.delete(where, if_match=made["ETag"]).status_code == 204
    assert (program.get(where).status_code, Document.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"content": b"<html>"}, {"file": ["This kind of file is not accepted. Use PDF, an office document or a picture."]}),
        ({"content": b""}, {"file": ["The submitted file is empty."]}),
        ({"file": "text"}, {"file": ["The submitted data was not a file. Check the encoding type on the form."]}),
        ({"level": "friends"}, {"level": ["“friends” is no level. Choose one of these: public, delegates, staff."]}),
        ({"titel": "x"}, {"titel": ["There is no such field. There are title, language, level, position, items, file."]}),
        ({"items": ["x"]}, {"items.0": ["Must be a valid UUID."]}),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    program: Program, event: Event, facts: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = upload(program, event, **facts)
    assert (answer.status_code, answer.data["errors"], Document.objects.count()) == (400, errors, 0)


def test_item_of_another_event_is_refused(program: Program, event: Event) -> None:
    answer = upload(program, event, items=[str(rows.item(rows.event()).uid), str(uuid4())])
    assert (answer.status_code, list(answer.data["errors"])) == (400, ["items"])


def test_body_that_is_no_form_is_refused(program: Program, event: Event) -> None:
    answer = program.post(address(event), {"title": "x"})
    told = "The body cannot be read: send a form with its file, as multipart/form-data."
    assert (answer.status_code, answer["Content-Type"], answer.data["detail"]) == (
        400,
        "application/problem+json",
        told,
    )


def test_file_that_is_too_large_is_refused_before_it_is_read(
    program: Program, event: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents.DraftDocumentList, "most_bytes", 100)
    answer = upload(program, event)
    assert (answer.status_code, answer.data["detail"]) == (
        413,
        "The file is larger than 25 MB. Make it smaller, or link to it.",
    )


def test_file_larger_than_other_bodies_may_be_is_taken(program: Program, event: Event) -> None:
    assert upload(program, event, content=PDF + b"x" * 3_000_000).status_code == 201


@pytest.mark.parametrize(
    ("kind", "status"), [(RoleKind.EDITOR, 201), (RoleKind.REGISTRAR, 403), (RoleKind.VIEWER, 403)]
)
def test_only_who_edits_the_agenda_uploads(event: Event, kind: RoleKind, status: int) -> None:
    program = Program(token_for(rows.colleague(kind, at=event)))
    assert upload(program, event).status_code == status


def test_document_of_another_event_does_not_exist(program: Program, maja: User, event: Event) -> None:
    where = upload(program, event).data["url"].rpartition("documents/")[2]
    assert program.get(f"{address(rows.event())}{where}").status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_list_costs_the_same_however_long_it_is(program: Program, event: Event, count: int) -> None:
    for number in range(count):
        upload(program, event, content=PDF + bytes([number]))
    with asked() as database:
        answer = program.get(address(event))
    assert (database.queries, len(answer.data["results"])) == (6, count)
