"""The desk's page to invite many cities at once, new ones and those of a former event."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from participants.desk.delegations.invite_form import InviteForm
from participants.desk.delegations.invitees import Invitee, former_events, invitees
from participants.desk.finding import registering_at
from participants.models import Delegation
from tours.desk.forms.refusals import show_refusal
from tours.models import Event


@require_http_methods(["GET", "HEAD", "POST"])
def invite_many(request: HttpRequest, uid: str) -> HttpResponse:
    """The page that invites cities. A user who may change the event's own facts also sees the cities of a former
    event, by `?before=` and its UID.
    """
    event, user = registering_at(request, uid), signed_in(request)
    adds_cities = Event.objects.editable_by(user).filter(pk=event.pk).exists()
    formers = former_events(event, user) if adds_cities else []
    former = next((row for row in formers if str(row.uid) == request.GET.get("before")), None)
    form = _form(request, invitees(event, user, former=former))
    if form.is_valid() and (made := _invited(form, event, by=user)):
        messages.success(request, _done(made))
        return redirect("participants:delegations", event.uid)
    context = {
        "event": event,
        "form": form,
        "formers": formers,
        "former": former,
        "adds_cities": adds_cities,
        "sees_names": True,
        "registers": True,
    }
    return render(request, "participants/invite.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, rows: Sequence[Invitee]) -> InviteForm:
    """`?all=1` ticks every box."""
    ticked = [row.key for row in rows] if request.GET.get("all") else []
    data = request.POST if request.method == "POST" else None
    return InviteForm(data, invitees=list(rows), initial={"cities": ticked})


def _invited(form: InviteForm, event: Event, *, by: User) -> list[Delegation]:
    try:
        return form.invite(event, by=by)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return []


def _done(made: Sequence[Delegation]) -> str:
    words = ngettext(
        "%(count)d delegation is invited. No letter went out yet.",
        "%(count)d delegations are invited. No letter went out yet.",
        len(made),
    )
    return words % {"count": len(made)}
