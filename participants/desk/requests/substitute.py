"""The desk's page on which somebody comes in another's stead: choose who, compare the two, and say so."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.emails.addresses import validate_address
from accounts.emails.fields import AddressFormField
from accounts.models import User
from accounts.visitors import signed_in
from backstage.grounds import Grounds
from backstage.row_keys import key_in
from participants.cards.making import new_card
from participants.cards.searching import cards_like
from participants.desk.finding import delegate_or_404, registering_at
from participants.desk.grounds_form import GroundsForm
from participants.desk.requests.candidates import Candidate, candidate_of, names_put_forward
from participants.desk.requests.comparing import Side, side_of, side_of_person
from participants.desk.requests.one_request import request_or_404
from participants.letters import request_decided
from participants.models import ChangeRequest, Delegate, Leg, Stay
from participants.nominations.substituting import substitute
from participants.people.contacting import give_address
from participants.requests.deciding import Choice
from participants.vocabulary import Capacity, DelegateState
from tours.models import AgendaItem, Person
from tours.models.fields import SENTENCES
from tours.record.appearances import appear

YES, NO = "yes", "no"


class SubstituteForm(GroundsForm):
    """`becomes_head` is asked where the head leaves, `answer` where a request is granted."""

    becomes_head = forms.ChoiceField(
        label=gettext_lazy("Do they become head of the delegation?"),
        choices=[(YES, gettext_lazy("Yes, head of the delegation")), (NO, gettext_lazy("No, a delegate"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether they become head.")},
    )
    position = forms.CharField(label=gettext_lazy("Position at this event"), max_length=200, required=False)
    email = AddressFormField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy("Their personal link goes there, once they are told. An address that is known stays."),
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The person who asked reads this text."),
    )

    field_order = ("becomes_head", "position", "email", "answer", "reason", "told", "file")

    def __init__(self, *args: Any, leaving: Delegate, request: ChangeRequest | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving, self.request = leaving, request
        if leaving.capacity != Capacity.HEAD:
            del self.fields["becomes_head"]
        if request is None:
            del self.fields["answer"]
        else:
            del self.fields["told"], self.fields["file"]
            self.fields["email"].initial = _address_in(request.text)

    def grounds(self) -> Grounds:
        """How they told us stands in the request, if there is one."""
        return Grounds(self.cleaned_data["reason"], self.cleaned_data.get("told", ""))

    def replace(self, who: Candidate, *, by: User) -> Delegate | None:
        """Whoever comes is in, or the form gets an error, nothing is done, and the result is None."""
        try:
            with transaction.atomic():
                return self._replaced(who, by)
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None

    def _replaced(self, who: Candidate, by: User) -> Delegate:
        row = self._substituted(who.row, who.person or new_card(who.name), by)
        if row.person:
            appear(row.event, row.person, {"position": self.cleaned_data["position"]})
        give_address(row, self.cleaned_data["email"], by=by, grounds=self.grounds())
        if "file" in self.fields:
            self.keep_file(row.event, delegation=row.delegation, delegate=row)
        return row

    def _substituted(self, coming: Delegate | None, person: Person, by: User) -> Delegate:
        becomes_head = self.cleaned_data.get("becomes_head") == YES
        capacity = Capacity.DELEGATE if self.leaving.capacity == Capacity.HEAD and not becomes_head else None
        facts = {"capacity": capacity or self.leaving.capacity}
        if self.request is None:
            return substitute(self.leaving, person, by=by, coming=coming, facts=facts, grounds=self.grounds()).row
        choice = Choice(is_another=True, person=person, coming=coming, facts=facts)
        granted = request_decided.grant(
            self.request, by=by, answer=self.cleaned_data["answer"], choice=choice, grounds=self.grounds()
        )
        return granted.row or self.leaving


def _address_in(words: str) -> str:
    """The address that stands on a line of its own, as focal points' requests have it."""
    for line in words.splitlines():
        with suppress(ValidationError):
            validate_address(line)
            return line
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def substitute_page(request: HttpRequest, key: int) -> HttpResponse:
    """Chooses, then compares, both by the address; POST substitutes. Of somebody replaced it shows what is to be done."""
    leaving = delegate_or_404(request, key)
    leaving.event = registering_at(request, leaving.event.uid)
    if leaving.state == DelegateState.REPLACED:
        return _result(request, leaving)
    asked = _request_of(request, leaving)
    who = candidate_of(request, leaving)
    if not who.is_chosen:
        return _choose(request, leaving, who, asked)
    return _compare(request, leaving, who, asked)


def _request_of(request: HttpRequest, leaving: Delegate) -> ChangeRequest | None:
    key = key_in(request.GET.get("request"))
    if key is None:
        return None
    found = request_or_404(request, key)
    return found if found.delegate_id == leaving.pk else None


def _choose(request: HttpRequest, leaving: Delegate, who: Candidate, asked: ChangeRequest | None) -> HttpResponse:
    user = signed_in(request)
    words = request.GET.get("q", "").strip() or who.name or (asked.name if asked else "")
    context = {
        "event": leaving.event,
        "leaving": leaving,
        "asked": asked,
        "who": who,
        "words": words,
        "names": [] if who.row else names_put_forward(leaving, user),
        "cards": cards_like(words, user=user),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "participants/substitute_who.html", context, status=status)


def _compare(request: HttpRequest, leaving: Delegate, who: Candidate, asked: ChangeRequest | None) -> HttpResponse:
    user, coming = signed_in(request), _side(who, leaving, signed_in(request))
    given: list[Any] = [request.POST, request.FILES] if request.method == "POST" else []
    initial = {"position": coming.here.position if coming.here else ""}
    form = SubstituteForm(*given, leaving=leaving, request=asked, initial=initial)
    if form.is_valid() and (row := form.replace(who, by=user)):
        messages.success(request, _("%(new)s comes instead of %(old)s.") % {"new": row, "old": leaving})
        return redirect("participants:substitute", leaving.pk)
    context = {
        "event": leaving.event,
        "leaving": side_of(leaving, user),
        "coming": coming,
        "asked": asked,
        "form": form,
    }
    return render(request, "participants/substitute.html", context, status=400 if form.errors else 200)


def _side(who: Candidate, leaving: Delegate, user: User) -> Side:
    if who.person is None:
        return Side(who.name, who.row)
    return side_of_person(who.person, leaving.event, user)._replace(row=who.row)


def _result(request: HttpRequest, leaving: Delegate) -> HttpResponse:
    """What somebody has to decide on now: parts in the agenda, rooms, and seats in cars."""
    user = signed_in(request)
    side = side_of(leaving, user)
    items = {part.item_id for part in side.speeches}
    context = {
        "event": leaving.event,
        "leaving": leaving,
        "new": leaving.replaced_by.order_by("-pk").first(),
        "parts": side.speeches,
        "stays": Stay.objects.filter(delegate=leaving).select_related("hotel"),
        "legs": Leg.objects.filter(delegate=leaving, pickup__isnull=False).select_related("pickup"),
        "editable": set(AgendaItem.objects.editable_by(user).filter(pk__in=items).values_list("pk", flat=True)),
    }
    return render(request, "participants/substituted.html", context, status=400 if request.method == "POST" else 200)
