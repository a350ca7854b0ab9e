"""Addresses of news and of the site's texts: the public ones, and those below /desk/."""

from django.urls import include, path

app_name = "announcements"
urlpatterns = [
    path("desk/", include("announcements.desk.urls")),
    path("", include("announcements.pages.urls")),
]
