"""The page of one step with a delegate: the form on GET, the verb on POST."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from backstage.lists import LONGEST_QUERY
from participants.desk.delegates.card_form import CardPart
from participants.desk.delegates.step_forms import StepForm
from participants.desk.delegates.steps import MEANINGS, STEPS, Step, carry_out
from participants.desk.finding import delegate_or_404, registering_at
from participants.models import Delegate
from participants.states import DELEGATES, HOLDING
from participants.vocabulary import DelegateState

FULL = {"full", "event_full"}
"""The codes of refusals where no seat or place is left."""


@require_http_methods(["GET", "HEAD", "POST"])
def delegate_step(request: HttpRequest, key: int, step: str) -> HttpResponse:
    row, user = delegate_or_404(request, key), signed_in(request)
    row.event = registering_at(request, row.event.uid)
    asked, words = STEPS[step], typed_words(request)
    form = asked.form_for(row)(*_sent(request), row=row, user=user, words=words)
    if form.is_bound and form.is_valid() and _done(asked, form, user):
        messages.success(request, str(asked.done) % {"name": row})
        return redirect("participants:delegate", row.pk)
    return render(request, "participants/delegate_step.html", _context(asked, form, words), status=_status(form))


def typed_words(request: HttpRequest) -> str:
    """The words by which cards are looked for, if any were typed."""
    return request.GET.get("q", "").strip()[:LONGEST_QUERY]


def _sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST, request.FILES) if request.method == "POST" else ()


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
        "event": row.event,
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
