"""The desk's addresses of an event's documents, for those who work on it: readers get them from editions."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from tours.desk.finding import event_or_404
from tours.models import Document
from tours.models.files import StoredFile
from tours.uploads.storing import open_whole


@require_safe
def document_file(request: HttpRequest, uid: str, key: int) -> FileResponse:
    event = event_or_404(request, uid)
    documents = Document.objects.visible_to(signed_in(request)).filter(event=event)
    return stored_file(get_object_or_404(documents, pk=key), is_download=True)


def stored_file(row: StoredFile, *, is_download: bool) -> FileResponse:
    try:
        stored = open_whole(row.digest, row.file_name)
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(stored, filename=row.file_name, content_type=row.media_type, as_attachment=is_download)
