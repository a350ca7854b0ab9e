"""Within a request, known and unknown addresses cost the same: the same statements, in the same order."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from participants.links import codes
from participants.models import AccessLink, MailedCode
from participants.vocabulary import Whose
from tests.counting import asked
from tests.participants.entering.mailboxes import SECRETARY, delegate_of, point_of
from tests.participants.visits import coming_event

pytestmark = pytest.mark.django_db
UNKNOWN = "nobody@example.org"


@pytest.fixture(autouse=True)
def _known_mailbox() -> None:
    """It serves three, so that whatever looked them up would show."""
    cache.clear()
    event = coming_event(title="Smart City Week")
    delegate_of(SECRETARY, "Đorđe Čačak", event=event, whose=Whose.ASSISTANT)
    delegate_of(SECRETARY, "Ana Primer", event=event)
    point_of(SECRETARY, event)


@pytest.fixture
def _worker_is_another_process(settings: Settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def work_of(path: str, sent: dict[str, str]) -> tuple[int, list[tuple[str, list[str]]]]:
    """The status, and each statement with the kinds of its values. Savepoints have names of their own."""
    with asked() as found:
        answer = Client().post(path, sent)
    shapes = [
        (sql.split('"')[0] if "SAVEPOINT" in sql else sql, [type(value).__name__ for value in values or ()])
        for sql, values in found.statements
    ]
    return answer.status_code, shapes


@pytest.mark.usefixtures("_worker_is_another_process")
@pytest.mark.parametrize("path", ["/d/again/", "/d/code/"])
def test_asking_for_a_mail_only_notes_a_job(path: str, mailoutbox: list[Any]) -> None:
    known, unknown = (work_of(path, {"email": email}) for email in (SECRETARY, UNKNOWN))
    assert known == unknown
    status, [(sql, _kinds)] = known
    assert (status, sql.partition(" (")[0]) == (200, 'INSERT INTO "django_tasks_database_dbtaskresult"')
    assert (DBTaskResult.objects.count(), MailedCode.objects.count(), AccessLink.objects.count()) == (2, 0, 0)
    assert mailoutbox == []


def test_typing_a_wrong_code_costs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codes, "make_code", lambda: "123456")
    for email in (SECRETARY, UNKNOWN):
        codes.ask_for_code(email)
    known, unknown = (work_of("/d/code/enter/", {"email": email, "code": "000000"}) for email in (SECRETARY, UNKNOWN))
    assert known == unknown
    assert (known[0], len(known[1])) == (400, 4)
