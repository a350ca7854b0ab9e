"""The page on which somebody who was not put forward gets a place at once."""

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

from accounts.emails.fields import AddressFormField
from accounts.models import User
from accounts.visitors import signed_in
from participants.cards.searching import cards_like
from participants.desk.delegates.card_form import CardPart
from participants.desk.delegates.step_page import add_refusal, is_full, typed_words
from participants.desk.finding import registering_at
from participants.desk.grounds_form import GroundsForm
from participants.labels import CAPACITIES
from participants.models import Delegate, Delegation
from participants.nominations.proposing import register_directly
from participants.people.contacting import write_contacts
from participants.states import NOT_COMING
from participants.vocabulary import Capacity
from tours.labels import choices
from tours.models import Event


class RegisterForm(CardPart, GroundsForm):
    delegation = forms.ModelChoiceField(
        Delegation.objects.none(),
        label=gettext_lazy("Delegation"),
        required=False,
        empty_label=gettext_lazy("None, such as a driver or a facilitator"),
        error_messages={"invalid_choice": gettext_lazy("Choose a delegation of this event.")},
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Comes as"), choices=choices(CAPACITIES), initial=Capacity.DELEGATE.value
    )
    email = AddressFormField(label=gettext_lazy("E-mail"), required=False)
    telephone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    field_order = ("card", "name_on_card", "delegation", "capacity", "email", "telephone", "reason", "told", "file")

    def __init__(self, *args: Any, event: Event, user: User, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.offer_cards(cards_like(words, user=user), name=words)
        bodies = Delegation.objects.filter(participation__event=event).exclude(state__in=NOT_COMING)
        offered: Any = self.fields["delegation"]
        offered.queryset = bodies.select_related("participation__city", "participation__organisation")

    def register(self, *, by: User) -> Delegate | None:
        """Gives the place. If it is refused, the form gets a sentence and the result is None."""
        try:
            with transaction.atomic():
                return self._registered(by)
        except ValidationError as refusal:
            add_refusal(self, refusal)
            return None

    def _registered(self, by: User) -> Delegate:
        said, grounds = self.cleaned_data, self.grounds()
        facts = {"capacity": said["capacity"]}
        row = register_directly(
            self.event, self.person(), by=by, delegation=said["delegation"], facts=facts, grounds=grounds
        )
        if contact := {name: said[name] for name in ("email", "telephone") if said[name]}:
            write_contacts(row, own=contact, assistant={}, by=by, grounds=grounds)
        self.keep_file(self.event, delegate=row)
        return row


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, uid: str) -> HttpResponse:
    """Finds the card by the words `q` on GET, and gives the place on POST."""
    event, user, words = registering_at(request, uid), signed_in(request), typed_words(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RegisterForm(*sent, event=event, user=user, words=words)
    if form.is_bound and form.is_valid() and (row := form.register(by=user)):
        messages.success(request, _("%(name)s has a place. Nobody is told until you tell them.") % {"name": row})
        return redirect("participants:delegate", row.pk)
    context = {"event": event, "form": form, "words": words, "is_full": is_full(form)}
    return render(request, "participants/register.html", context, status=400 if form.errors else 200)
