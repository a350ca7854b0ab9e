"""The page on which a table of people is pasted: first the text, then what it comes to, then it is done."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from participants.desk.card_field import CardField
from participants.desk.finding import registering_at
from participants.desk.people.paste_form import PasteForm
from participants.people.applying import Applied, RefusedError, apply
from participants.people.headings import COLUMNS
from participants.people.planning import LEFT_OUT, Choices, Plan, PlannedRow, planned
from participants.vocabulary import DelegateState
from tours.models import Event


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows on POST what the text comes to. Only the button that says so does it, and only to rows that were shown."""
    event = registering_at(request, uid)
    participating = list(event.participating_cities.select_related("city", "organisation"))
    form = PasteForm(request.POST if request.method == "POST" else None, participating=participating)
    if not form.is_valid():
        return _page(request, event, form)
    choices, may_add = form.choices(), Event.objects.editable_by(signed_in(request)).filter(pk=event.pk).exists()
    try:
        plan = planned(event, choices, user=signed_in(request), may_add=may_add)
        if request.POST.get("step") == "apply":
            return _applied(request, event, form, plan, may_add=may_add)
    except ValidationError as refusal:
        form.add_error("text", refusal.messages)
        return _page(request, event, form)
    return _page(request, event, form, plan)


def _applied(request: HttpRequest, event: Event, form: PasteForm, plan: Plan, *, may_add: bool) -> HttpResponse:
    if _shown(plan, form.choices()) != request.POST.get("shown"):
        form.add_error(
            None, _("The table is not the one that was shown. Look at it as it stands below, then say so again.")
        )
        return _page(request, event, form, plan)
    try:
        applied = apply(event, form.choices(), by=signed_in(request), may_add=may_add, grounds=form.grounds())
    except RefusedError as refusal:
        form.add_error(None, _("Nothing is done yet. What stands in the way is said at its row."))
        return _page(request, event, form, plan, refusal.at)
    messages.success(request, _told(applied))
    return redirect("participants:delegates", event.uid)


def _told(done: Applied) -> str:
    proposed, accepted = (done.number(state) for state in (DelegateState.PROPOSED, DelegateState.ACCEPTED))
    sentences = [
        (len(done.invited), ngettext("%d delegation is invited.", "%d delegations are invited.", len(done.invited))),
        (proposed, ngettext("%d name is put forward.", "%d names are put forward.", proposed)),
        (accepted, ngettext("%d person has a place.", "%d people have a place.", accepted)),
    ]
    return " ".join(words % number for number, words in sentences if number)


def _shown(plan: Plan, choices: Choices) -> str:
    """What the page was about: its rows, and what becomes of them."""
    return " ".join([choices.becomes, *(row.key for row in plan.rows)])


def _page(
    request: HttpRequest,
    event: Event,
    form: PasteForm,
    plan: Plan | None = None,
    refusals: dict[str, list[str]] | Any = None,
) -> HttpResponse:
    at = refusals or {}
    context: dict[str, Any] = {"event": event, "form": form, "plan": plan}
    if plan:
        context |= {
            "columns": list(zip_longest(plan.columns, plan.first[: len(plan.columns)], fillvalue="")),
            "column_choices": list(COLUMNS.items()),
            "bodies": [(body, at.get(body.key, [])) for body in plan.bodies],
            "rows": [(row, _problems(row, at.get(row.key, [])), cards) for row, cards in _with_cards(plan)],
            "taken": sum(row.taken for row in plan.rows),
            "shown": _shown(plan, form.choices()),
            "others": at.get("", []),
        }
    return render(request, "participants/paste.html", context, status=400 if form.errors else 200)


def _with_cards(plan: Plan) -> Iterator[tuple[PlannedRow, forms.BoundField]]:
    """Each row with the choice of its card, whose value the plan reads."""
    form = forms.Form(auto_id="%s", initial={f"card-{row.key}": row.chosen for row in plan.rows})
    form.fields |= {f"card-{row.key}": _card_field(row) for row in plan.rows}
    return zip(plan.rows, form, strict=True)


def _card_field(row: PlannedRow) -> CardField:
    named = {"name": row.name, "line": row.pasted.line}
    field = CardField(label=_("Card of %(name)s, row %(line)d") % named)
    field.widget.attrs["aria-label"] = field.label
    may_be_none = row.becomes == DelegateState.PROPOSED
    field.offer(row.cards, asks=not row.chosen, may_be_none=may_be_none, others=[(LEFT_OUT, _("Leave this row out"))])
    return field


def _problems(row: PlannedRow, refused: list[str]) -> list[str]:
    return list(dict.fromkeys([*row.problems, *refused]))
