"""Addresses of a delegate's pages, below /d/."""

from django.urls import URLPattern, URLResolver, include, path

from participants.delegate import home, offline

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="delegate_home"),
    path("worker.js", offline.worker, name="delegate_worker"),
    path("manifest.webmanifest", offline.manifest, name="delegate_manifest"),
    path("", include("participants.delegate.own.urls")),
]
