"""What the worker drops of the kept files, and what it leaves."""

import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from tests.counting import asked
from tests.factories import rows
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, Picture, Portrait
from tours.serving import dropping
from tours.serving.dropping import drop_unneeded
from tours.serving.kept_files import keep
from tours.serving.kept_outputs import EVERY_EVENT, PICTURES, Output, kept, renderer_folder

pytestmark = pytest.mark.django_db
FORMER = "f" * 16
DIGEST = "ab" * 32


@pytest.fixture
def root(settings: Settings) -> Path:
    return Path(settings.KEPT_DIR)


@pytest.fixture
def event() -> Event:
    made = rows.full_event(1, slug="week")
    rows.publish(made)
    return made


def written(path: Path, *, ago: timedelta = timedelta(), size: int = 1) -> Path:
    """A kept file that was written a while ago."""
    keep({path: b"x" * size})
    age(path, ago)
    return path


def age(path: Path, ago: timedelta) -> None:
    moment = (timezone.now() - ago).timestamp()
    os.utime(path, (moment, moment))


def left(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_what_readers_ask_for_stays(client: Client, event: Event, root: Path) -> None:
    for address in (
        "/events/week/",
        "/events/week/programme.ics",
        "/events.ics",
        "/news/feed.atom",
        reverse("api:guide"),
    ):
        assert client.get(address).status_code == 200
    before = left(root)
    outputs = {
        "event.html",
        "programme.ics",
        "programme.pieces",
        "events.ics",
        "news-1.atom",
        "api.html",
    }
    assert {path.partition("-")[2] for path in map(os.path.basename, before)} >= outputs
    assert drop_unneeded(timezone.now()) == 0
    assert left(root) == before


def test_other_release_stays_for_a_day_after_it_last_served(event: Event, root: Path) -> None:
    path = written(root / FORMER / event.editions.get().digest / "a-programme.ics", ago=timedelta(days=30))
    age(root / FORMER, timedelta(hours=23))
    assert drop_unneeded(timezone.now()) == 0
    age(root / FORMER, timedelta(hours=25))
    assert drop_unneeded(timezone.now()) == 1
    assert not path.parent.parent.exists()


def test_release_that_serves_says_so_each_time(event: Event, root: Path) -> None:
    written(root / renderer_folder() / event.editions.get().digest / "a-programme.ics")
    age(root / renderer_folder(), timedelta(days=30))
    now = timezone.now()
    assert drop_unneeded(now) == 0
    assert datetime.fromtimestamp((root / renderer_folder()).stat().st_mtime, UTC) == pytest.approx(
        now, abs=timedelta(milliseconds=1)
    )


def test_folders_from_before_there_were_renderers_go_at_once(root: Path) -> None:
    written(root / "ab" / DIGEST / "a-programme.ics")
    assert (drop_unneeded(timezone.now()), left(root)) == (1, set())


@pytest.mark.parametrize("renderer", [None, FORMER])
def test_what_no_row_names_goes_from_every_renderer(event: Event, root: Path, renderer: str | None) -> None:
    folder = root / (renderer or renderer_folder())
    names = [event.editions.get().digest, str(event.uid), "news", DIGEST, str(uuid4())]
    paths = [written(folder / name / "a-programme.ics") for name in names]
    assert drop_unneeded(timezone.now()) == 2
    assert [path.parent.exists() for path in paths] == [True, True, True, False, False]


def test_withdrawn_edition_is_not_kept(event: Event, root: Path) -> None:
    rows.item(event)
    second = rows.publish(event)
    paths = [
        written(Output(edition.digest, "a.ics").path(gzipped=False)) for edition in event.editions.order_by("number")
    ]
    withdraw(second, by=rows.coordinator())
    assert drop_unneeded(timezone.now()) == 1
    assert [path.exists() for path in paths] == [True, False]


def test_output_of_all_events_replaces_the_one_before(client: Client, event: Event, root: Path) -> None:
    for _time in range(3):
        client.get("/events.ics")
        client.get("/news/feed.atom")
        for path in root.rglob("*.*"):
            age(path, timedelta(minutes=5))
        rows.publish(rows.full_event(1))
    address = client.get("/events.ics")
    [folder] = root.rglob(EVERY_EVENT)
    names = {path.name.partition("-")[2] for path in folder.iterdir()}
    assert names >= {"events.ics", "events.ics.gz", "news-1.atom", "news-1.atom.gz"}
    assert drop_unneeded(timezone.now()) >= 6  # the calendars of three times, plain and gzipped
    assert sorted(path.name.partition("-")[2] for path in folder.iterdir()) == sorted(names)
    assert {path.name.partition("-")[0] for path in folder.glob("*-events.ics*")} == {address["ETag"].strip('"')}


def test_oldest_beyond_the_bound_go(event: Event, settings: Settings, root: Path) -> None:
    settings.KEPT_MEGABYTES = 1
    folder = root / renderer_folder() / event.editions.get().digest
    for number in range(4):
        written(folder / f"{number}-a.ics", ago=timedelta(hours=number), size=400_000)
    assert drop_unneeded(timezone.now()) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["0-a.ics", "1-a.ics"]


def test_drafts_of_killed_processes_go_after_an_hour(event: Event, root: Path) -> None:
    folder = root / renderer_folder() / EVERY_EVENT
    old, older = (written(folder / name, ago=timedelta(minutes=minutes)) for name, minutes in ((".a", 50), (".b", 70)))
    written(folder / ".c")
    assert drop_unneeded(timezone.now()) == 1
    assert (old.exists(), older.exists()) == (True, False)


def test_what_lies_in_the_way_goes(event: Event, root: Path) -> None:
    output = Output(event.editions.get().digest, "a.ics")
    path = output.path(gzipped=False)
    (path / "within").mkdir(parents=True)
    (path / "within" / "file").write_text("")
    (root / renderer_folder() / DIGEST).write_text("")
    (root / ("e" * 16)).write_text("")
    assert drop_unneeded(timezone.now()) == 3
    assert kept(output, lambda: b"x", gzipped=False) == b"x"
    assert left(root) == {str(output.path(gzipped=gzipped).relative_to(root)) for gzipped in (False, True)}


def test_another_machines_redaction_reaches_what_is_kept_here(root: Path) -> None:
    """Here the redaction does not purge: its transaction is never committed."""
    event = rows.full_event(1, slug="week", summary="A word")
    rows.publish(event)
    folder = root / renderer_folder()
    for name in (event.editions.get().digest, str(event.uid), EVERY_EVENT):
        written(folder / name / "a-programme.ics")
    other = written(folder / str(rows.full_event(1).uid) / "a-programme.pieces")
    for path in root.rglob("*-*"):
        age(path, timedelta(minutes=1))
    redact_text(event, text="word", by=rows.coordinator(), reason="Asked for")
    assert drop_unneeded(timezone.now()) == 3
    assert left(root) == {str(other.relative_to(root))}


def test_log_says_how_many_and_why(event: Event, root: Path, caplog: pytest.LogCaptureFixture) -> None:
    for name in ("a-a.ics", "b-a.ics"):
        written(root / renderer_folder() / DIGEST / name)
    written(root / "ab" / DIGEST / "a-a.ics")
    assert drop_unneeded(timezone.now()) == 3
    assert drop_unneeded(timezone.now()) == 0
    assert [record.getMessage() for record in caplog.records] == [
        "Kept files dropped: 1 of other releases, 2 that no version names."
    ]


def test_nothing_kept_is_nothing_to_drop(root: Path) -> None:
    assert drop_unneeded(timezone.now()) == 0
    root.parent.mkdir()
    root.write_text("")
    assert drop_unneeded(timezone.now()) == 0


def test_what_cannot_be_dropped_is_told_and_the_rest_goes(
    root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    paths = [written(root / renderer_folder() / DIGEST / name) for name in ("a-a.ics", "b-a.ics")]
    unlink = os.unlink

    def refuse_one(path: Path) -> None:
        if path == paths[0]:
            raise PermissionError(13, "Permission denied")
        unlink(path)

    monkeypatch.setattr(os, "unlink", refuse_one)
    assert drop_unneeded(timezone.now()) == 1
    assert [record.getMessage().partition(":")[0] for record in caplog.records if record.levelname == "WARNING"] == [
        "What is not needed cannot be dropped"
    ]


def test_sizes_of_pictures_that_are_gone_are_dropped_and_one_that_is_being_written_is_not(root: Path) -> None:
    facts = {"file_name": "a.png", "media_type": "image/png", "size": 1, "width": 1, "height": 1, "file": "a.png"}
    Picture.objects.create(digest=DIGEST, alternative="A hall", **facts)
    Portrait.objects.create(digest="cd" * 32, person=rows.person(), **facts)
    kept = {digest: Output(PICTURES, f"{digest}-page-320.webp").path(gzipped=False) for digest in (DIGEST, "cd" * 32)}
    gone = Output(PICTURES, f"{'ef' * 32}-page-320.webp").path(gzipped=False)
    draft = gone.with_name(".being-written")
    for path in (*kept.values(), gone, draft):
        written(path)
    assert drop_unneeded(timezone.now()) == 1
    assert [path.exists() for path in (*kept.values(), gone, draft)] == [True, True, False, True]
    Portrait.objects.all().delete()
    drop_unneeded(timezone.now())
    assert [path.exists() for path in kept.values()] == [True, False]


def test_costs_five_queries(event: Event, root: Path) -> None:
    rows.publish(rows.full_event(1))
    with asked() as seen:
        drop_unneeded(timezone.now())
    assert seen.queries == 5
    assert Edition.objects.count() == 2


def test_writing_and_dropping_at_once_loses_no_answer(event: Event, root: Path) -> None:
    """Another process drops whatever it finds, while this one draws and reads."""
    stop = threading.Event()

    def drop() -> None:
        while not stop.is_set():
            for entry, depth in list(dropping._walk(root)):
                if depth == dropping.FILES:
                    dropping._drop(entry.path)
            dropping._drop_empty_folders(root)

    dropper = threading.Thread(target=drop)
    dropper.start()
    try:
        for number in range(30):
            output = Output(event.editions.get().digest, "a.ics", (str(number),))
            assert kept(output, lambda: b"x", gzipped=False) == b"x"
    finally:
        stop.set()
        dropper.join()
