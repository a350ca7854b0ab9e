"""The desk's page of one step of a delegation: GET shows what it does, and POST does it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.delegations.step_forms import StepForm
from participants.desk.delegations.steps import STEPS, Step, why_not
from participants.desk.finding import delegation_or_404, registering_at
from participants.locking import changing
from participants.models import Delegate, Delegation
from tours.desk.forms.refusals import show_refusal


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    step, delegation = STEPS[name], delegation_or_404(request, key)
    event = registering_at(request, delegation.participation.event.uid)
    form, is_done = _answered(request, step, delegation)
    if is_done:
        messages.success(request, str(step.done) % {"delegation": delegation})
        return redirect("participants:delegation", delegation.pk)
    context = {
        "event": event,
        "delegation": delegation,
        "step": step,
        "form": form,
        "why_not": "" if form.is_bound else why_not(step, delegation),
        "sees_names": True,
        "registers": True,
    }
    return render(request, "participants/delegation_step.html", context, status=400 if form.errors else 200)


def _answered(request: HttpRequest, step: Step, row: Delegation) -> tuple[StepForm, bool]:
    """The form with the tag of what it shows, and whether what it says is done: with the row read anew and its event locked."""
    user = signed_in(request)
    if request.method != "POST":
        return sent_form(request, partial(step.form, delegation=row, user=user)), False
    with changing(row.participation.event, by=user, grounds=NO_GROUNDS):
        form = sent_form(request, partial(step.form, delegation=delegation_or_404(request, row.pk), user=user))
        return form, form.is_valid() and _done(form)


def _done(form: StepForm) -> bool:
    """Calls the verb and keeps the file, or neither. The form says why it is refused."""
    try:
        with transaction.atomic():
            made = form.act()
            form.keep_file(
                form.delegation.participation.event,
                delegation=form.delegation,
                delegate=made if isinstance(made, Delegate) else None,
            )
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return False
    return True
