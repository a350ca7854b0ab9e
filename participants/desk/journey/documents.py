"""The desk's pages of documents for travel: who has one, one of them, and lists for others."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from accounts.visitors import signed_in
from backstage.tables.cells import XLSX
from backstage.tables.csv_files import csv_file
from backstage.text.file_names import content_disposition
from participants.desk.finding import registering_at
from participants.desk.journey.document_forms import ListForm, PurposeForm
from participants.forms.documents import DocumentForm
from participants.models import Delegate, TravelDocument
from participants.travel.documents.facts import DocumentFacts
from participants.travel.documents.handing_over import Row, hand_over, travellers
from participants.travel.documents.keeping import forget_document, open_document, open_scan
from participants.travel.documents.scan_files import scan_file
from participants.travel.documents.sealing import has_keys
from tours.models import Event


class Traveller(NamedTuple):
    """Somebody of the event, and what is kept of them; without its content."""

    event: Event
    row: Delegate
    document: TravelDocument | None

    @property
    def kept(self) -> str:
        return self.document.changed_at.isoformat() if self.document else ""


def _traveller(request: HttpRequest, uid: str, key: int) -> Traveller:
    event = registering_at(request, uid)
    rows = Delegate.objects.editable_by(signed_in(request)).filter(event=event)
    row = get_object_or_404(rows.select_related("event"), pk=key)
    found = TravelDocument.objects.filter(delegate=row).defer("facts", "scan")
    return Traveller(event, row, found.first())


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def travel_documents(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows on GET who has one. On POST, gives a list of those chosen to somebody who is named, for a purpose."""
    event = registering_at(request, uid)
    people: list[Any] = list(travellers(event))
    kept = [row for row in people if row.kept_at]
    ticked = [row.pk for row in kept] if "all" in request.GET else []
    sent = request.POST if request.method == "POST" else None
    form = ListForm(sent, people=kept, initial={"people": ticked})
    if form.is_valid() and (rows := _list(request, people, form)):
        return _file(event, rows, form.cleaned_data["file"])
    boxes = form.boxes()
    context = {
        "event": event,
        "people": [(row, boxes.get(row.pk)) for row in people],
        "kept": len(kept),
        "form": form,
        "has_keys": has_keys(),
    }
    return render(request, "participants/journey/documents.html", context, status=400 if form.errors else 200)


@sensitive_variables()
def _list(request: HttpRequest, people: list[Delegate], form: ListForm) -> list[Row] | None:
    given, user = form.cleaned_data, signed_in(request)
    chosen = [row for row in people if row.pk in given["people"]]
    return form.look(lambda: hand_over(chosen, by=user, recipient=given["recipient"], purpose=given["purpose"]))


@sensitive_variables()
def _file(event: Event, rows: list[Row], kind: str) -> HttpResponse:
    name = content_disposition(
        event.title, _("Travel documents"), timezone.localdate().isoformat(), extension=kind, kind="attachment"
    )
    if kind == "csv":
        return HttpResponse(
            csv_file(rows), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": name}
        )
    from participants.travel.documents.document_book import (
        workbook,  # openpyxl is heavy, and most processes never write one
    )

    return HttpResponse(workbook(event, rows), content_type=XLSX, headers={"Content-Disposition": name})


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def travel_document(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """Shows on GET whether one is kept, and keeps what was typed on POST. Nothing that is sealed is shown here."""
    found = _traveller(request, uid, key)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*sent, kept=found.kept)
    if form.is_valid() and form.keep(found.row, by=signed_in(request)):
        messages.success(request, _("The document of %(name)s is sealed.") % {"name": found.row})
        return redirect("participants:travel_document", found.event.uid, found.row.pk)
    return _page(request, found, form)


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def show_travel_document(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """Opens it, which is noted with the purpose."""
    found, purpose, user = _traveller(request, uid, key), PurposeForm(request.POST), signed_in(request)
    facts = (
        purpose.look(lambda: open_document(found.row, by=user, purpose=purpose.cleaned_data["purpose"]))
        if purpose.is_valid()
        else None
    )
    return _page(request, found, DocumentForm(kept=found.kept, facts=facts), purpose=purpose, facts=facts)


@never_cache
@sensitive_variables()
@require_POST
def save_travel_scan(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """Sends the scan as a file, if the purpose is given. Browsers save it rather than show it."""
    found, purpose, user = _traveller(request, uid, key), PurposeForm(request.POST), signed_in(request)
    scan = (
        purpose.look(lambda: open_scan(found.row, by=user, purpose=purpose.cleaned_data["purpose"]))
        if purpose.is_valid()
        else None
    )
    if scan is None:
        return _page(request, found, DocumentForm(kept=found.kept), purpose=purpose)
    return scan_file(found.row, scan)


@never_cache
@require_POST
def forget_travel_document(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    found = _traveller(request, uid, key)
    if not forget_document(found.row, by=signed_in(request)):
        raise Http404
    messages.success(request, _("The document of %(name)s is deleted.") % {"name": found.row})
    return redirect("participants:travel_document", found.event.uid, found.row.pk)


@sensitive_variables()
def _page(
    request: HttpRequest,
    found: Traveller,
    form: DocumentForm,
    *,
    purpose: PurposeForm | None = None,
    facts: DocumentFacts | None = None,
) -> HttpResponse:
    purpose = purpose or PurposeForm()
    context = {
        "event": found.event,
        "row": found.row,
        "document": found.document,
        "has_scan": TravelDocument.objects.filter(delegate=found.row, scan__isnull=False).exists(),
        "form": form,
        "purpose": purpose,
        "facts": facts,
        "has_keys": has_keys(),
    }
    wrong = form.errors or purpose.errors
    return render(request, "participants/journey/document.html", context, status=400 if wrong else 200)
