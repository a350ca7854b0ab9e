"""Putting the names in order of choice: a number a name, or a button that moves one name by one place."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backstage.row_keys import key_in
from participants.focal_point.finding import changing_or_404, names_of
from participants.focal_point.names.outcomes import tell
from participants.focal_point.refusals import sentences
from participants.links.entry import by_visit, grounds_of
from participants.models import Delegate, LinkSession
from participants.nominations.seen_by.city import stands_for_city
from participants.requests.by_city import put_in_order_or_ask
from participants.vocabulary import Area

UP, DOWN = "up", "down"


@by_visit(Area.FOCAL_POINT, "POST")
def save(request: HttpRequest, visit: LinkSession, uid: UUID) -> HttpResponse:
    """The numbers as they were typed, and then the move of the button that was pressed."""
    delegation = changing_or_404(visit, uid)
    rows = [row for row in names_of(delegation) if stands_for_city(row)]
    wanted = _moved(_numbered(rows, request.POST), request.POST)
    if wanted == rows:
        messages.info(request, _("The order is as it was."))
        return redirect("participants:focal_point_invitation", uid)
    try:
        outcome = put_in_order_or_ask(delegation, wanted, grounds=grounds_of(visit))
        tell(request, outcome, _("The order of choice is saved."))
    except ValidationError as refusal:
        messages.error(request, " ".join(sentences(refusal, delegation)))
    return redirect("participants:focal_point_invitation", uid)


def _numbered(rows: Sequence[Delegate], typed: QueryDict) -> list[Delegate]:
    """The rows in the order of the numbers typed. A person who got the number of another comes before them. A person
    without a number stays in place.
    """
    keys = {
        row.pk: (number, number == place, place)
        for place, row in enumerate(rows, 1)
        for number in [key_in(typed.get(f"rank-{row.pk}")) or place]
    }
    return sorted(rows, key=lambda row: keys[row.pk])


def _moved(rows: list[Delegate], typed: QueryDict) -> list[Delegate]:
    for step, by in ((UP, -1), (DOWN, 1)):
        place = next((at for at, row in enumerate(rows) if row.pk == key_in(typed.get(step))), None)
        if place is not None and 0 <= place + by < len(rows):
            rows[place], rows[place + by] = rows[place + by], rows[place]
    return rows
