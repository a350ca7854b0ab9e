"""Addresses of a delegate's pages, below /d/."""

from django.urls import URLPattern, URLResolver, include, path

from participants.delegate import coming_people, driver_cards, home, offline

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="delegate_home"),
    path("worker.js", offline.worker, name="delegate_worker"),
    path("manifest.webmanifest", offline.manifest, name="delegate_manifest"),
    path("people/", coming_people.page, name="coming_people"),
    path("places/", driver_cards.places, name="my_places"),
    path("places/<slug:key>/", driver_cards.driver_card, name="driver_card"),
    path("", include("participants.delegate.own.urls")),
    path("", include("participants.delegate.agenda.urls")),
]
