"""Documents and pictures of an event, as the current edition shows them."""

import logging
from collections.abc import Iterator

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.visitors import visitor
from tours.agenda.audiences import for_audience, readers
from tours.agenda.facts import Document
from tours.agenda.values import STAFF
from tours.agenda.view import AgendaView
from tours.models import Event
from tours.serving.current import current_agenda, current_view, published_or_404
from tours.serving.former_addresses import under_event
from tours.uploads.storing import open_whole, upload_path

logger = logging.getLogger(__name__)


@under_event
def document(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    """A document that the current edition shows to its readers.

    Users with a role at the event may also open staff documents.
    """
    published = published_or_404(request, slug)
    is_staff = Event.objects.visible_to(visitor(request)).filter(pk=published.event_id).exists()
    agenda = current_agenda(published)
    for document in shown_documents(for_audience(agenda, STAFF if is_staff else readers(agenda.event))):
        if (document.digest, document.file_name) == (digest, file_name):
            return stored_file(digest, file_name, as_attachment=True)
    raise Http404(_("This event has no such document."))


@under_event
def picture(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    shown = current_view(published_or_404(request, slug)).event.picture
    if shown is None or (shown.digest, shown.file_name) != (digest, file_name):
        raise Http404(_("This event has no such picture."))
    return stored_file(digest, file_name, as_attachment=False)


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
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response
