"""A delegate's passport or identity card: typed by them, sealed, shown to them masked, and deleted when they want."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.forms.documents import DocumentForm
from participants.links.entry import by_visit, grounds_of
from participants.models import LinkSession
from participants.states import ACTIVE
from participants.travel.documents.keeping import forget_document, open_scan
from participants.travel.documents.masking import masked_of
from participants.travel.documents.scan_files import scan_file
from participants.travel.documents.sealing import has_keys
from participants.vocabulary import Area

PAGE = "participants:my_document"


@sensitive_post_parameters()
@sensitive_variables()
@by_visit(Area.DELEGATE, *FORM_METHODS, just_proven=True)
def document(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """The form is empty even where a document is kept: who looks over a shoulder reads nothing."""
    row = delegate_of(visit)
    kept = masked_of(row)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*sent, kept=kept.tag if kept else "")
    if form.is_valid() and form.keep(row, by=None, grounds=grounds_of(visit)):
        messages.success(request, _("Your document is sealed and kept."))
        return redirect(PAGE)
    may_keep = row.state in ACTIVE
    return page_of(request, visit, "own/document.html", form=form, kept=kept, has_keys=has_keys(), may_keep=may_keep)


@sensitive_variables()
@by_visit(Area.DELEGATE, "POST", just_proven=True)
def save_scan(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Sends delegates their own scan, as a file. A look is noted, so this takes a POST."""
    row = delegate_of(visit)
    try:
        return scan_file(row, open_scan(row, by=None, purpose=_("Saved by the delegate")))
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(PAGE)


@by_visit(Area.DELEGATE, "POST", just_proven=True)
def remove_document(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    if not forget_document(delegate_of(visit), by=None, grounds=grounds_of(visit)):
        raise Http404
    messages.success(request, _("Your document is deleted."))
    return redirect(PAGE)
