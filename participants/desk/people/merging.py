"""The page that compares two cards side by side before they become one. It takes which of them is kept."""

import uuid
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User
from backstage.grounds import Grounds
from participants.desk.grounds_form import LONGEST_REASON
from participants.desk.people.cards import finding_cards
from participants.models import Delegate, PersonContact
from participants.nominations.changing import READ
from participants.people.merging import both_active, may_merge_people, merge_people, people_tag, sentence_of
from tours.models import Appearance, Person

TWO = 2


class KeptForm(forms.Form):
    kept = forms.ChoiceField(
        label=gettext_lazy("Which card is kept?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the card that is kept.")},
        help_text=gettext_lazy(
            "Its name is printed from the next versions on. The other card fills what it leaves empty."
        ),
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=LONGEST_REASON, required=False)

    def __init__(self, *args: Any, cards: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbered = [(str(card.uid), f"{number}: {card.display_name}") for number, card in enumerate(cards, 1)]
        self.fields["kept"].choices = numbered  # type: ignore[attr-defined]


class Compared(NamedTuple):
    """What is shown of a card."""

    card: Person
    names: list[str]
    appearances: list[Appearance]
    participations: list[Delegate]
    contact: PersonContact | None


@require_http_methods(["GET", "HEAD", "POST"])
def merge_cards(request: HttpRequest) -> HttpResponse:
    user = finding_cards(request)
    cards = _chosen(request, user)
    if len(cards) != TWO:
        return render(request, "participants/merge_cards.html", {}, status=400)
    if not may_merge_people(user, cards):
        raise PermissionDenied
    form = KeptForm(request.POST if request.method == "POST" else None, cards=cards)
    if form.is_valid() and (kept := _merged(request, form, cards, by=user)):
        return redirect(reverse("participants:cards", query={"q": kept.display_name}))
    context = {
        "form": form,
        "cards": [_compared(card, user) for card in cards],
        "in_the_way": [sentence_of(row) for row in both_active(*cards)],
        "tag": people_tag(cards),
    }
    return render(request, "participants/merge_cards.html", context, status=400 if form.errors else 200)


def _chosen(request: HttpRequest, user: User) -> list[Person]:
    """The cards of the query, in its order. Raises Http404 for one that the user may not see, or that there is not."""
    keys = list(dict.fromkeys(request.GET.getlist("card")))
    if len(keys) != TWO:
        return []
    found = [Person.objects.visible_to(user).with_uid(_uid(key)).distinct().first() for key in keys]
    cards = [card for card in found if card is not None]
    if len(cards) != TWO:
        raise Http404
    return list(dict.fromkeys(cards))


def _uid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError as fault:
        raise Http404 from fault


def _merged(request: HttpRequest, form: KeptForm, cards: list[Person], *, by: User) -> Person | None:
    """Merges them. If it is refused, the form gets an error and the result is None."""
    [kept] = (card for card in cards if str(card.uid) == form.cleaned_data["kept"])
    [gone] = (card for card in cards if card != kept)
    facts = {"gone": gone.display_name, "kept": kept.display_name}
    grounds = Grounds(reason=form.cleaned_data["reason"])
    try:
        merged = merge_people(kept, gone, by=by, expected=request.POST.get("shown"), grounds=grounds)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return None
    messages.success(request, _("“%(gone)s” is merged into “%(kept)s”.") % facts)
    return merged


def _compared(card: Person, user: User) -> Compared:
    appearances = card.appearances.select_related("event", "organisation", "city").order_by("-event__starts", "-pk")
    delegates = Delegate.objects.visible_to(user).filter(person=card).select_related(*READ)
    return Compared(
        card,
        [name.text for name in card.names.all()],
        list(appearances),
        list(delegates.order_by("-event__starts", "-pk")),
        PersonContact.objects.visible_to(user).filter(person=card).first(),
    )
