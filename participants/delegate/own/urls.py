"""Addresses of what a delegate says of themselves, below /d/."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
