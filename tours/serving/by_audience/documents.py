"""The documents of an event and of its items, as far as an audience may have them."""

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from tours.agenda.facts import Value
from tours.agenda.view import ItemView
from tours.serving.by_audience.reading import Reading
from tours.serving.files import shown_documents, stored_file


class DocumentsPart(Value, frozen=True):
    """The list, and the digests and names of the files in it."""

    html: str
    files: frozenset[tuple[str, str]] = frozenset()


def documents_part(reading: Reading) -> DocumentsPart:
    return reading.kept_value("documents.json", DocumentsPart, lambda: _drawn(reading))


def file_of(reading: Reading, digest: str, file_name: str) -> HttpResponseBase:
    """The file, if the audience may have it. Raises Http404, or StorageAwayError as `stored_file` does."""
    if (digest, file_name) not in documents_part(reading).files:
        raise Http404(_("This event has no such document."))
    return stored_file(digest, file_name, as_attachment=True)


def _drawn(reading: Reading) -> DocumentsPart:
    view = reading.view
    files = frozenset((document.digest, document.file_name) for document in shown_documents(view))
    items: list[ItemView] = [item for item in view.standing if item.line.documents]
    return DocumentsPart(html=reading.rendered("tours/by_audience/documents.html", items=items), files=files)
