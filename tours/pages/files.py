"""Documents and pictures of an event, as the current edition shows them."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.visitors import visitor
from tours.agenda.audiences import for_audience, readers
from tours.agenda.values import STAFF
from tours.models import Event
from tours.serving.current import current_agenda, current_view, published_or_404
from tours.serving.files import shown_documents, stored_file
from tours.serving.former_addresses import under_event


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
