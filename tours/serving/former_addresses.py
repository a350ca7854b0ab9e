"""Redirects from the former addresses of an event to its present one."""

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
    """Decorates a view whose address has an event's `slug`: GET and HEAD only, no sign-in needed.

    If the view raises Http404 and the slug is a former one of an event that the visitor may see, the answer is a
    redirect. This costs a query only then.
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
    """A redirect to the same page of the event, with the same query; None if the slug is no former one.

    Caches ask again each time, as the address may be given to another event later.
    """
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
