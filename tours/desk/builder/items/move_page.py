"""The page that moves an item to another day, time, place or track. Dragging sends the same form."""

from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.transactions import transaction_if_sent
from accounts.visitors import signed_in
from tours.desk.builder.days import offered
from tours.desk.builder.finding import item_or_404
from tours.desk.builder.items.item_form import ItemForm, refuse_times_without_day
from tours.desk.builder.items.item_page import back_to
from tours.desk.finding import event_to_edit
from tours.editions.publishing import locked
from tours.models import AgendaItem, Event
from tours.record.building.names import Places
from tours.record.building.one_item import move_item
from tours.record.items.writing import RefusedRows


class MoveForm(forms.Form):
    """What was not sent stays as it is: dragging sends a day and a time."""

    day, start, place, room, track = (ItemForm.base_fields[name] for name in ("day", "start", "place", "room", "track"))

    def __init__(self, data: Any = None, files: Any = None, *, item: AgendaItem) -> None:
        self.item = item
        place, track = item.venue.name if item.venue else "", item.track.name if item.track else ""
        initial = {"day": item.day, "start": item.start, "place": place, "room": item.room, "track": track}
        super().__init__(data, files, initial=initial)

    def clean_day(self) -> date | None:
        """The day to move to. None means the tray, but only if an empty day was sent."""
        sent: date | None = self.cleaned_data["day"]
        return sent if "day" in self.data else self.item.day

    def clean_start(self) -> time | None:
        """The time to move to. None takes the time away, but only if an empty time was sent."""
        sent: time | None = self.cleaned_data["start"]
        return sent if "start" in self.data else self.item.start

    def clean(self) -> dict[str, Any]:
        refuse_times_without_day(self)
        return self.cleaned_data

    def save(self, event: Event, *, by: User) -> bool:
        """Moves the item. If it is refused, the form gets an error, and the transaction must be rolled back."""
        cleaned: dict[str, Any] = self.cleaned_data
        day: date | None = cleaned["day"]
        try:
            move_item(event, self.item, day, cleaned["start"], by=by, facts=self._facts(event))
        except RefusedRows as refusal:
            self.add_error(None, [sentence for error in refusal.errors.values() for sentence in error.messages])
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
        return not self.errors

    def _facts(self, event: Event) -> dict[str, Any]:
        sent = {name: self.cleaned_data[name] for name in self.changed_data if name in self.data}
        facts: dict[str, Any] = {name: sent[name] for name in ("room", "track") if name in sent}
        if "place" in sent:
            room = self.cleaned_data["room"]
            facts["room"], facts["venue"] = Places(event, [(room, sent["place"])]).named(room, sent["place"])
        return facts


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    event = event_to_edit(request, uid)
    with transaction_if_sent(request):
        if request.method == "POST":
            locked(event)
        row = item_or_404(event, item)
        form = sent_form(request, lambda data, files: MoveForm(data, files, item=row))
        is_moved = form.is_bound and form.is_valid() and form.save(event, by=signed_in(request))
        if form.is_bound and not is_moved:
            transaction.set_rollback(True)
    if is_moved:
        messages.success(request, _("“%(title)s” is moved.") % {"title": row.title})
        return back_to(event, row)
    context = {"event": event, "item": row, "form": form, **offered(event)}
    return render(request, "tours/builder/move.html", context, status=400 if form.errors else 200)
