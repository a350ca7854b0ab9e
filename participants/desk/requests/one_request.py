"""The desk's page of one request: what is asked for, beside what stands, and the form that decides on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from backstage.grounds import Grounds
from participants.desk.finding import registering_at
from participants.desk.grounds_form import LONGEST_REASON
from participants.desk.requests.comparing import Side, side_of, side_of_name
from participants.labels import CAPACITIES
from participants.letters import request_decided
from participants.models import ChangeRequest, SupportingFile
from participants.requests.deciding import READ, Choice
from participants.requests.exchanging import has_place
from participants.vocabulary import Capacity, FileKind, RequestKind, RequestState
from tours.labels import choices
from tours.models.fields import SENTENCES

GRANT, REFUSE = "grant", "refuse"
SAME, ANOTHER = "same", "another"
MEANINGS = [
    (SAME, gettext_lazy("The same person, spelt differently")),
    (ANOTHER, gettext_lazy("Another person")),
]


class DecisionForm(forms.Form):
    """`meaning` is asked where another name is wanted, and `capacity` of a further name."""

    meaning = forms.ChoiceField(
        label=gettext_lazy("Who it is"),
        choices=MEANINGS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it is the same person.")},
    )
    capacity = forms.ChoiceField(label=gettext_lazy("Comes as"), choices=choices(CAPACITIES), initial=Capacity.DELEGATE)
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The person who asked reads this text. A refusal needs one."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=gettext_lazy("Those who register people read it in the audit trail. The city does not."),
    )

    def __init__(self, *args: Any, request: ChangeRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.refuses = bool(self.data.get("decision") == REFUSE)
        if request.kind != RequestKind.NAME:
            del self.fields["meaning"]
        elif self.refuses:
            self.fields["meaning"].required = False
        if request.kind != RequestKind.NEW_NAME:
            del self.fields["capacity"]

    def clean(self) -> dict[str, Any]:
        if self.data.get("decision") not in {GRANT, REFUSE}:
            raise ValidationError(_("Choose whether you grant or refuse the request."))
        return super().clean() or {}

    @property
    def is_another(self) -> bool:
        return self.request.kind == RequestKind.SUBSTITUTE or self.cleaned_data.get("meaning") == ANOTHER

    def decide(self, *, by: User) -> ChangeRequest | None:
        """Grants or refuses. If that is refused itself, the form gets an error and the result is None."""
        answer, grounds = self.cleaned_data["answer"], Grounds(self.cleaned_data["reason"])
        try:
            if self.refuses:
                return request_decided.refuse(self.request, by=by, answer=answer, grounds=grounds)
            return request_decided.grant(
                self.request, by=by, answer=answer, choice=self._choice(), grounds=grounds
            ).request
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None

    def _choice(self) -> Choice:
        capacity = self.cleaned_data.get("capacity")
        return Choice(is_another=self.is_another, facts={"capacity": capacity} if capacity else None)


@require_http_methods(["GET", "HEAD", "POST"])
def one_request(request: HttpRequest, key: int) -> HttpResponse:
    """Another person in the stead of somebody with a place is compared on a page of its own, and granted there."""
    row = request_or_404(request, key)
    row.event = registering_at(request, row.event.uid)
    form = DecisionForm(request.POST if request.method == "POST" else None, request=row)
    if form.is_valid():
        if form.is_another and not form.refuses and needs_card(row):
            return redirect(way_to_compare(row))
        if decided := form.decide(by=signed_in(request)):
            facts = {"request": decided, "state": decided.get_state_display()}
            messages.success(request, _("%(request)s: %(state)s.") % facts)
            return redirect("participants:requests", decided.event.uid)
    context = {
        "event": row.event,
        "row": row,
        "is_open": row.state == RequestState.OPEN,
        "sides": _sides(row, signed_in(request)),
        "files": _files(row, signed_in(request)),
        "compare": way_to_compare(row) if row.kind == RequestKind.SUBSTITUTE and needs_card(row) else "",
        "form": form,
    }
    return render(request, "participants/request.html", context, status=400 if form.errors else 200)


def request_or_404(request: HttpRequest, key: int) -> ChangeRequest:
    """The request, at an event where the user registers people."""
    rows = ChangeRequest.objects.visible_to(signed_in(request)).select_related(*READ)
    return get_object_or_404(rows, pk=key)


def needs_card(row: ChangeRequest) -> bool:
    """Whether granting gives somebody else a place, so that their card has to be chosen."""
    return row.delegate is not None and has_place(row.delegate)


def way_to_compare(row: ChangeRequest) -> str:
    address = reverse("participants:substitute", args=[row.delegate_id])
    return f"{address}?request={row.pk}"


def _sides(row: ChangeRequest, user: User) -> list[Side]:
    """What stands and what is asked for."""
    standing = [side_of(row.delegate, user)] if row.delegate else []
    return [*standing, side_of_name(row.name, row.event)] if row.name else standing


def _files(row: ChangeRequest, user: User) -> list[SupportingFile]:
    """What came with wishes of the same person, or of the delegation as a whole."""
    files = SupportingFile.objects.visible_to(user).filter(event=row.event, kind=FileKind.WISH)
    if row.delegate is None and row.delegation is None:
        return []
    return list(files.filter(delegate=row.delegate, delegation=row.delegation))
