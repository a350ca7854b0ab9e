import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override
from pytest_django import Settings

from tours.serving import kept_outputs as kept
from tours.serving.kept_outputs import Output

DIGEST = "ab" * 32


def test_output_is_drawn_once_and_read_afterwards(tmp_path: Path) -> None:
    drawn: list[int] = []

    def draw() -> bytes:
        drawn.append(1)
        return b"hello"

    output = Output(DIGEST, "programme.ics", ("public",))
    assert kept.kept(output, draw, gzipped=False) == b"hello"
    assert gzip.decompress(kept.kept(output, draw, gzipped=True)) == b"hello"
    assert len(drawn) == 1
    assert sorted(path.name for path in output.path(gzipped=False).parent.iterdir()) == [
        f"{output.token}-programme.ics",
        f"{output.token}-programme.ics.gz",
    ]


@pytest.mark.parametrize(
    "other", [Output("cd" * 32, "a.ics", ("x",)), Output(DIGEST, "b.ics", ("x",)), Output(DIGEST, "a.ics", ("y",))]
)
def test_whatever_shapes_the_bytes_changes_the_token(other: Output) -> None:
    assert Output(DIGEST, "a.ics", ("x",)).token != other.token


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BASE_URL", "https://elsewhere.example.org"),
        ("SITE_NAME", "Another"),
        ("OFFICE_EMAIL", "another@example.org"),
    ],
)
def test_what_outputs_say_of_the_site_changes_the_token(settings: Settings, name: str, value: str) -> None:
    before = Output(DIGEST, "a.ics").token
    setattr(settings, name, value)
    assert Output(DIGEST, "a.ics").token != before


def test_language_changes_the_token() -> None:
    tokens = set()
    for language in ("en", "sr", "ko"):
        with override(language):
            tokens.add(Output(DIGEST, "a.ics").token)
    assert len(tokens) == 3


@pytest.fixture
def project(settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A folder that stands in for the project's."""
    settings.BASE_DIR = tmp_path
    yield tmp_path
    kept.renderer_digest.cache_clear()


def digest_with(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    kept.renderer_digest.cache_clear()
    return kept.renderer_digest()


@pytest.mark.parametrize("name", ["templates/page.html", "locale/ko/LC_MESSAGES/django.mo"])
def test_renderer_digest_follows_templates_and_translations(project: Path, name: str) -> None:
    first, second, third = (digest_with(project / name, text) for text in ("one", "two", "one"))
    assert (first == third, first == second) == (True, False)


def test_renderer_digest_follows_the_sources_of_a_room_that_nobody_named(project: Path) -> None:
    digest_with(project / "lodgings" / "__init__.py", "")
    first, second = (digest_with(project / "lodgings" / "rooms" / "drawing.py", text) for text in ("one", "two"))
    assert first != second


@pytest.mark.parametrize("folder", ["tests", "bench", "lodgings/migrations", "no_package"])
def test_renderer_digest_leaves_out_what_draws_nothing(project: Path, folder: str) -> None:
    for package in ("tests", "bench", "lodgings"):
        digest_with(project / package / "__init__.py", "")
    first, second = (digest_with(project / folder / "module.py", text) for text in ("one", "two"))
    assert first == second


def test_every_room_counts_among_the_sources() -> None:
    names = {path.relative_to(settings.BASE_DIR).parts[0] for path in kept._sources()}
    assert names >= {"accounts", "backstage", "tours", "participants", "announcements", "api", "config", "templates"}
    assert names.isdisjoint({"tests", "bench", "var"})


def test_keep_replaces_files_and_stops_with_a_warning_where_it_cannot(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good, bad, last = tmp_path / "a" / "good.ics", tmp_path / "bad.ics", tmp_path / "last.ics"
    bad.mkdir()
    kept.keep({good: b"one"})
    kept.keep({good: b"two", bad: b"two", last: b"two"})
    assert (good.read_bytes(), last.exists()) == (b"two", False)
    assert [record.getMessage().partition(" in ")[0] for record in caplog.records] == [
        "Cannot keep good.ics, bad.ics, last.ics"
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "bad.ics"]


def test_purge_forgets_one_edition_and_leaves_the_rest() -> None:
    one, other = Output(DIGEST, "a.ics"), Output("cd" * 32, "a.ics")
    for output in (one, other):
        kept.kept(output, lambda: b"x", gzipped=False)
    kept.purge([DIGEST, "ef" * 32])
    assert [output.path(gzipped=False).exists() for output in (one, other)] == [False, True]
