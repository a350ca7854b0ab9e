"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, path

from participants.desk.requests import listing, move, noting, one_request, substitute

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<uuid:uid>/requests/", listing.requests, name="requests"),
    path("events/<uuid:uid>/requests/note/", noting.note_request, name="note_request"),
    path("requests/<int:key>/", one_request.one_request, name="request"),
    path("delegates/<int:key>/substitute/", substitute.substitute_page, name="substitute"),
    path("delegates/<int:key>/move/", move.move, name="move"),
]
