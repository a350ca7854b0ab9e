"""The desk's page of one step of a delegation: GET shows what it does, and POST does it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from participants.desk.delegations.step_forms import StepForm
from participants.desk.delegations.steps import STEPS, why_not
from participants.desk.finding import delegation_or_404, registering_at
from participants.models import Delegate
from tours.desk.refusals import tell


@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request: HttpRequest, key: int, name: str) -> HttpResponse:
    step, delegation = STEPS[name], delegation_or_404(request, key)
    event = registering_at(request, delegation.participation.event.uid)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = step.form(data, files, delegation=delegation, user=signed_in(request))
    if form.is_valid() and _done(form):
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
        tell(form, refusal)
        return False
    return True
