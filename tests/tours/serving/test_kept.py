import gzip
from pathlib import Path

import pytest
from django.utils.translation import override
from pytest_django import Settings

from tours.serving import kept
from tours.serving.kept import Output

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


def test_renderer_digest_follows_sources_and_templates(settings: Settings, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    digests = set()
    for text in ("one", "two", "one"):
        (tmp_path / "templates" / "page.html").write_text(text)
        kept.renderer_digest.cache_clear()
        digests.add(kept.renderer_digest())
    kept.renderer_digest.cache_clear()
    assert len(digests) == 2


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
