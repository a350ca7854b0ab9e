"""Addresses of what cities and delegates ask for, and of substitutes and moves."""

from django.urls import path

from participants.desk.requests import listing, move, noting, one_request, substitute

urlpatterns = [
    path("events/<uuid:uid>/requests/", listing.requests, name="requests"),
    path("events/<uuid:uid>/requests/note/", noting.note_request, name="note_request"),
    path("requests/<int:key>/", one_request.one_request, name="request"),
    path("delegates/<int:key>/substitute/", substitute.substitute_page, name="substitute"),
    path("delegates/<int:key>/move/", move.move, name="move"),
]
