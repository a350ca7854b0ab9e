"""Addresses that an event had before lead on to the one it has now."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.urls import reverse

from accounts.reading import open_to_readers
from accounts.visitors import visitor
from tours.models import PublishedEvent
from tours.serving.current import SERVED

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def under_event(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For GET and HEAD, without signing in, at an address with an event's `slug`: one that the event had before leads on.

    Only where nothing is found, this costs a query: it tells of no event that the visitor may not see.
    """

    @open_to_readers
    @wraps(view)
    def found(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            moved = _moved(request)
            if moved is None:
                raise
            return moved

    return found


def _moved(request: HttpRequest) -> HttpResponseBase | None:
    """To the same place of the event, with the same query. Asked again each time: the address may be given to another event."""
    match = request.resolver_match
    if match is None:
        return None
    now = PublishedEvent.objects.visible_to(visitor(request)).only(*SERVED)
    event = now.filter(event__former_addresses__slug=match.kwargs["slug"]).first()
    if event is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = reverse(match.view_name, kwargs=match.kwargs | {"slug": event.slug})
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "public, no-cache" if event.is_public else "private, no-cache"
    return response
