"""Files of an event: which of them a view shows, and how one is sent."""

import logging
from collections.abc import Iterator

from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _

from tours.agenda.facts import Document
from tours.agenda.view import AgendaView
from tours.serving.outputs import LASTING
from tours.uploads.storing import open_whole, upload_path

logger = logging.getLogger(__name__)


def shown_documents(view: AgendaView) -> Iterator[Document]:
    yield from view.event.documents
    for item in view.standing:
        yield from item.line.documents


def stored_file(digest: str, file_name: str, *, as_attachment: bool) -> HttpResponseBase:
    """The stored file. Browsers may keep it for ever, as its address holds the digest of its bytes.

    Raises Http404 where it is missing or holds other bytes: its digest is checked, 10 ms for the largest. Raises
    StorageAwayError, which is answered with 503: programs take 404 for gone.
    """
    try:
        file = open_whole(digest, file_name)
    except FileNotFoundError as missing:
        logger.warning("The file %s cannot be sent: %s", upload_path(digest, file_name), missing)
        raise Http404(_("The file is missing from this site.")) from missing
    response = FileResponse(file, as_attachment=as_attachment, filename=file_name)
    response["Cache-Control"] = LASTING
    return response
