"""Refuses zipped documents that would fill the memory, before anything in them is read."""

import zipfile
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_UNPACKED = 50 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_TAGS = 500_000
"""In all members together. Each costs the memory a few hundred bytes, however short it is, and a second has about as many."""
NEVER_OPENED = ("word/media/", "word/embeddings/", "xl/media/", "xl/embeddings/")
"""Folders of pictures and sheets within a document, which nobody here opens."""
_ARCHIVES = (b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")
_DECLARATIONS = tuple(
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def names_within(file: IO[bytes]) -> list[str]:
    """The names of the members. Raises ValidationError by what the directory declares, and for what no office writes.

    The sizes that a directory declares hold: Python's zipfile gives no byte more.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _refuse_large(members)
            tags = 0
            for member in members:
                if not member.filename.startswith(NEVER_OPENED):
                    content = archive.read(member)
                    _refuse_nested(content)
                    tags += content.count(b"<")
                    _refuse_many(tags)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
        zlib.error,
    ) as fault:
        raise damaged() from fault
    finally:
        file.seek(0)
    return [member.filename for member in members]


def damaged() -> ValidationError:
    return ValidationError(
        _("This file is damaged or locked. Open it, save it again, and choose it anew."), code="damaged"
    )


def _refuse_large(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        message = _("This file is larger inside than 50 MB. Take its pictures out, or paste its text.")
        raise ValidationError(message, code="large_inside")


def _refuse_many(tags: int) -> None:
    if tags > MOST_TAGS:
        raise ValidationError(_("This file holds more than an agenda can. Paste its text."), code="large_inside")


def _refuse_nested(content: bytes) -> None:
    if content.startswith(_ARCHIVES) or any(word in content for word in _DECLARATIONS):
        message = _(
            "This file holds what no agenda needs: another archive, or declarations of its own. Paste its text."
        )
        raise ValidationError(message, code="suspicious")
