"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, path

from participants.desk import telling
from participants.desk.selection import files, pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("events/<uuid:uid>/selection/", pages.selection, name="selection"),
    path("events/<uuid:uid>/selection/pdf/", files.selection_pdf, name="selection_pdf"),
    path("events/<uuid:uid>/selection/xlsx/", files.selection_xlsx, name="selection_xlsx"),
    path("delegations/<int:key>/confirmation/pdf/", files.confirmation, name="confirmation"),
    path("events/<uuid:uid>/tell/", telling.tell, name="tell"),
]
