"""Addresses of those who come: at the desk only."""

from django.urls import include, path

app_name = "participants"
urlpatterns = [path("desk/", include("participants.desk.urls"))]
