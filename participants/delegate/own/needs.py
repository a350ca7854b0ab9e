"""What a delegate needs, and how far they are with insurance and entry."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.delegate.missing import asked_of
from participants.delegate.own.stored_forms import stored_form
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.following.own_rows import legs_of, stays_of
from participants.forms.fields import field_of
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, DelegateNeeds, LinkSession, Preparation
from participants.requests.rule import is_frozen
from participants.travel.checklist.needs import change_needs, change_preparation
from participants.vocabulary import Area, EntryStep


class NeedsForm(forms.Form):
    diet = field_of(DelegateNeeds, "diet")
    diet_note = field_of(DelegateNeeds, "diet_note")
    access = field_of(DelegateNeeds, "access", widget=forms.Textarea({"rows": 3}))
    emergency_name = field_of(DelegateNeeds, "emergency_name", help_text=gettext_lazy("The name of somebody at home."))
    emergency_telephone = field_of(DelegateNeeds, "emergency_telephone")


class PreparationForm(forms.Form):
    insurance = field_of(Preparation, "insurance")
    entry = field_of(
        Preparation,
        "entry",
        label=gettext_lazy("Visa or electronic permission"),
        help_text=gettext_lazy("How far you are with it."),
    )
    needs_no_flight = field_of(
        Preparation, "needs_no_flight", label=gettext_lazy("I come on my own, and need no flight or train")
    )
    needs_no_room = field_of(Preparation, "needs_no_room", label=gettext_lazy("I need no room"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The form offers “a letter was sent” only where the organiser has noted it: it is for them to say."""
        super().__init__(*args, **kwargs)
        steps: Any = self.fields["entry"]
        if self.initial.get("entry") != EntryStep.LETTER_SENT:
            steps.choices = [choice for choice in steps.choices if choice[0] != EntryStep.LETTER_SENT]


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def needs(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Kept at once, on the last day too: who cooks has to know."""
    row = delegate_of(visit)
    make, save = partial(_form, NeedsForm, DelegateNeeds, row), partial(_save, change_needs, visit)
    form, saved = stored_form(request, visit, make, save)
    if saved:
        messages.success(request, _("What you need is kept."))
        return redirect("participants:my_needs")
    frozen = is_frozen(row.delegation, row.event)
    return page_of(request, visit, "own/needs.html", form=form, is_frozen=frozen)


@by_visit(Area.DELEGATE, *FORM_METHODS, private=True)
def preparation(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    row = delegate_of(visit)
    make, save = partial(_form, PreparationForm, Preparation, row), partial(_save, change_preparation, visit)
    form, saved = stored_form(request, visit, make, save)
    if saved:
        messages.success(request, _("How far you are is kept."))
        return redirect("participants:my_preparation")
    asked = asked_of(row, legs_of(row), stays_of(row))
    return page_of(request, visit, "own/preparation.html", form=form, entry=asked.entry if asked else None)


def _form(form: type[forms.Form], model: Any, row: Delegate, data: Any = None, files: Any = None) -> forms.Form:
    stored = model.objects.filter(delegate=row).first() or model()
    return form(data, files, initial={name: getattr(stored, name) for name in form.base_fields})


def _save(verb: Any, visit: LinkSession, form: forms.Form) -> bool:
    """The verb is given the fields alone, without the tag that the form carries."""
    facts = {name: form.cleaned_data[name] for name in type(form).base_fields}
    verb(delegate_of(visit), facts, by=None, grounds=grounds_of(visit))
    return True
