"""The page of one step with a delegate: the form on GET, the verb on POST."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from backstage.lists import LONGEST_QUERY
from participants.desk.delegates.card_form import CardPart
from participants.desk.delegates.step_forms import StepForm
from participants.desk.delegates.steps import MEANINGS, STEPS, Step, carry_out
from participants.desk.finding import delegate_or_404, registering_at
from participants.locking import changing
from participants.models import Delegate
from participants.nominations.changing import fresh
from participants.states import DELEGATES, HOLDING
from participants.vocabulary import DelegateState

FULL = {"full", "event_full"}
"""The codes of refusals where no seat or place is left."""


@require_http_methods(["GET", "HEAD", "POST"])
def delegate_step(request: HttpRequest, key: int, step: str) -> HttpResponse:
    row = delegate_or_404(request, key)
    row.event = registering_at(request, row.event.uid)
    asked, words = STEPS[step], typed_words(request)
    form, is_done = _answered(request, asked, row, words)
    if is_done:
        messages.success(request, str(asked.done) % {"name": row})
        return redirect("participants:delegate", row.pk)
    return render(
        request,
        "participants/delegate_step.html",
        {**_context(asked, form, words), "event": row.event},
        status=_status(form),
    )


def typed_words(request: HttpRequest) -> str:
    """The words by which cards are looked for, if any were typed."""
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _answered(request: HttpRequest, step: Step, row: Delegate, words: str) -> tuple[StepForm, bool]:
    """The form, and whether what it says is done: with the row read anew and its event locked."""
    user = signed_in(request)
    if request.method != "POST":
        return _form(request, step, row, words), False
    with changing(row.event, by=user, grounds=NO_GROUNDS):
        form = _form(request, step, fresh(row), words)
        return form, form.is_valid() and _done(step, form, user)


def _form(request: HttpRequest, step: Step, row: Delegate, words: str) -> StepForm:
    """A form that shows what is stored carries its tag."""
    make = partial(step.form_for(row), row=row, user=signed_in(request), words=words)
    if step.form.shows_what_is_stored:
        return sent_form(request, make)
    return make(request.POST, request.FILES) if request.method == "POST" else make()


def _done(step: Step, form: StepForm, user: User) -> bool:
    """All of the step, or nothing of it: then the form says why."""
    try:
        with transaction.atomic():
            carry_out(step, form, by=user)
    except ValidationError as refusal:
        add_refusal(form, refusal)
        return False
    return True


def add_refusal(form: Any, refusal: ValidationError) -> None:
    """Shows the sentences above the form. A field of the row may have another name in the form, or be absent."""
    code = getattr(refusal, "code", None)
    form.add_error(None, [ValidationError(sentence, code=code) for sentence in refusal.messages])


def is_full(form: Any) -> bool:
    return any(error.code in FULL for error in form.non_field_errors().as_data())


def _status(form: StepForm) -> int:
    return 400 if form.errors else 200


def _context(step: Step, form: StepForm, words: str) -> dict[str, Any]:
    row: Delegate = form.row
    state = DelegateState(row.state)
    return {
        "row": row,
        "step": step,
        "form": form,
        "words": words or row.name,
        "is_open": step.is_open(row),
        "has_place": step.after == state == DelegateState.ACCEPTED,
        "asks_for_card": isinstance(form, CardPart),
        "is_quiet": step.after in {*HOLDING, DelegateState.RESERVE, DelegateState.DECLINED, DelegateState.WITHDRAWN},
        "meaning": MEANINGS[step.after] if step.after else "",
        "is_full": is_full(form),
        "may_reserve": DelegateState.RESERVE in DELEGATES[state],
    }
