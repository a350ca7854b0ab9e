"""Pictures in the sizes of pages. What is drawn depends on the stored file alone, so it is kept under the file's digest."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tours.models.files import PictureFile
from tours.pictures.drawing import drawn
from tours.pictures.sizes import CARD, DRAWINGS, JPEG, named
from tours.serving.kept_outputs import PICTURES, Output
from tours.serving.outputs import JPEG as JPEG_TYPE
from tours.serving.outputs import WEBP as WEBP_TYPE
from tours.serving.outputs import Delivery, serve
from tours.uploads.storing import open_whole

FOR_OTHER_SITES = named(CARD, CARD.shown, JPEG)


def serve_row(
    request: HttpRequest, size: str, row: PictureFile | None, *, shared: bool = False, lasting: bool = False
) -> HttpResponseBase:
    """The picture of a row in the size of that name, as `serve_size` has it. Raises Http404 where there is no row."""
    if row is None:
        raise Http404(_("There is no such picture."))
    return serve_size(
        request, size, row.digest, lambda: row.file_name, changed_at=row.changed_at, shared=shared, lasting=lasting
    )


def serve_size(
    request: HttpRequest,
    size: str,
    digest: str,
    file_name: Callable[[], str],
    *,
    changed_at: datetime,
    shared: bool,
    lasting: bool = True,
    folder: str = PICTURES,
) -> HttpResponseBase:
    """The picture in the size of that name. Who asks may see it: the caller has made sure of that.

    `file_name` is asked only if the size is not kept yet; it may raise Http404. `lasting` lets browsers keep it without
    asking again, as its address holds the digest; not that for other sites, whose pages may show only what is public. The
    folder is an edition's digest for what only that edition names.
    """
    if size not in DRAWINGS:
        raise Http404(_("There is no such size of this picture."))
    content_type = JPEG_TYPE if DRAWINGS[size].kind == JPEG else WEBP_TYPE
    return serve(
        request,
        Output(folder, f"{digest}-{size}"),
        lambda: _drawn(digest, file_name(), size),
        changed_at=changed_at,
        delivery=Delivery(content_type, shared=shared, lasting=lasting and size != FOR_OTHER_SITES),
    )


def _drawn(digest: str, file_name: str, size: str) -> bytes:
    try:
        with open_whole(digest, file_name) as stored:
            return drawn(stored, DRAWINGS[size])
    except FileNotFoundError as missing:
        raise Http404(_("The file is missing from this site.")) from missing
