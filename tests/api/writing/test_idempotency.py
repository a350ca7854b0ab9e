import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now

from accounts.models import User
from backstage.keyed_requests import claim, fingerprint
from backstage.models import KeyedRequest
from tests.api.programs import Program, token_for
from tests.factories import rows
from tours.models import AgendaItem, ApiToken, Event
from tours.vocabulary import Scope

pytestmark = pytest.mark.django_db
NEW = {"title": "Opening", "day": "2017-09-04"}


@pytest.fixture
def maja() -> User:
    return rows.coordinator()


@pytest.fixture
def program(maja: User) -> Program:
    return Program(token_for(maja))


@pytest.fixture
def items() -> str:
    return f"events/{rows.event().uid}/items/"


def test_request_sent_again_is_answered_again_and_done_once(program: Program, items: str) -> None:
    first = program.post(items, NEW, idempotency_key="k")
    again = program.post(items, NEW, idempotency_key="k")
    assert (first.status_code, "Idempotent-Replayed" in first, AgendaItem.objects.count()) == (201, False, 1)
    assert (again.status_code, again["Idempotent-Replayed"]) == (201, "true")
    assert (again.content, again["ETag"], again["Location"]) == (first.content, first["ETag"], first["Location"])
    program.post(items, NEW)
    program.post(items, NEW, idempotency_key="l")
    assert AgendaItem.objects.count() == 3


def test_publishing_and_creating_take_a_key_too(program: Program) -> None:
    event = rows.full_event(1)
    sent = {
        "programme": "upp",
        "kind": "course",
        "title": "Course",
        "starts": "2027-01-01",
        "ends": "2027-01-01",
        "host_city": "seoul",
    }
    for _ in range(2):
        assert program.post(f"events/{event.uid}/publish/", {}, idempotency_key="p").status_code == 201
        assert program.post("events/", sent, idempotency_key="e").status_code == 201
    assert (event.editions.count(), Event.objects.count()) == (1, 2)


def test_key_with_another_request_is_refused(program: Program, items: str) -> None:
    program.post(items, NEW, idempotency_key="k")
    answers = [
        program.post(items, NEW | {"title": "Other"}, idempotency_key="k"),
        program.post(f"events/{rows.event().uid}/items/", NEW, idempotency_key="k"),
    ]
    assert [(answer.status_code, answer.data["title"]) for answer in answers] == [(422, "Unprocessable Entity")] * 2
    assert answers[0].data["detail"] == "This Idempotency-Key was sent with another request before: take a new one."
    assert AgendaItem.objects.count() == 1


def test_refused_request_may_be_corrected_under_the_same_key(program: Program, items: str) -> None:
    assert program.post(items, {"title": "Opening"}, idempotency_key="k").status_code == 400
    assert (
        program.post("events/00000000-0000-4000-8000-000000000000/items/", NEW, idempotency_key="k").status_code == 404
    )
    answer = program.post(items, NEW, idempotency_key="k")
    assert (answer.status_code, "Idempotent-Replayed" in answer, AgendaItem.objects.count()) == (201, False, 1)


def test_request_at_work_is_to_be_sent_again_later(program: Program, maja: User, items: str) -> None:
    body = json.dumps(NEW).encode()
    marks = fingerprint("POST", f"/api/v1/desk/{items}", body)
    program = Program(token_for(maja))
    claim(maja, token=ApiToken.objects.latest("pk").pk, key="k", fingerprint=marks)
    KeyedRequest.objects.update(held_until=Now() + timedelta(seconds=10.9))
    answer = program.post(items, NEW, idempotency_key="k")
    assert (answer.status_code, answer["Retry-After"], AgendaItem.objects.count()) == (409, "11", 0)
    assert answer.data["detail"] == (
        "A request with this Idempotency-Key is being done at this moment. Send it again later."
    )
    KeyedRequest.objects.update(held_until=Now())
    assert program.post(items, NEW, idempotency_key="k").status_code == 201
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("key", ["", "a" * 256, "a b", "é"])
def test_key_is_of_visible_ascii(program: Program, items: str, key: str) -> None:
    answer = program.post(items, NEW, idempotency_key=key)
    assert (answer.status_code, AgendaItem.objects.count()) == (400, 0)
    assert answer.data["detail"].startswith("An Idempotency-Key has 1 to 255 visible ASCII characters")


def test_what_another_token_did_is_not_told(maja: User, items: str) -> None:
    """Nor to a token of the same user, which may be for less."""
    Program(token_for(maja)).post(items, NEW, idempotency_key="k")
    answer = Program(token_for(maja, Scope.READ)).post(items, NEW, idempotency_key="k")
    assert (answer.status_code, AgendaItem.objects.count()) == (403, 1)


def test_error_of_the_program_gives_the_key_back(
    program: Program, items: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_arguments: Any, **_facts: Any) -> None:
        AgendaItem.objects.create(event=Event.objects.get(), title="Half done", day="2017-09-04")
        raise KeyError("a bug")

    with monkeypatch.context() as broken:
        broken.setattr("api.v1.desk.items.save_item", fail)
        with pytest.raises(KeyError, match="a bug"):
            program.post(items, NEW, idempotency_key="k")
    caplog.clear()  # of the error, which was meant
    assert (AgendaItem.objects.count(), KeyedRequest.objects.count()) == (0, 0)
    assert program.post(items, NEW, idempotency_key="k").status_code == 201


def test_work_that_outlived_its_lease_is_undone(program: Program, items: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tours.record.items.writing import save_item

    def slow(*arguments: Any, **facts: Any) -> Any:
        written = save_item(*arguments, **facts)
        request = KeyedRequest.objects.get()
        taken = claim(request.user, token=request.token, key="k", fingerprint=request.fingerprint)
        assert isinstance(taken, KeyedRequest)
        return written

    monkeypatch.setattr("backstage.keyed_requests.LEASE", timedelta())
    monkeypatch.setattr("api.v1.desk.items.save_item", slow)
    answer = program.post(items, NEW, idempotency_key="k")
    assert (answer.status_code, answer["Retry-After"], AgendaItem.objects.count()) == (409, "1", 0)


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_with_one_key_have_one_effect() -> None:
    event = rows.event()
    token = token_for(rows.coordinator())

    def send(_number: int) -> tuple[int, bytes]:
        try:
            answer = Program(token).post(f"events/{event.uid}/items/", NEW, idempotency_key="k")
            return answer.status_code, answer.content if answer.status_code == 201 else b""
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(send, range(20)))
    assert AgendaItem.objects.count() == 1
    assert {status for status, _body in answers} <= {201, 409}
    last = send(20)
    assert {body for status, body in [*answers, last] if status == 201} == {last[1]}


@pytest.mark.django_db(transaction=True)
def test_twenty_who_change_at_once_on_what_they_read_have_one_winner() -> None:
    event = rows.event()
    item = rows.item(event)
    token = token_for(rows.coordinator())
    address = f"events/{event.uid}/items/{item.uid}/"
    etag = Program(token).get(address)["ETag"]

    def send(number: int) -> int:
        try:
            return int(Program(token).patch(address, {"title": f"By {number}"}, if_match=etag).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        statuses = list(threads.map(send, range(20)))
    assert sorted(statuses) == [200, *[412] * 19]
