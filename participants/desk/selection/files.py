"""The selection sheet as files. They are private, kept by nobody on the way, and saved rather than shown."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from backstage.tables.cells import XLSX
from backstage.text.file_names import content_disposition
from participants.desk.finding import delegation_or_404, registering_at
from participants.letters.reaching import where_replies_go
from participants.selection.composing import compose, confirmation_of
from participants.selection.sheet import Sheet


@never_cache
@require_safe
def selection_pdf(request: HttpRequest, uid: str) -> HttpResponse:
    def drawn(sheet: Sheet) -> bytes:
        from participants.selection.pdf import pdf  # reportlab is heavy, and most processes never draw

        return pdf(sheet)

    return _file(request, uid, drawn, extension="pdf", content_type="application/pdf")


@never_cache
@require_safe
def selection_xlsx(request: HttpRequest, uid: str) -> HttpResponse:
    def written(sheet: Sheet) -> bytes:
        from participants.selection.xlsx import xlsx  # openpyxl is heavy, too

        return xlsx(sheet)

    return _file(request, uid, written, extension="xlsx", content_type=XLSX)


@never_cache
@require_safe
def confirmation(request: HttpRequest, key: int) -> HttpResponse:
    """The letter by which the city confirms its names, to be signed."""
    from participants.selection.confirmation import letter

    delegation = delegation_or_404(request, key)
    event = registering_at(request, delegation.participation.event.uid)
    value = confirmation_of(delegation, at=timezone.now(), reply_to=where_replies_go(event))
    name = content_disposition(value.title, _("Confirmation of names"), value.body, extension="pdf", kind="attachment")
    return HttpResponse(letter(value), content_type="application/pdf", headers={"Content-Disposition": name})


def _file(
    request: HttpRequest, uid: str, made: Callable[[Sheet], bytes], *, extension: str, content_type: str
) -> HttpResponse:
    event = registering_at(request, uid)
    sheet = compose(event, at=timezone.now(), seen_by=signed_in(request))
    name = content_disposition(
        event.title, _("Selection"), sheet.at.date().isoformat(), extension=extension, kind="attachment"
    )
    return HttpResponse(made(sheet), content_type=content_type, headers={"Content-Disposition": name})
