"""Scans of documents for travel: what is accepted, and how it is made ready. Settings keep them in memory."""

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.pictures.cleaning import cleaned
from tours.uploads.storing import PICTURE_TYPES

MOST_BYTES = 5_000_000
TYPES = PICTURE_TYPES | {"application/pdf"}
HEAD = 8192


def tidied(body: bytes) -> bytes:
    """The scan to be sealed: a picture is turned upright, and what the camera wrote into it is taken out.

    Raises ValidationError.
    """
    if len(body) > MOST_BYTES:
        raise too_large()
    media_type, _extension = type_of(body)
    if media_type not in TYPES:
        raise ValidationError({"scan": _("Choose a PDF or a picture (JPEG, PNG or WebP).")}, code="type")
    if media_type not in PICTURE_TYPES:
        return body
    try:
        return cleaned(body, media_type)
    except ValidationError as refusal:
        raise ValidationError({"scan": refusal.messages}) from refusal


def type_of(body: bytes) -> tuple[str, str]:
    """Media type and extension, by the first bytes: the end of a name may lie. Empty if neither is known."""
    guess = filetype.guess(body[:HEAD])
    return (guess.mime, guess.extension) if guess else ("", "")


def too_large() -> ValidationError:
    words = _("The scan is larger than 5 MB. Make it smaller: 200 dots per inch are enough.")
    return ValidationError({"scan": words}, code="size")
