"""The faces that documents are set in, one TrueType file for each weight, and where their files are.

No font file is kept in git: the faces are built into `FONT_DIR`, at set-up or when they are first needed.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from django.core.files import locks

NOTO_SANS = Path(str(files("fontpkg_noto_sans"))) / "files/NotoSans[wdth,wght].ttf"
NOTO_SANS_KR = Path(str(files("justmytype_intl_cjk"))) / "fonts/ofl/notosanskr/NotoSansKR[wght].ttf"
BUILDER = "tours.pdf.faces.building"


class Face(StrEnum):
    REGULAR = "Regular"
    BOLD = "Bold"

    @property
    def font_name(self) -> str:
        """The PostScript name. reportlab knows the face by it too."""
        return f"SojournSans-{self.value}"


def built_faces(folder: Path) -> dict[Face, Path]:
    """The files of the faces.

    Where one is missing, all are built first, which takes about ten seconds. A file lock lets only one process build.
    """
    paths = {face: folder / f"{face.font_name}-{_recipe_digest()}.ttf" for face in Face}
    if not _all_there(paths):
        folder.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(folder / "building.lock"):
            if not _all_there(paths):
                _build(paths)
    return paths


@cache
def _recipe_digest() -> str:
    """A digest of everything the faces are made from.

    A change of a source font, of fontTools or of the builder makes new files.
    """
    digest = hashlib.sha256(version("fonttools").encode())
    for path in (NOTO_SANS, NOTO_SANS_KR, Path(__file__).with_name("building.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _all_there(paths: dict[Face, Path]) -> bool:
    return all(path.exists() for path in paths.values())


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        locks.lock(file, locks.LOCK_EX)
        try:
            yield
        finally:
            locks.unlock(file)


def _build(paths: dict[Face, Path]) -> None:
    """Builds each face in a process of its own: they are built side by side, and the server needs no memory for it."""
    root = Path(__file__).resolve().parents[3]
    commands = [[sys.executable, "-m", BUILDER, face, str(path)] for face, path in paths.items()]
    builders = [subprocess.Popen(command, cwd=root) for command in commands]  # noqa: S603  # our own interpreter and module
    exit_codes = [builder.wait() for builder in builders]
    if any(exit_codes):
        raise RuntimeError("The faces could not be built; the builder's own error says why.")
