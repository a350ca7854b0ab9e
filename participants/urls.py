"""Addresses of those who come: at the desk, and by personal link."""

from django.urls import include, path

app_name = "participants"
urlpatterns = [
    path("desk/", include("participants.desk.urls")),
    path("", include("participants.entering.urls")),
    path("d/", include("participants.delegate.urls")),
    path("f/", include("participants.focal_point.urls")),
    path("h/", include("participants.host.urls")),
]
