"""Steps of one item by one click: earlier, later, cancel, confirm, copy, delete."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.visitors import signed_in
from tours.desk.builder.finding import item_or_404
from tours.desk.builder.items.item_page import back_to
from tours.desk.finding import event_to_edit
from tours.models import AgendaItem, Event
from tours.record.building.many_items import change_items, copy_items
from tours.record.building.one_item import delete_items, move_earlier, move_later
from tours.vocabulary import Status


class ItemStep(NamedTuple):
    do: Callable[[Event, AgendaItem, User], object]
    done: Promise


def _set(status: Status) -> Callable[[Event, AgendaItem, User], object]:
    return lambda event, item, by: change_items(event, [item], {"status": status}, by=by)


STEPS: dict[str, ItemStep] = {
    "earlier": ItemStep(
        lambda event, item, by: move_earlier(event, item, by=by), gettext_lazy("“%(title)s” is moved up.")
    ),
    "later": ItemStep(
        lambda event, item, by: move_later(event, item, by=by), gettext_lazy("“%(title)s” is moved down.")
    ),
    "cancel": ItemStep(_set(Status.CANCELLED), gettext_lazy("“%(title)s” is cancelled. Publish to tell people.")),
    "confirm": ItemStep(_set(Status.CONFIRMED), gettext_lazy("“%(title)s” is confirmed.")),
    "copy": ItemStep(lambda event, item, by: copy_items(event, [item], by=by), gettext_lazy("“%(title)s” is copied.")),
    "delete": ItemStep(
        lambda event, item, by: delete_items(event, [item], by=by), gettext_lazy("“%(title)s” is deleted.")
    ),
}


@require_POST
def step(request: HttpRequest, uid: UUID, item: UUID, step: str) -> HttpResponse:
    """Does the step, which can be undone."""
    event = event_to_edit(request, uid)
    row, asked = item_or_404(event, item), STEPS.get(step)
    if asked is None:
        raise Http404
    if asked.do(event, row, signed_in(request)):
        messages.success(request, str(asked.done) % {"title": row.title})
    else:
        messages.info(request, _("“%(title)s” stays as it was.") % {"title": row.title})
    return back_to(event, row.day if step == "delete" else row)
