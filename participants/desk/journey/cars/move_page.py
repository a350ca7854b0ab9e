"""A row of arrivals or departures whose car is chosen: in the row itself, and on a page of its own without script."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import asks_for_part, signed_in
from backstage.grounds import NO_GROUNDS
from participants.desk.journey.cars.board import board
from participants.desk.journey.cars.calling import say_whom_to_call, whom_to_call
from participants.desk.journey.cars.leg_forms import MoveForm
from participants.desk.journey.cars.leg_page import leg_or_404, list_of
from participants.desk.journey.finding import JourneyDesk, journey_at
from participants.models import Leg
from participants.travel.cars.legs import move_leg
from participants.travel.cars.telling_crews import changing_cars
from participants.vocabulary import Direction

AS_IT_STANDS = "row"
"""The parameter by which the row is asked for as it stands, when somebody cancels."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, uid: str, key: int) -> HttpResponse:
    """Shows the form on GET, and puts the row into the car on POST."""
    desk = journey_at(request, uid)
    if request.method == "POST":
        return _moved(request, desk, key)
    leg = leg_or_404(request, desk.event, key)
    if AS_IT_STANDS in request.GET and asks_for_part(request):
        return _as_it_stands(request, desk, leg)
    return _form(request, desk, leg, sent_form(request, partial(MoveForm, leg=leg)))


def _moved(request: HttpRequest, desk: JourneyDesk, key: int) -> HttpResponse:
    """The row is read and written with the event locked, so that no colleague comes in between."""
    event = desk.event
    with changing_cars(event, by=signed_in(request), grounds=NO_GROUNDS) as changed:
        leg = leg_or_404(request, event, key)
        form = sent_form(request, partial(MoveForm, leg=leg))
        if is_moved := form.is_valid():
            leg = move_leg(leg, to=form.cleaned_data["pickup"], by=signed_in(request))
    if not is_moved:
        return _form(request, desk, leg, form)
    if asks_for_part(request):
        return _whole_board(request, desk, leg, whom_to_call(changed))
    messages.success(request, _("%(name)s is moved.") % {"name": leg.delegate.display_name})
    say_whom_to_call(request, changed)
    return redirect(list_of(event, leg.direction, f"#leg-{leg.pk}"))


def _whole_board(request: HttpRequest, desk: JourneyDesk, leg: Leg, to_call: str) -> HttpResponse:
    """All of the list: one move changes the flags of two cars, and what is summed up above."""
    context = board(desk, Direction(leg.direction)) | {"back": leg.pk, "to_call": to_call}
    answer = render(request, "participants/journey/_board.html", context)
    return reswap(retarget(answer, "#board"), "outerHTML")


def _as_it_stands(request: HttpRequest, desk: JourneyDesk, leg: Leg) -> HttpResponse:
    context = board(desk, Direction(leg.direction))
    for day in context["days"]:
        for line in day.lines:
            if line.stop.leg.pk == leg.pk:
                context |= {"line": line, "back": leg.pk}
                return render(request, "participants/journey/_stop.html", context)
    raise Http404


def _form(request: HttpRequest, desk: JourneyDesk, leg: Leg, form: MoveForm) -> HttpResponse:
    is_part = asks_for_part(request)
    if is_part:
        form.fields["pickup"].widget.attrs["autofocus"] = not form.errors
    name = "_move_form.html" if is_part else "move.html"
    context = {
        **desk._asdict(),
        "leg": leg,
        "name": leg.delegate.display_name,
        "form": form,
        "list": list_of(desk.event, leg.direction),
    }
    return render(request, f"participants/journey/{name}", context, status=400 if form.errors else 200)
