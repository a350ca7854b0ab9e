"""Addresses of the first pages of the desk."""

from django.urls import path

from tours.desk.start import clone, home, new_event

urlpatterns = [
    path("", home.desk, name="desk"),
    path("events/new/", new_event.new_event, name="desk_new_event"),
    path("events/<uuid:uid>/clone/", clone.clone, name="desk_clone"),
]
