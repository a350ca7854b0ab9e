"""The digest of all that draws follows what shapes bytes, and nothing else."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from pytest_django import Settings

from tours.serving import renderers
from tours.serving.renderers import renderer_digest


def libraries(monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """As if these were all that are installed: reading what truly is takes most of the time of a digest."""
    installed = [SimpleNamespace(name=name, version=version) for name, version in versions.items()]
    monkeypatch.setattr(renderers, "distributions", lambda: installed)


@pytest.fixture
def project(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that stands in for the project's."""
    settings.BASE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    libraries(monkeypatch, reportlab="5.1")
    yield tmp_path
    renderer_digest.cache_clear()


def digest_with(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    renderer_digest.cache_clear()
    return renderer_digest()


@pytest.mark.parametrize("name", ["templates/page.html", "locale/ko/LC_MESSAGES/django.mo", "static/staticfiles.json"])
def test_renderer_digest_follows_templates_translations_and_static_files(project: Path, name: str) -> None:
    first, second, third = (digest_with(project / name, text) for text in ("one", "two", "one"))
    assert (first == third, first == second) == (True, False)


def test_renderer_digest_follows_the_sources_of_a_room_that_nobody_named(project: Path) -> None:
    digest_with(project / "lodgings" / "__init__.py", "")
    for name in ("drawing.py", "land.txt"):
        first, second = (digest_with(project / "lodgings" / "rooms" / name, text) for text in ("one", "two"))
        assert first != second


@pytest.mark.parametrize("folder", ["tests", "bench", "lodgings/migrations", "no_package"])
def test_renderer_digest_leaves_out_what_draws_nothing(project: Path, folder: str) -> None:
    for package in ("tests", "bench", "lodgings"):
        digest_with(project / package / "__init__.py", "")
    first, second = (digest_with(project / folder / "module.py", text) for text in ("one", "two"))
    assert first == second


@pytest.mark.parametrize("others", [{"reportlab": "5.2"}, {"reportlab": "5.1", "pillow": "12"}, {}])
def test_renderer_digest_follows_the_libraries(
    project: Path, monkeypatch: pytest.MonkeyPatch, others: dict[str, str]
) -> None:
    first = digest_with(project / "a.txt", "")
    libraries(monkeypatch, **others)
    assert digest_with(project / "a.txt", "") != first


def test_every_room_counts_among_the_sources() -> None:
    names = {path.relative_to(settings.BASE_DIR).parts[0] for path in renderers._sources()}
    assert names >= {"accounts", "backstage", "tours", "participants", "announcements", "api", "config", "templates"}
    assert names.isdisjoint({"tests", "bench", "var"})
