"""The page of one delegate: facts by who may see them, what is missing, what was done, and what can be done now."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from participants.desk.delegates.columns import Line, body, position, present, state
from participants.desk.delegates.history import history
from participants.desk.delegates.listing import lines
from participants.desk.delegates.steps import MEANINGS, open_steps
from participants.desk.finding import delegate_or_404, naming_at
from participants.desk.links.access import access_of
from participants.letters.to_registrars.undelivered import undelivered_to
from participants.models import Delegate, SupportingFile
from participants.people.missing import missing
from participants.states import ACTIVE, HOLDING
from participants.vocabulary import DelegateState
from tours.wording import language_name, short_moment_there

MOST_ELSEWHERE = 20


class Fact(NamedTuple):
    label: Promise | str
    value: str


@require_safe
def delegate(request: HttpRequest, key: int) -> HttpResponse:
    row, user = delegate_or_404(request, key), signed_in(request)
    desk = naming_at(request, row.event.uid)
    [line] = lines(row.event, [row.pk], registers=desk.registers)
    context = {
        **desk._asdict(),
        "row": line.row,
        "state": state(line.row),
        "meaning": MEANINGS[DelegateState(line.row.state)],
        "facts": _names(line),
        "others": _related(line.row),
        "elsewhere": _elsewhere(line.row, user),
        "history": history(line.row, user=user, registers=desk.registers),
        **(_for_registrars(line, user) if desk.registers else {}),
    }
    return render(request, "participants/delegate.html", context)


def _for_registrars(line: Line, user: User) -> dict[str, Any]:
    row = line.row
    return {
        "missing": missing(row, line.contacts, line.appearance),
        "choice": _choice(row),
        "private": _private(row),
        "contacts": line.contacts,
        "no_mail": line.no_mail,
        "undelivered": undelivered_to(row.event_id, row.pk),
        "access": access_of(row),
        "files": SupportingFile.objects.visible_to(user).filter(delegate=row),
        "steps": open_steps(row),
        "is_active": row.state in ACTIVE,
        "is_accepted": row.state == DelegateState.ACCEPTED,
    }


def _names(line: Line) -> list[Fact]:
    """Facts of the class `NAMES`."""
    row = line.row
    return _said(
        Fact(gettext_lazy("Position"), position(line)),
        Fact(gettext_lazy("City"), body(line)),
        Fact(gettext_lazy("Comes as"), row.get_capacity_display()),
        Fact(gettext_lazy("Takes a seat"), _yes_or_no(row.takes_seat) if row.state in HOLDING else ""),
        Fact(gettext_lazy("Groups"), ", ".join(line.groups)),
        Fact(gettext_lazy("Attends"), row.get_attends_display()),
        Fact(gettext_lazy("Present"), present(row) or _("the whole event")),
        Fact(gettext_lazy("Said that they come"), _said_yes(row)),
        Fact(gettext_lazy("Card"), str(row.person or _("none is chosen yet"))),
    )


def _said_yes(row: Delegate) -> str:
    """When, and whether the event had other dates then."""
    at = short_moment_there(row.confirmed_at, row.event.zone)
    return at if row.is_confirmed or not at else _("%(moment)s, before the dates changed") % {"moment": at}


def _choice(row: Delegate) -> list[Fact]:
    return _said(
        Fact(gettext_lazy("Order of choice"), str(row.rank or "")),
        Fact(gettext_lazy("Reason"), row.reason),
        Fact(gettext_lazy("The city was told"), row.get_told_state_display() or _("nothing yet")),
    )


def _private(row: Delegate) -> list[Fact]:
    return _said(
        Fact(gettext_lazy("Kind of office"), row.get_level_display()),
        Fact(gettext_lazy("Gender"), row.get_gender_display()),
        Fact(gettext_lazy("Language"), language_name(row.language) if row.language else ""),
        Fact(gettext_lazy("Shares the contact"), _yes_or_no(row.shares_contact)),
        Fact(gettext_lazy("Photographs"), _yes_or_no(row.shares_photograph)),
        Fact(gettext_lazy("Told of changes"), row.get_news_by_display()),
    )


def _said(*facts: Fact) -> list[Fact]:
    return [fact for fact in facts if fact.value]


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


class Related(NamedTuple):
    label: Promise
    row: Delegate


def _related(row: Delegate) -> list[Related]:
    """Other delegates of the event whom this one has to do with. Four queries at most."""
    others = [
        *((gettext_lazy("Accompanies"), other) for other in [row.accompanies]),
        *((gettext_lazy("Comes instead of"), other) for other in [row.replaces]),
        *((gettext_lazy("Replaced by"), other) for other in row.replaced_by.all()),
        *((gettext_lazy("Is accompanied by"), other) for other in row.company.all()),
    ]
    return [Related(label, other) for label, other in others if other]


def _elsewhere(row: Delegate, user: User) -> list[Delegate]:
    """The delegates who are the same person at other events, the latest first. Only events where the user may know who
    comes are among them.
    """
    if row.person_id is None:
        return []
    rows = Delegate.objects.visible_to(user).filter(person=row.person_id).exclude(event=row.event_id)
    return list(rows.select_related("event").order_by("-event__starts", "-pk")[:MOST_ELSEWHERE])
