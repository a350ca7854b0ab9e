"""The page that asks before two cards of one person become one. It shows both, and takes which of them is kept."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.visitors import signed_in
from tours.models import Person
from tours.record.merging import may_merge, merge, merging_tag

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin


class KeptForm(forms.Form):
    kept = forms.ModelChoiceField(
        label=gettext_lazy("Which card is kept?"),
        queryset=Person.objects.none(),
        widget=forms.RadioSelect(attrs={"class": "radiolist"}),
        empty_label=None,
        help_text=gettext_lazy(
            "Its name is printed from the next versions on. The other card fills what it leaves empty."
        ),
    )

    def __init__(self, *args: Any, cards: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = Person.objects.filter(pk__in=[card.pk for card in cards])  # type: ignore[attr-defined]


def merge_page(admin: "ModelAdmin[Any]", request: HttpRequest, cards: list[Person]) -> HttpResponse | None:
    """Shows both cards, and merges them when that page's form is sent. Returns None once a message says what was done."""
    if len(cards) != 2:
        messages.error(request, _("Choose two cards that are of the same person."))
        return None
    if not may_merge(signed_in(request), cards):
        words = _("One of them appears at an event whose people you may not edit. Ask an operator to merge the cards.")
        messages.error(request, words)
        return None
    form = KeptForm(request.POST if "confirmed" in request.POST else None, cards=cards)
    if form.is_valid() and _merged(admin, request, form, cards):
        return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Merge cards"),
        "opts": admin.opts,
        "cards": [
            (card, card.names.all(), card.appearances.select_related("event", "organisation", "city")) for card in cards
        ],
        "form": form,
        "tag": merging_tag(cards),
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/tours/merge.html", context)


def _merged(admin: "ModelAdmin[Any]", request: HttpRequest, form: KeptForm, cards: list[Person]) -> bool:
    kept: Person = form.cleaned_data["kept"]
    [gone] = (card for card in cards if card != kept)
    name = str(gone)
    try:
        merge(gone, into=kept, by=signed_in(request), expected=request.POST.get("shown"))
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    facts = {"gone": name, "kept": kept}
    admin.log_change(request, kept, _("Merged with another card."))
    messages.success(request, _("“%(gone)s” is merged into “%(kept)s”.") % facts)
    return True
