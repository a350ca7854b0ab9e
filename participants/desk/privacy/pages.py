"""The page of all that is known of one person, the same as JSON, and the page that erases them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.visitors import signed_in
from backstage.text.spellings import REMOVED
from backstage.text.tidying import tidy
from participants.desk.privacy.finding import Known, person_or_404
from participants.desk.privacy.wording import LAID_OUT_AS, readable
from participants.privacy.duties import Duty, duties_of
from participants.privacy.erasing import erase
from participants.privacy.exporting import as_plain, known_of
from participants.privacy.identity import names_of

LONGEST_REASON = 300


class ErasureForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Such as “asked for it by mail on 3 May”. Their name is taken out of it."),
    )
    name = forms.CharField(
        label=gettext_lazy("The name"),
        max_length=200,
        help_text=gettext_lazy("Type it as it stands above, as this cannot be undone."),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if tidy(name) != tidy(self.expected):
            raise ValidationError(_("This is another name. Type: %(name)s") % {"name": self.expected})
        return name


@never_cache
@require_safe
def privacy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Shows all that is known of the person, as far as it is of events where the user registers people."""
    known = person_or_404(request, uid)
    sections = known_of(known.person, at=known.at)
    context = {
        "person": known.person,
        "sections": list(readable(sections)),
        "has_documents": any(section.key == "documents" for section in sections),
        "hidden": known.hidden,
        "may_erase": known.may_erase,
        "duties": _duties_seen(known),
        "is_erased": _is_erased(known),
    }
    return render(request, "participants/privacy/known.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sends the person's data as JSON, to be handed to the person who asked for it. So what they starred is in it,
    too.

    On POST their documents for travel are opened, which is noted.
    """
    known = person_or_404(request, uid)
    opened_by = signed_in(request) if request.method == "POST" else None
    facts = as_plain(known_of(known.person, at=known.at, opened_by=opened_by))
    options = {"ensure_ascii": False, "indent": 2}
    answer = JsonResponse(facts | {"complete": not known.hidden}, json_dumps_params=options)
    answer["Content-Disposition"] = f'attachment; filename="person-{known.person.uid}.json"'
    return answer


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says on GET what goes and what is kept until when; erases on POST, with the name typed once more.

    For operators, and for whoever coordinates every event of the person: the erasure reaches all of them, and the versions
    that were published. Who registers people at one event alone asks one of these.
    """
    known = person_or_404(request, uid)
    if not known.may_erase:
        raise PermissionDenied
    form = ErasureForm(request.POST if request.method == "POST" else None, expected=known.person.display_name)
    if form.is_valid() and _erased(request, known, form):
        return redirect("participants:privacy", known.person.uid)
    return render(
        request, "participants/privacy/erase.html", _foreseen(known, form), status=400 if form.errors else 200
    )


def _erased(request: HttpRequest, known: Known, form: ErasureForm) -> bool:
    """Erases the person. If it is refused, the form gets an error."""
    try:
        duties = erase(known.person, by=signed_in(request), reason=form.cleaned_data["reason"])
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    messages.success(request, _told(duties))
    return True


def _told(duties: list[Duty]) -> str:
    if not duties:
        return _("The person is erased. Nothing is kept.")
    last = date_format(max(duty.until for duty in duties), LAID_OUT_AS)
    return _("The person is erased. What an audit may ask for is kept until %(day)s.") % {"day": last}


def _foreseen(known: Known, form: ErasureForm) -> dict[str, Any]:
    person, today = known.person, timezone.localdate()
    names = names_of(person)
    return {
        "person": person,
        "form": form,
        "going": [(section.title, len(section.rows)) for section in known_of(person)],
        "duties": duties_of(person, today),
        "coming": person.delegates.active().filter(event__ends__gte=today).select_related("event"),
        "shared": sorted(names.all - names.own),
    }


def _duties_seen(known: Known) -> list[Duty]:
    return [duty for duty in duties_of(known.person, timezone.localdate()) if duty.event in known.events]


def _is_erased(known: Known) -> bool:
    return known.person.display_name == REMOVED
