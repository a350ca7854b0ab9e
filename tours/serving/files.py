"""Files of an event: which of them a view shows, and how one is sent."""

import logging
from collections.abc import Iterator
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _

from tours.agenda.facts import Document
from tours.agenda.view import AgendaView
from tours.pictures.cleaning import cleaned, is_clean
from tours.serving.outputs import LASTING
from tours.uploads.storing import open_whole, upload_path

logger = logging.getLogger(__name__)

PICTURE_NAMES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
"""How the names of stored pictures end, which are made of what their bytes are."""


def shown_documents(view: AgendaView) -> Iterator[Document]:
    yield from view.event.documents
    for item in view.standing:
        yield from item.line.documents


def stored_file(digest: str, file_name: str, *, as_attachment: bool) -> HttpResponseBase:
    """The stored file. Browsers may keep it for ever, as its address holds the digest of its bytes.

    A picture that was stored before pictures were cleaned is cleaned now. Raises Http404 where it is missing or holds other
    bytes: its digest is checked, 10 ms for the largest. Raises StorageAwayError, which is answered with 503: programs take
    404 for gone.
    """
    try:
        file = _clean(open_whole(digest, file_name), file_name)
    except FileNotFoundError as missing:
        logger.warning("The file %s cannot be sent: %s", upload_path(digest, file_name), missing)
        raise Http404(_("The file is missing from this site.")) from missing
    except ValidationError as unclean:
        logger.warning("The picture %s is not sent, as it cannot be cleaned", upload_path(digest, file_name))
        raise Http404(_("This picture cannot be shown.")) from unclean
    response = FileResponse(file, as_attachment=as_attachment, filename=file_name)
    response["Cache-Control"] = LASTING
    return response


def _clean(file: "File[bytes]", file_name: str) -> "File[bytes]":
    """The file, or what is left of a picture without its place, time and maker. Raises ValidationError."""
    media_type = PICTURE_NAMES.get(PurePath(file_name).suffix)
    if media_type is None:
        return file
    body = file.read()
    file.seek(0)
    if is_clean(body, media_type):
        return file
    file.close()
    return ContentFile(cleaned(body, media_type), file_name)
