"""Turns at drawing: one draws what many ask for, only so much at once, and nobody waits for ever."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import rows
from tours.serving import turns
from tours.serving.kept_outputs import Output, kept
from tours.serving.turns import Busy, one_of_few, only_one

TOKEN, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONG_WAIT", 0.05)
    monkeypatch.setattr(turns, "SHORT_WAIT", 0.02)


def draw_once(folder: Path) -> bytes:
    """Draws slowly, and leaves a file that tells of it."""
    (folder / f"drawn-{time.monotonic_ns()}").touch()
    time.sleep(0.2)
    return b"drawn"


def reader(settings_of_the_test: dict[str, Path], folder: Path, start: float) -> None:
    from django.conf import settings

    for name, value in settings_of_the_test.items():
        setattr(settings, name, value)
    time.sleep(max(0, start - time.time()))
    body = kept(Output("ab" * 32, "a.ics"), lambda: draw_once(folder), gzipped=False)
    (folder / f"read-{time.monotonic_ns()}").write_bytes(body)


@pytest.mark.filterwarnings(
    "ignore:.*multi-threaded.*fork:DeprecationWarning"
)  # other threads of the run hold no locks
def test_one_process_draws_what_the_others_wait_for(tmp_path: Path, settings: Settings) -> None:
    own = {"KEPT_DIR": settings.KEPT_DIR, "LOCKS_DIR": settings.LOCKS_DIR}
    fork = multiprocessing.get_context("fork")
    readers = [fork.Process(target=reader, args=(own, tmp_path, time.time() + 0.1)) for _number in range(4)]
    for process in readers:
        process.start()
    for process in readers:
        process.join(30)
    assert [process.exitcode for process in readers] == [0] * 4
    assert len(list(tmp_path.glob("drawn-*"))) == 1
    assert [path.read_bytes() for path in tmp_path.glob("read-*")] == [b"drawn"] * 4


def test_one_thread_draws_what_the_others_wait_for(tmp_path: Path) -> None:
    output = Output("ab" * 32, "a.ics")
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(kept, output, lambda: draw_once(tmp_path), gzipped=False) for _number in range(8)]
    assert [each.result() for each in asked] == [b"drawn"] * 8
    assert len(list(tmp_path.glob("drawn-*"))) == 1


@pytest.mark.usefixtures("_hurried")
def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with only_one(TOKEN), pytest.raises(Busy, match="This is being prepared"), only_one(TOKEN):
        raise AssertionError
    with only_one(TOKEN), only_one(OTHER):
        pass
    with only_one(TOKEN):
        pass


@pytest.mark.usefixtures("_hurried")
def test_only_so_much_is_drawn_at_once_and_a_page_waits_for_no_pdf(settings: Settings) -> None:
    settings.DRAWINGS_AT_ONCE = 2
    with one_of_few("pdf"), one_of_few("pdf"):
        with pytest.raises(Busy), one_of_few("pdf"):
            raise AssertionError
        with one_of_few("other"):
            pass
    with one_of_few("pdf"):
        pass


def test_one_thread_of_a_process_waits_long_and_the_others_shortly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONG_WAIT", 0.9)
    monkeypatch.setattr(turns, "SHORT_WAIT", 0.05)

    def waited() -> float:
        begun = time.monotonic()
        with pytest.raises(Busy), only_one(TOKEN):
            raise AssertionError
        return time.monotonic() - begun

    with only_one(TOKEN), ThreadPoolExecutor(3) as threads:
        asked = [threads.submit(waited) for _number in range(3)]
        longest, *others = sorted((each.result() for each in asked), reverse=True)
    assert longest >= 0.9 > max(others)  # so far apart that a busy machine does not mix them up


def test_error_in_a_drawing_ends_its_turn() -> None:
    with pytest.raises(LookupError), only_one(TOKEN), one_of_few("other"):
        raise LookupError
    with only_one(TOKEN), one_of_few("other"):
        pass


def test_where_there_can_be_no_locks_everyone_draws(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    locks = Path(settings.LOCKS_DIR)
    locks.parent.mkdir()
    locks.write_text("")
    with only_one(TOKEN), only_one(TOKEN), one_of_few("pdf"):
        pass
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == [
        "Requests cannot wait for each other"
    ]


@contextmanager
def everything_is_being_drawn(settings: Settings) -> Iterator[None]:
    settings.DRAWINGS_AT_ONCE = 1
    with one_of_few("pdf"), one_of_few("other"):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("_hurried")
@pytest.mark.parametrize("output", ["", "programme.ics", "programme.pdf", "card.png"])
def test_reader_who_waits_in_vain_gets_a_503(client: Client, settings: Settings, output: str) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    client.raise_request_exception = False
    with everything_is_being_drawn(settings):
        answer = client.get(f"/events/week/{output}")
    assert (answer.status_code, answer["Retry-After"], "no-store" in answer["Cache-Control"]) == (503, "5", True)
    assert "This is being prepared, which takes a moment. Try again in a few seconds." in answer.content.decode()
    assert client.get(f"/events/week/{output}").status_code == 200


@pytest.mark.django_db
@pytest.mark.usefixtures("_hurried")
def test_program_that_waits_in_vain_gets_a_problem(client: Client, settings: Settings) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    client.raise_request_exception = False
    with everything_is_being_drawn(settings):
        answer = client.get("/api/v1/events/week/editions/1/")
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (
        503,
        "5",
        "application/problem+json",
    )
    assert answer.json() == {
        "title": "Service Unavailable",
        "status": 503,
        "detail": "This is being prepared, which takes a moment. Try again in a few seconds.",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("_hurried")
def test_kept_outputs_are_served_while_others_are_drawn(client: Client, settings: Settings) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    before = client.get("/events/week/programme.ics")
    with everything_is_being_drawn(settings):
        assert client.get("/events/week/programme.ics").content == before.content
        again = client.get("/events/week/programme.ics", headers={"If-None-Match": before["ETag"]})
    assert again.status_code == 304
