"""A delegate's answer: they take the place, say that they come, say no on a second page, and take their own no back."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.delegate.home import own_of
from participants.delegate.pages import FORM_METHODS, delegate_of, page_of
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, LinkSession
from participants.nominations.answering import accept_offer, confirm
from participants.nominations.changing import fresh
from participants.requests.asking import Said
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_not_to_come, wish_to_come_after_all
from participants.vocabulary import Area
from tours.models.fields import SENTENCES

HOME = "participants:delegate_home"
Verb = Callable[[Delegate], str]
"""What is done, with the sentence that tells of it. Raises ValidationError."""


class NoForm(forms.Form):
    """The second step of a no. The box is ticked on purpose: a tap alone says nothing."""

    text = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=SENTENCES,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("The organiser reads it."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("I do not come"),
        error_messages={"required": gettext_lazy("Tick this if you do not come. Nothing has changed so far.")},
    )


@by_visit(Area.DELEGATE, "POST")
def accept(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    def act(row: Delegate) -> str:
        accept_offer(row, by=None, grounds=grounds_of(visit))
        return _("You have taken the place. The organiser knows that you come.")

    return _answered(request, visit, act)


@by_visit(Area.DELEGATE, "POST")
def say_yes(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    def act(row: Delegate) -> str:
        confirm(row, by=None, grounds=grounds_of(visit))
        return _("Thank you. The organiser knows that you come.")

    return _answered(request, visit, act)


@by_visit(Area.DELEGATE, *FORM_METHODS)
def say_no(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    """Says on GET what follows. The POST of the filled form says no."""
    row = delegate_of(visit)
    form = NoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = Said(form.cleaned_data["text"])
        try:
            outcome = wish_not_to_come(row, by=None, said=said, grounds=grounds_of(visit))
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _told_of_no(outcome))
            return redirect(HOME)
    own = own_of(row)
    frozen = is_frozen(row.delegation, row.event) and not own.is_offered
    return page_of(request, visit, "own/no.html", form=form, own=own, is_frozen=frozen)


@by_visit(Area.DELEGATE, "POST")
def come_after_all(request: HttpRequest, visit: LinkSession) -> HttpResponse:
    def act(row: Delegate) -> str:
        return _told_of_return(wish_to_come_after_all(row, by=None, grounds=grounds_of(visit)))

    return _answered(request, visit, act)


def _answered(request: HttpRequest, visit: LinkSession, verb: Verb) -> HttpResponse:
    """A verb that refuses is told on a page of its own, with whom to ask."""
    row = delegate_of(visit)
    try:
        messages.success(request, verb(row))
    except ValidationError as refusal:
        now = fresh(row)
        return page_of(request, visit, "own/refused.html", sentences=_for_them(refusal), own=own_of(now), status=409)
    return redirect(HOME)


def _for_them(refusal: ValidationError) -> list[str]:
    """Some of the verbs' words are for a registrar, who can do something about it."""
    code = getattr(refusal, "code", "")
    if code in {"full", "event_full"}:
        return [_("All places are taken, so none was given to you. Ask the organiser.")]
    if code == "twice":
        return [
            _("You are on the list of another city or organisation too, so nothing was changed. Ask the organiser.")
        ]
    return refusal.messages


def _told_of_no(outcome: Outcome) -> str:
    if outcome.request:
        return _(
            "The organiser is asked to take you off the lists, and tells you once it is done. You have your place until then."
        )
    return _("You said that you do not come. If that was a mistake, you can take it back below.")


def _told_of_return(outcome: Outcome) -> str:
    if outcome.request:
        return _(
            "You cannot have your place back at once: it is given to somebody else, or the lists are made. The organiser is asked, and tells you."
        )
    return _("You come after all. The organiser knows it.")
