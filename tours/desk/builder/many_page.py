"""What is said of all ticked items at once."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from accounts.visitors import signed_in
from tours.desk.builder.days import listed_days
from tours.desk.builder.items.item_page import back_to
from tours.desk.builder.many import VERBS, ManyForm
from tours.desk.builder.page import context_of
from tours.desk.finding import event_to_edit
from tours.record.items.writing import RefusedRows


@require_POST
def many(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Does the same with all that are ticked, as one step that can be undone."""
    event = event_to_edit(request, uid)
    form = ManyForm(request.POST, event=event, days=listed_days(event))
    verb = VERBS.get(request.POST.get("do", ""), VERBS["change"])
    if form.is_valid():
        try:
            with transaction.atomic():
                messages.success(request, verb(form, signed_in(request)))
        except RefusedRows as refusal:
            form.add_error(None, [sentence for error in refusal.errors.values() for sentence in error.messages])
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
    if not form.errors:
        return back_to(event, form.cleaned_data["items"][0].day)
    return render(request, "tours/builder/agenda.html", context_of(request, event, form), status=400)
