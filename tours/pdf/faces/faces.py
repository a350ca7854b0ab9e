"""The faces that documents are set in, one TrueType file for each weight, and where their files are.

No font file is kept in git: the faces are built into `FONT_DIR`, at set-up or when they are first needed.
"""

import hashlib
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from os import SEEK_END
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


class FacesMissingError(Exception):
    """Nothing with letters of our own can be drawn: no PDF and no card."""


def built_faces(folder: Path) -> dict[Face, Path]:
    """The files of the faces.

    Where one is missing or was cut, all are built first, which takes about ten seconds. A file lock lets only one process
    build. Raises FacesMissingError.
    """
    paths = {face: folder / f"{face.font_name}-{_recipe_digest()}.ttf" for face in Face}
    if not _all_there(paths):
        try:
            _build_in(folder, paths)
        except OSError as error:
            raise FacesMissingError(f"The faces cannot be built in {folder}: {error}") from error
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
    return all(map(_is_whole, paths.values()))


def _is_whole(path: Path) -> bool:
    """Whether the file is there and as long as its own list of tables says."""
    try:
        with path.open("rb") as file:
            (count,) = struct.unpack(">4xH6x", file.read(12))
            ends = [start + length for start, length in struct.iter_unpack(">8xII", file.read(16 * count))]
            return 0 < max(ends, default=0) <= file.seek(0, SEEK_END)
    except (OSError, struct.error):
        return False


def _build_in(folder: Path, paths: dict[Face, Path]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(folder / "building.lock"):
        if not _all_there(paths):
            _build(paths)


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
        raise FacesMissingError("The faces could not be built; the builder's own error says why.")
