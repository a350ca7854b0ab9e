"""Serves a file about who comes to those who register people. No browser and no cache keeps it."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from participants.models import SupportingFile
from tours.uploads.storing import open_whole


@require_safe
def supporting_file(request: HttpRequest, key: int) -> FileResponse:
    row = get_object_or_404(SupportingFile.objects.visible_to(signed_in(request)), pk=key)
    try:
        stored = open_whole(row.digest, row.file_name)
    except FileNotFoundError as missing:
        raise Http404(_("The file is missing from this site.")) from missing
    response = FileResponse(stored, filename=row.file_name, content_type=row.media_type, as_attachment=True)
    response["Cache-Control"] = "private, no-store"
    return response
