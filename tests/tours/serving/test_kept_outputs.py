import gzip

import pytest
from django.utils.translation import override
from pytest_django import Settings

from tours.serving import kept_outputs as kept
from tours.serving.kept_outputs import Output

DIGEST = "ab" * 32


def test_output_is_drawn_once_and_read_afterwards() -> None:
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


@pytest.mark.parametrize(("name", "count"), [("programme.pdf", 1), ("card.png", 1), ("event.html", 2)])
def test_what_is_compressed_already_is_kept_once(name: str, count: int) -> None:
    output = Output(DIGEST, name)
    kept.kept(output, lambda: b"hello", gzipped=False)
    assert len(list(output.path(gzipped=False).parent.iterdir())) == count


def test_purge_forgets_one_edition_of_every_renderer_and_leaves_the_rest(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Output(DIGEST, "a.ics"), Output("cd" * 32, "a.ics")
    paths = []
    for renderer in ("1" * 64, "2" * 64):
        monkeypatch.setattr(kept, "renderer_digest", lambda renderer=renderer: renderer)
        for output in (one, other):
            kept.kept(output, lambda: b"x", gzipped=False)
            paths.append(output.path(gzipped=False))
    assert [path.relative_to(settings.KEPT_DIR).parts[:2] for path in paths[:2]] == [
        ("1" * 16, DIGEST),
        ("1" * 16, "cd" * 32),
    ]
    kept.purge([DIGEST, "ef" * 32])
    assert [path.exists() for path in paths] == [False, True, False, True]
