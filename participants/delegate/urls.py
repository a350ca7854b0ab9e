"""Addresses of a delegate's pages, below /d/."""

from django.urls import URLPattern, URLResolver, include, path

from participants.delegate import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="delegate_home"),
    path("", include("participants.delegate.own.urls")),
    path("", include("participants.delegate.agenda.urls")),
]
