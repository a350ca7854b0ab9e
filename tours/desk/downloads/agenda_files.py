"""The agenda of an event as a file to take away, of the draft or of a version, for one audience."""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from backstage.tables.cells import CSV, XLSX
from backstage.text.file_names import content_disposition
from tours.agenda.carrying import succeed
from tours.agenda.values import Agenda
from tours.desk.audiences import level_asked_for, view_of
from tours.editions.composing import compose, compose_tray
from tours.editions.publishing import agenda_of
from tours.exporting.edition import Exported
from tours.models import Event
from tours.vocabulary import Level

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_NUMBER = 9
BEFORE_ANY = 0
"""The number of a draft, which is shown nowhere: a draft says when it was last edited."""


@never_cache
@require_safe
def word_file(request: HttpRequest, uid: str) -> HttpResponse:
    def written(exported: Exported, _event: Event) -> bytes:
        from tours.exporting.word import word  # python-docx is heavy, and most processes never write

        return word(exported)

    return _file(request, uid, written, extension="docx", content_type=DOCX)


@never_cache
@require_safe
def xlsx_file(request: HttpRequest, uid: str) -> HttpResponse:
    def written(exported: Exported, event: Event) -> bytes:
        from tours.exporting.xlsx import xlsx  # openpyxl is heavy, too

        return xlsx(exported, _external_ids(event))

    return _file(request, uid, written, extension="xlsx", content_type=XLSX)


@never_cache
@require_safe
def csv_file(request: HttpRequest, uid: str) -> HttpResponse:
    def written(exported: Exported, event: Event) -> bytes:
        from tours.exporting.csv_table import csv_table

        return csv_table(exported, _external_ids(event))

    return _file(request, uid, written, extension="csv", content_type=CSV)


def exported_of(event: Event, query: QueryDict, *, level: Level | None = None) -> Exported:
    """The agenda that a query asks for: `?version=3`, or else the draft; `?audience=public`, or else as staff see it.

    With `level`, the audience is that one. Raises Http404 for what the event does not have, and ValidationError for what no
    version or audience is called.
    """
    level = level or level_asked_for(query)
    number = query.get("version", "")
    agenda = _version(event, number) if number else draft_of(event)
    view = view_of(agenda, level)
    if view is None:
        raise Http404
    tray = None if number else tray_of(event)
    return Exported(view, is_draft=not number, tray=view_of(tray, level))


def draft_of(event: Event) -> Agenda:
    """The agenda as the rows stand, stamped with the moment of the last edit: the same rows give the same files."""
    return succeed(None, compose(event), number=BEFORE_ANY, at=event.updated_at)


def tray_of(event: Event) -> Agenda | None:
    """What waits for a day, stamped as the draft is."""
    composed = compose_tray(event)
    return composed and succeed(None, composed, number=BEFORE_ANY, at=event.updated_at)


def _version(event: Event, number: str) -> Agenda:
    if not (number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER):
        raise ValidationError(_("A version is a number, as in version=3. Leave it out for the draft."))
    return agenda_of(get_object_or_404(event.editions.standing(), number=int(number)))


def _external_ids(event: Event) -> Mapping[str, str]:
    named = event.items.exclude(external_id="").order_by().values_list("uid", "external_id")
    return {str(uid): external_id for uid, external_id in named}


def _file(
    request: HttpRequest, uid: str, made: Callable[[Exported, Event], bytes], *, extension: str, content_type: str
) -> HttpResponse:
    event = get_object_or_404(Event.objects.visible_to(signed_in(request)), uid=uid)
    try:
        exported = exported_of(event, request.GET)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    return saved(exported, made(exported, event), extension=extension, content_type=content_type)


def saved(exported: Exported, content: bytes, *details: str, extension: str, content_type: str) -> HttpResponse:
    """The answer that a browser saves, as `Smart City Week - Version 3 - Staff.docx`."""
    view = exported.view
    version = _("Draft") if exported.is_draft else _("Version %(number)d") % {"number": view.stamp.number}
    parts = (version, exported.audience, *details)
    name = content_disposition(view.event.title, *parts, extension=extension, kind="attachment")
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": name})


def not_understood(request: HttpRequest, refusal: ValidationError) -> HttpResponse:
    return render(request, "400.html", {"message": " ".join(refusal.messages)}, status=400)
