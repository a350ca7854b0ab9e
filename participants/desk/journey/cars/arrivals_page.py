"""The pages of arrivals and departures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participants.desk.journey.cars.board import board
from participants.desk.journey.finding import journey_at
from participants.vocabulary import Direction


@never_cache
@require_safe
def arrivals(request: HttpRequest, uid: str, direction: Direction) -> HttpResponse:
    desk = journey_at(request, uid)
    return render(request, "participants/journey/arrivals.html", board(desk, direction))
