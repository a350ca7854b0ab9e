"""The page from which letters are sent to the delegations of an event: invitations, reminders, and asking again."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.letters.writing import Letter
from accounts.visitors import signed_in
from participants.desk.finding import registering_at
from participants.letters.inviting import send_invitations, without_letter
from participants.letters.reaching import address_of, returned, undeliverable, why_unreachable
from participants.letters.reminding import ask_again, coming, remind, unanswered
from participants.letters.writing import Mailing, letter_to, mailing_of
from participants.models import Delegation
from tours.models import Event
from tours.vocabulary import EventState


class Step(NamedTuple):
    """Something that can be sent."""

    heading: Promise
    explained: Promise
    nobody: Promise
    button: Promise
    template: str
    rows: Callable[[Event], Iterable[Delegation]]
    verb: Callable[..., list[Delegation]]
    is_usual: bool = True
    """Whether all are ticked at first."""


class Recipient(NamedTuple):
    delegation: Delegation
    problem: str
    """Why no letter can be sent, and what to do."""
    is_ticked: bool


class Section(NamedTuple):
    """A list of the page. `sample` is the letter to the first who can be reached."""

    key: str
    step: Step
    recipients: list[Recipient]
    sample: Letter | None


STEPS = {
    "invite": Step(
        heading=gettext_lazy("Without a letter"),
        explained=gettext_lazy("They are invited, but no letter has been sent to them from here."),
        nobody=gettext_lazy("Everyone who is invited has a letter."),
        button=gettext_lazy("Send the invitation letter"),
        template="invitation",
        rows=without_letter,
        verb=send_invitations,
    ),
    "remind": Step(
        heading=gettext_lazy("Have not answered"),
        explained=gettext_lazy("They have the letter, and neither answered nor put a name forward."),
        nobody=gettext_lazy("Nobody who has a letter owes an answer."),
        button=gettext_lazy("Send the reminder"),
        template="reminder",
        rows=lambda event: unanswered().filter(participation__event=event),
        verb=remind,
    ),
    "ask": Step(
        heading=gettext_lazy("Ask everyone again"),
        explained=gettext_lazy(
            "When the event has new dates, ask those who accepted whether the same people come. Publish the new dates first."
        ),
        nobody=gettext_lazy("Nobody has accepted yet."),
        button=gettext_lazy("Ask whether the same people come"),
        template="new_dates",
        rows=coming,
        verb=ask_again,
        is_usual=False,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def remind_page(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows who can be written to on GET, and sends to those who are ticked on POST."""
    event = registering_at(request, uid)
    found = {key: list(step.rows(event)) for key, step in STEPS.items()}
    refused: list[str] = []
    if request.method == "POST":
        try:
            sent = _send(request, found)
        except ValidationError as refusal:
            refused = refusal.messages
        else:
            words = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", len(sent))
            messages.success(request, words % {"count": len(sent)})
            return redirect("participants:remind", event.uid)
    context = {"event": event, "refused": refused, "returned": _returned(found), **_sections(request, event, found)}
    return render(request, "participants/letters/remind.html", context, status=400 if refused else 200)


def _send(request: HttpRequest, found: dict[str, list[Delegation]]) -> list[Delegation]:
    key = request.POST.get("step", "")
    if key not in STEPS:
        raise ValidationError(_("Choose what to send."))
    ticked = set(request.POST.getlist("delegation"))
    chosen = [row for row in found[key] if str(row.pk) in ticked]
    if len(chosen) != len(ticked):
        raise ValidationError(
            _("One of these delegations got a letter or answered meanwhile. Look at the list again, and then send.")
        )
    return STEPS[key].verb(chosen, by=signed_in(request))


def _returned(found: dict[str, list[Delegation]]) -> list[Delegation]:
    rows = {row.pk: row for rows in found.values() for row in rows}
    keys = returned(rows.values())
    return [row for key, row in rows.items() if key in keys]


def _sections(request: HttpRequest, event: Event, found: dict[str, list[Delegation]]) -> dict[str, object]:
    """The lists, or why nothing can be sent."""
    if event.state != EventState.PLANNED:
        state = event.get_state_display().lower()
        return {"why_not": _("Nothing can be sent now. State of the event: %(state)s.") % {"state": state}}
    try:
        mailing = mailing_of(event)
    except ValidationError as refusal:
        return {"why_not": " ".join(refusal.messages)}
    unknown = undeliverable(address_of(row) for rows in found.values() for row in rows)
    step, ticked = request.POST.get("step", ""), set(request.POST.getlist("delegation"))
    sections = []
    for key, rows in found.items():
        chosen = ticked if key == step else {str(row.pk) for row in rows if STEPS[key].is_usual}
        people = [Recipient(row, why_unreachable(row, unknown), str(row.pk) in chosen) for row in rows]
        sections.append(Section(key, STEPS[key], people, _sample(key, people, mailing)))
    return {"sections": sections}


def _sample(key: str, people: Sequence[Recipient], mailing: Mailing) -> Letter | None:
    first = next((each.delegation for each in people if not each.problem), None)
    return letter_to(first, STEPS[key].template, mailing) if first else None
