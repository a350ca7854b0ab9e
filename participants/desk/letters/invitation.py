"""The page of an event's invitation, with the letter as each city gets it."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.letters.writing import Letter
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.delegations.invitations import invitation_of
from participants.desk.finding import registering_at
from participants.desk.letters.invitation_form import WholeForm
from participants.letters.reaching import address_of, undeliverable, why_unreachable
from participants.letters.sending import READ
from participants.letters.writing import Mailing, letter_to, mailing_of
from participants.locking import changing
from participants.models import Delegation
from tours.models import Event


class Preview(NamedTuple):
    """A letter as its city gets it. `problem` says why it cannot be sent."""

    delegation: Delegation
    letter: Letter
    to: str
    reply_to: str
    files: list[str]
    problem: str


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the form and a letter on GET, and saves the form on POST."""
    event = registering_at(request, uid)
    form, is_saved = _answered(request, event)
    if is_saved:
        messages.success(request, _("The invitation is saved."))
        return redirect("participants:invitation", event.uid)
    rows = Delegation.objects.filter(participation__event=event).select_related(*READ)
    context = {
        "event": event,
        "form": form.facts,
        "paragraphs": form.paragraphs,
        "tag": form.tag,
        "delegations": rows,
        **_preview(event, rows, request.GET.get("delegation", "")),
    }
    return render(request, "participants/letters/invitation.html", context, status=400 if form.facts.errors else 200)


def _answered(request: HttpRequest, event: Event) -> tuple[WholeForm, bool]:
    """The form, and whether it is saved: with the event locked, so that nobody comes in between."""
    if request.method != "POST":
        return WholeForm(request, invitation_of(event)), False
    with changing(event, by=signed_in(request), grounds=NO_GROUNDS):
        form = WholeForm(request, invitation_of(event))
        return form, form.save(event, by=signed_in(request))


def _preview(event: Event, rows: QuerySet[Delegation], key: str) -> dict[str, object]:
    """The letter to the delegation with the key, or else to the first; or why there is none."""
    chosen = next((row for row in rows if str(row.pk) == key), None) or next(iter(rows), None)
    if chosen is None:
        return {"preview": None}
    try:
        return {"preview": preview_of(chosen, mailing_of(event))}
    except ValidationError as refusal:
        return {"preview": None, "no_preview": " ".join(refusal.messages)}


def preview_of(row: Delegation, mailing: Mailing) -> Preview:
    to = address_of(row)
    return Preview(
        delegation=row,
        letter=letter_to(row, "invitation", mailing),
        to=to,
        reply_to=mailing.reply_to or settings.OFFICE_EMAIL,
        files=[file.title for file in mailing.files],
        problem=why_unreachable(row, undeliverable([to])),
    )
