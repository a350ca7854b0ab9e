"""The page of the selection sheet: it shows the names, and decides on many at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.visitors import signed_in
from backstage.lists import ListPage, page_of
from participants.cards.finding import possible_cards_of
from participants.desk.finding import registering_at
from participants.desk.grounds_form import GroundsForm
from participants.desk.selection.forms import ChoiceForm, choice_forms, decisions, keys_in
from participants.nominations.deciding_many import decide_many
from participants.selection import columns
from participants.selection.composing import compose
from participants.selection.sheet import Body, Name, Sheet
from tours.models import Event

NAMES_A_PAGE = 300
"""Two fields each stay below the number of fields that a form may have."""


class Shown(NamedTuple):
    """A row of the table."""

    name: Name
    position: str
    state: str
    comes_as: str
    form: ChoiceForm


class ShownBody(NamedTuple):
    body: Body
    seats: str
    rows: list[Shown]


@dataclass(frozen=True)
class Selecting:
    """One page of the sheet with its forms, bound where something was sent."""

    event: Event
    sheet: Sheet
    page: ListPage[Name]
    choices: dict[int, ChoiceForm]
    grounds: GroundsForm

    @classmethod
    def of(cls, request: HttpRequest, event: Event) -> "Selecting":
        user, sent = signed_in(request), request.method == "POST"
        data = request.POST if sent else None
        sheet = compose(event, at=timezone.now(), seen_by=user)
        page = page_of([name for body in sheet.bodies for name in body.names], request.GET.get("page"), NAMES_A_PAGE)
        here = {name.key for name in page}
        chosen = keys_in(request.POST)
        rows = [name for body in sheet.bodies for name in body.names if name.key in chosen.union(here)]
        cards = possible_cards_of({row.key: row.name for row in rows if not row.has_card}, user=user)
        grounds = GroundsForm(data, request.FILES if sent else None)
        if sent and grounds.is_valid() and chosen - {name.key for name in rows}:
            grounds.add_error(None, _("Some of these names were not put forward for this event."))
        return cls(event, sheet, page, choice_forms(rows, cards, data), grounds)

    def decided(self, *, by: User) -> int:
        """How many names were decided: all that were chosen, or none. Then the forms say why."""
        valid = [form.is_valid() for form in (*self.choices.values(), self.grounds)]
        if not all(valid):
            return 0
        try:
            with transaction.atomic():
                done = decide_many(self.event, decisions(self.choices.values()), by=by, grounds=self.grounds.grounds())
                self.grounds.keep_file(self.event)
        except ValidationError as refusal:
            self._tell(refusal)
            return 0
        return len(done)

    def _tell(self, refusal: ValidationError) -> None:
        """Puts the sentences of a refusal at the rows that it names, or else above all rows."""
        of_rows = refusal.message_dict if hasattr(refusal, "error_dict") else {}
        for key, sentences in of_rows.items():
            if key.isdecimal() and int(key) in self.choices:
                self.choices[int(key)].add_error("to", sentences)
            else:
                self.grounds.add_error("file" if key == "file" else None, sentences)
        if not of_rows:
            self.grounds.add_error(None, refusal.messages)

    @property
    def refused(self) -> list[ChoiceForm]:
        return [form for form in self.choices.values() if form.errors]

    def bodies(self) -> Iterator[ShownBody]:
        """The bodies of this page, and of the rows that were chosen. One without names stands on the first page."""
        for body in self.sheet.bodies:
            rows = [self._shown(name) for name in body.names if name.key in self.choices]
            if rows or (not body.names and self.page.number == 1):
                yield ShownBody(body, columns.seats(body), rows)

    def _shown(self, name: Name) -> Shown:
        return Shown(name, columns.position(name), columns.state(name), columns.comes_as(name), self.choices[name.key])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def selection(request: HttpRequest, uid: str) -> HttpResponse:
    """Shows the names on GET and decides on POST: on all that were chosen, or on none."""
    event = registering_at(request, uid)
    selecting = Selecting.of(request, event)
    if request.method == "POST" and (count := selecting.decided(by=signed_in(request))):
        words = ngettext(
            "%(count)d name is decided. Nobody is told yet: that is the next step.",
            "%(count)d names are decided. Nobody is told yet: that is the next step.",
            count,
        )
        messages.success(request, words % {"count": count})
        return redirect(request.get_full_path())
    context = _context(selecting)
    return render(request, "participants/selection.html", context, status=400 if context["wrong"] else 200)


def _context(selecting: Selecting) -> dict[str, Any]:
    refused = selecting.refused
    return {
        "event": selecting.event,
        "dates": columns.dates(selecting.sheet),
        "moment": columns.moment(selecting.sheet),
        "bodies": list(selecting.bodies()),
        "page": selecting.page,
        "refused": refused,
        "grounds": selecting.grounds,
        "wrong": bool(refused or selecting.grounds.errors),
        "decides": any(form.decides for form in selecting.choices.values()),
    }
