"""Addresses of a focal point's pages, below /f/."""

from django.urls import URLPattern, URLResolver, path

from participants.focal_point import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="focal_point_home"),
]
