"""What the written design says of files is true."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
PAGES = sorted([BASE / "README.md", *(BASE / "docs").glob("*.md")])
PATH = re.compile(r"`([a-z_][\w./-]*(?:/|\.py|\.sh|\.txt|\.html|\.toml|\.md))`")
MADE_BY_A_RUN = ("var/", ".venv/")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_folder_that_a_page_names_is_there(page: Path) -> None:
    """A bare file name, as in a table below its folder's, is a file of some room. Paths below no room are addresses."""
    named = {name for name in PATH.findall(page.read_text()) if not name.startswith(MADE_BY_A_RUN)}
    assert sorted(name for name in named if not _is_there(name)) == []


def _is_there(name: str) -> bool:
    if (BASE / name).exists():
        return True
    rooms = [path.parent for path in BASE.glob("*/__init__.py")]
    if "/" in name.rstrip("/"):
        return name.partition("/")[0] not in {room.name for room in rooms}
    return any(any(room.rglob(name.rstrip("/"))) for room in rooms)
