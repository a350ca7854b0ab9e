"""The desk's page that notes what a city or delegate asked for by mail, telephone or letter."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from backstage.grounds import Grounds
from backstage.row_keys import key_in
from participants.desk.finding import registering_at
from participants.desk.grounds_form import GroundsForm
from participants.labels import REQUEST_KINDS
from participants.models import Delegate, Delegation
from participants.requests import wishes
from participants.requests.asking import NAMING, OF_A_DELEGATE, Said
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome
from participants.states import ACTIVE
from participants.vocabulary import RequestKind
from tours.labels import choices
from tours.models import Event
from tours.models.fields import SENTENCES

BODIES = ("participation__event", "participation__city", "participation__organisation", "focal_point")


class NoteForm(GroundsForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What they ask for"),
        choices=[(kind, label) for kind, label in choices(REQUEST_KINDS) if kind != RequestKind.SUCCESSOR],
    )
    delegate = forms.ModelChoiceField(
        Delegate.objects.none(),
        label=gettext_lazy("Whom it is about"),
        required=False,
        empty_label=gettext_lazy("The whole delegation"),
    )
    name = forms.CharField(
        label=gettext_lazy("New name"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "The name of a further person or of who comes instead, or the name as it is to be spelt."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("In their words"), max_length=SENTENCES, required=False, widget=forms.Textarea({"rows": 4})
    )
    asked_by = forms.CharField(label=gettext_lazy("Who asks"), max_length=200)
    reason = None  # type: ignore[assignment]  # they say why in their own words

    field_order = ("kind", "delegate", "name", "text", "asked_by", "told", "file")

    def __init__(self, *args: Any, event: Event, delegates: QuerySet[Delegate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.fields["delegate"].queryset = delegates  # type: ignore[attr-defined]
        self.fields["told"].required = True
        self.fields["told"].choices = [("", _("Choose how")), *self.fields["told"].choices[1:]]  # type: ignore[attr-defined]

    def grounds(self) -> Grounds:
        return Grounds(told=self.cleaned_data["told"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("kind") in OF_A_DELEGATE and not facts.get("delegate"):
            self.add_error("delegate", _("Choose the person whom the request is about."))
        if facts.get("kind") in NAMING and not facts.get("name"):
            self.add_error("name", _("Type the new name."))
        return facts

    def wish(self, delegation: Delegation | None, *, by: User) -> Outcome | None:
        """Passes the wish on and keeps the file. If it is refused, the form gets an error and the result is None."""
        about = self.cleaned_data["delegate"] or delegation
        try:
            with transaction.atomic():
                outcome = self._wished(about, delegation, by)
                self.keep_file(self.event, delegation=delegation, delegate=self.cleaned_data["delegate"])
                return outcome
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None

    def _wished(self, about: Any, delegation: Delegation | None, by: User) -> Outcome:
        facts = self.cleaned_data
        how: dict[str, Any] = {"by": by, "said": Said(facts["text"], facts["asked_by"]), "grounds": self.grounds()}
        if about is None or (facts["kind"] == RequestKind.NEW_NAME and delegation is None):
            raise ValidationError(_("Choose the person whom the request is about."))
        if facts["kind"] == RequestKind.WITHDRAWAL:
            return wishes.wish_to_withdraw(about, **how)
        if facts["kind"] == RequestKind.SUBSTITUTE:
            return wishes.wish_for_substitute(about, facts["name"], **how)
        if facts["kind"] == RequestKind.NAME:
            return wishes.wish_to_rename(about, facts["name"], **how)
        if facts["kind"] == RequestKind.NEW_NAME and delegation:
            return wishes.wish_for_further_name(delegation, facts["name"], **how)
        return wishes.wish_for_other(about, **how)


@require_http_methods(["GET", "HEAD", "POST"])
def note_request(request: HttpRequest, uid: str) -> HttpResponse:
    """Asks for the delegation first, by `?delegation=`, and then for the wish. `?delegate=` chooses one of its people."""
    event = registering_at(request, uid)
    about, delegation = _asked_about(request, event)
    if about is None and delegation is None:
        return _whose(request, event)
    form = _form(request, event, about, delegation)
    if form.is_valid() and (outcome := form.wish(delegation, by=signed_in(request))):
        messages.success(request, _told(outcome))
        return redirect(_after(outcome, event))
    context = {
        "event": event,
        "delegation": delegation,
        "is_frozen": is_frozen(delegation, event),
        "form": form,
    }
    return render(request, "participants/request_note.html", context, status=400 if form.errors else 200)


def _whose(request: HttpRequest, event: Event) -> HttpResponse:
    """Asks for the delegation. A wish without one is not understood."""
    rows = Delegation.objects.editable_by(signed_in(request)).filter(participation__event=event)
    context = {"event": event, "delegations": rows.select_related(*BODIES)}
    return render(request, "participants/request_whose.html", context, status=400 if request.method == "POST" else 200)


def _asked_about(request: HttpRequest, event: Event) -> tuple[Delegate | None, Delegation | None]:
    """What the address names: a delegate with their delegation, or a delegation alone."""
    user, asked = signed_in(request), request.GET
    if key := key_in(asked.get("delegate")):
        rows = Delegate.objects.editable_by(user).filter(event=event).select_related("event", *_of("delegation"))
        row = get_object_or_404(rows, pk=key)
        return row, row.delegation
    if key := key_in(asked.get("delegation")):
        bodies = Delegation.objects.editable_by(user).filter(participation__event=event).select_related(*BODIES)
        return None, get_object_or_404(bodies, pk=key)
    return None, None


def _of(path: str) -> list[str]:
    return [f"{path}__{each}" for each in BODIES]


def _form(request: HttpRequest, event: Event, about: Delegate | None, delegation: Delegation | None) -> NoteForm:
    rows = (
        Delegate.objects.editable_by(signed_in(request)).filter(event=event, state__in=ACTIVE).select_related("event")
    )
    rows = rows.filter(delegation=delegation) if delegation else rows.filter(pk=about.pk) if about else rows.none()
    point = delegation.focal_point if delegation else None
    initial = {"delegate": about, "asked_by": point.name if point else "", "kind": request.GET.get("kind")}
    given: list[Any] = [request.POST, request.FILES] if request.method == "POST" else []
    return NoteForm(*given, event=event, delegates=rows, initial=initial)


def _told(outcome: Outcome) -> str:
    if outcome.done:
        facts = {"name": outcome.done, "state": outcome.done.get_state_display()}
        return _("It is done, as the last day for changes is not over. %(name)s: %(state)s.") % facts
    if outcome.replaces:
        return _("The request is noted. It replaces what was asked for before and not decided yet.")
    return _("The request is noted. Nothing changes until it is granted.")


def _after(outcome: Outcome, event: Event) -> str:
    if outcome.request:
        return reverse("participants:request", args=[outcome.request.pk])
    return reverse("participants:requests", args=[event.uid])
