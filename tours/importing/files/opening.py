"""What a file that was chosen holds: text, or a table."""

from io import BytesIO
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.importing.files.archives import names_within
from tours.importing.files.documents import words_of
from tours.importing.files.sheets import table_within
from tours.importing.reading.decoding import NoTextError, decoded

MOST_BYTES = 5 * 1024 * 1024
REFUSED = {
    b"\xd0\xcf\x11\xe0": gettext_lazy(
        "This is a file of an older office, or it has a password. Save it as .docx or .xlsx."
    ),
    b"%PDF": gettext_lazy("A PDF cannot be read here. Open it, copy its text, and paste that."),
    b"{\\rtf": gettext_lazy("This is a file of an older office. Save it as .docx."),
}
"""What is refused, by its first bytes: the end of a name may lie."""


class Source(NamedTuple):
    """What is read as an agenda. It travels in the form as text, so that no step loses it."""

    text: str
    is_table: bool = False
    notes: tuple[str, ...] = ()
    """What was left out of it, in sentences."""


def opened(upload: "UploadedFile[Any]") -> Source:
    """Raises ValidationError, with a sentence that says what to do, for a file that cannot be read here."""
    if (upload.size or 0) > MOST_BYTES:
        raise ValidationError(
            _("This file is larger than 5 MB. Take its pictures out, or paste its text."), code="large"
        )
    head = upload.read(8)
    upload.seek(0)
    refusal = next((words for mark, words in REFUSED.items() if head.startswith(mark)), None)
    if refusal or str(upload.name).lower().endswith((".doc", ".xls")):
        raise ValidationError(str(refusal or _("This is no file that can be read here. Save it as .docx or .xlsx.")))
    if head.startswith(b"PK"):
        return _zipped(upload)
    try:
        text = decoded(upload.read())
    except NoTextError as fault:
        message = _("This file cannot be read here. Choose a .docx, .xlsx, .csv or .txt file, or paste the text.")
        raise ValidationError(message, code="unknown") from fault
    return Source(text, is_table=str(upload.name).lower().endswith((".csv", ".tsv")))


def _zipped(upload: "UploadedFile[Any]") -> Source:
    file = BytesIO(upload.read())
    names = names_within(file)
    if any(name.startswith("word/") for name in names):
        words = words_of(file)
        return Source(words.text, notes=words.notes)
    if any(name.startswith("xl/") for name in names):
        text, notes = table_within(file)
        return Source(text, is_table=True, notes=notes)
    message = _("This is neither a Word document nor an Excel sheet. Save it as .docx or .xlsx, or paste its text.")
    raise ValidationError(message, code="unknown")
