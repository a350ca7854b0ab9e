"""Addresses of events: the public ones, and those below /desk/."""

from django.urls import include, path

app_name = "tours"
urlpatterns = [
    path("desk/", include("tours.desk.urls")),
    path("", include("tours.pages.urls")),
]
