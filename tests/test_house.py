"""What the import contracts of pyproject.toml cannot say."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

RENDERERS = [
    "tours.calendar.feed",
    "tours.calendar.events",
    "tours.booklet",
    "tours.exporting.xlsx",
    "tours.exporting.csv_table",
    "tours.exporting.run_sheet",
    "tours.exporting.word",
    "tours.maps.cities",
    "tours.metadata.cards",
    "tours.agenda.changes.comparing",
    "tours.checks.checking",
    "tours.importing.files.opening",
    "tours.importing.lines.reading",
    "tours.importing.planning.plan",
    "tours.importing.reading.reader",
    "tours.importing.tables.rows",
    "tours.metadata.structured_data",
    "announcements.drafting",
    "announcements.rendering.structured_data",
]

BELOW = {"accounts": [], "backstage": ["accounts"]}


@pytest.mark.parametrize("renderer", RENDERERS)
def test_renderer_loads_neither_models_nor_the_orm(renderer: str) -> None:
    code = f"import {renderer}, sys; print([m for m in ('django.db.models', 'tours.models') if m in sys.modules])"
    process = subprocess.run(  # noqa: S603  (our own interpreter and code)
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=settings.BASE_DIR, check=True
    )
    assert process.stdout == "[]\n"


def test_pages_do_not_load_what_draws_and_writes_files_before_someone_asks_for_one() -> None:
    code = "import django; django.setup(); import config.urls, sys; print([m for m in ('reportlab', 'fontTools', 'openpyxl', 'docx') if m in sys.modules])"
    process = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings", "SOJOURN_MODE": "test"},
    )
    assert process.stdout == "[]\n"


def test_rows_are_claimed_and_let_go_of_in_one_place() -> None:
    """Nothing else names the moment until which a row is held: it would be a second way to claim one."""
    assert _sources_with("held_until") == {"backstage/leases.py"}


def test_secrets_are_made_in_one_place() -> None:
    assert _sources_with("import secrets") == {"accounts/secrets/random_secrets.py"}


@pytest.mark.parametrize("room", ["accounts", "backstage"])
def test_room_does_not_reach_up_by_what_leads_to_its_rows(room: str) -> None:
    """`user.roles` is tours', though no import tells of it."""
    models = apps.get_app_config(room).get_models()
    relations = [relation for model in models for relation in model._meta.related_objects]
    above = {r.get_accessor_name() for r in relations if r.related_model._meta.app_label not in {room, *BELOW[room]}}
    reached = {name for name in above if name for place in _sources_with(f".{name}") if place.startswith(f"{room}/")}
    assert (reached, "roles" in above) == (set(), room == "accounts")


def _sources_with(text: str) -> set[str]:
    """Where the rooms have it."""
    rooms = (path.parent for path in Path(settings.BASE_DIR).glob("*/__init__.py") if path.parent.name != "tests")
    sources = (path for room in rooms for path in room.rglob("*.py") if "migrations" not in path.parts)
    return {path.relative_to(settings.BASE_DIR).as_posix() for path in sources if text in path.read_text()}
