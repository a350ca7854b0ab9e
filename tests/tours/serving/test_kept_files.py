"""Files of outputs on a disk that fails: what is read is whole, and nothing that fails takes an answer down."""

import os
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories import rows
from tours.models import PublishedEvent
from tours.serving import kept_files
from tours.serving.kept_files import keep, read

BODY = b"BEGIN:VCALENDAR\r\n" * 100


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "renderer" / "digest" / "a.ics"
    keep({made: BODY})
    return made


def test_what_is_kept_is_read(path: Path) -> None:
    assert read(path) == BODY
    keep({path: b""})
    assert read(path) == b""


def test_group_may_read_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        path = tmp_path / "renderer" / "digest" / "a.ics"
        keep({path: BODY})
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, path.parent.parent)]
    assert modes == [0o640, 0o750, 0o750]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _whole: b"",
    "of 100 bytes": lambda whole: whole[:100],
    "without its last byte": lambda whole: whole[:-1],
    "with a byte more": lambda whole: whole + b"\0",
    "with an end of zeros": lambda whole: whole[:-600] + bytes(600),
    "cut in the middle": lambda whole: whole[:200] + whole[-kept_files.END :],
    "with zeros within": lambda whole: whole[:200] + bytes(200) + whole[400:],
    "with one letter changed": lambda whole: whole.replace(b"CALENDAR", b"CALENDER", 1),
    "with nothing but zeros": lambda whole: bytes(len(whole)),
    "as a former release wrote it": lambda _whole: BODY,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_damaged_file_is_none_and_is_told(
    path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(damage(path.read_bytes()))
    assert read(path) is None
    [record] = caplog.records
    assert record.getMessage().startswith("A damaged file is drawn anew: a.ics in ")


def test_pipe_in_place_of_a_file_is_waited_for_by_nobody(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)
    assert read(path) is None
    keep({path: BODY})
    assert read(path) == BODY


def test_what_is_not_there_or_is_no_file_is_none(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert [read(path / "below"), read(path.parent / "missing"), read(path.parent)] == [None, None, None]
    assert caplog.records == []


def test_files_are_replaced_in_their_order_until_one_cannot_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad, last = tmp_path / "a" / "good.ics", tmp_path / "bad.ics", tmp_path / "last.ics"
    bad.mkdir()
    keep({good: b"one"})
    keep({good: b"two", bad: b"two", last: b"two"})
    assert (read(good), last.exists()) == (b"two", False)
    [record] = caplog.records
    assert record.getMessage().startswith(
        "What is drawn cannot be kept, and is drawn anew each time: good.ics, bad.ics"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "bad.ics"]


def test_folder_that_is_dropped_meanwhile_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, rename = tmp_path / "digest" / "a.ics", os.replace
    dropped: list[Path] = []

    def dropped_once(source: str, target: Path) -> None:
        if not dropped:
            dropped.append(target)
            shutil.rmtree(target.parent)
        rename(source, target)

    monkeypatch.setattr(os, "replace", dropped_once)
    keep({path: BODY})
    assert (read(path), len(dropped)) == (BODY, 1)


def test_same_trouble_is_told_once_in_ten_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "bad.ics").mkdir()
    now = 1000.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    for _request in range(5):
        keep({tmp_path / "bad.ics": BODY})
    assert len(caplog.records) == 1
    now += kept_files.SILENCE
    keep({tmp_path / "bad.ics": BODY})
    assert len(caplog.records) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("output", ["", "programme.ics", "programme.pdf", "card.png"])
@pytest.mark.parametrize("left", [0, 100])
def test_cut_file_is_never_served(client: Client, settings: Settings, output: str, left: int) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    before = client.get(f"/events/week/{output}")
    for path in Path(settings.KEPT_DIR).rglob("*.*"):
        os.truncate(path, left)
    after = client.get(f"/events/week/{output}")
    assert (after.status_code, after.content, after["ETag"]) == (200, before.content, before["ETag"])
    assert client.get(f"/events/week/{output}").content == before.content


def folder_of_the_edition(root: Path) -> Path:
    return next(root.rglob(PublishedEvent.objects.get().digest))


def file_in_place_of_everything(root: Path) -> None:
    shutil.rmtree(root)
    root.write_text("")


def file_in_place_of_the_editions_folder(root: Path) -> None:
    folder = folder_of_the_edition(root)
    shutil.rmtree(folder)
    folder.write_text("")


def folders_in_place_of_files(root: Path) -> None:
    for path in folder_of_the_edition(root).iterdir():
        path.unlink()
        path.mkdir()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "trouble", [file_in_place_of_everything, file_in_place_of_the_editions_folder, folders_in_place_of_files]
)
def test_misplaced_path_is_drawn_anew_each_time_and_told_once(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, trouble: Callable[[Path], None]
) -> None:
    rows.publish(rows.full_event(1, slug="week"))
    before = client.get("/events/week/")
    trouble(Path(settings.KEPT_DIR))
    for _request in range(3):
        after = client.get("/events/week/")
        assert (after.status_code, after.content, after["ETag"]) == (200, before.content, before["ETag"])
    assert [record.levelname for record in caplog.records] == ["WARNING"]
