"""Addresses by which people come in without an account, and leave."""

from django.urls import path

from participants.entering import links

urlpatterns = [
    path("d/open/", links.of_delegate, name="open_delegate_link"),
    path("f/open/", links.of_focal_point, name="open_focal_point_link"),
    path("h/open/", links.of_host, name="open_host_link"),
]
