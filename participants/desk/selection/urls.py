"""Addresses of the selection sheet, and of what cities and delegates are told."""

from django.urls import path

from participants.desk import telling
from participants.desk.selection import files, pages

urlpatterns = [
    path("events/<uuid:uid>/selection/", pages.selection, name="selection"),
    path("events/<uuid:uid>/selection/pdf/", files.selection_pdf, name="selection_pdf"),
    path("events/<uuid:uid>/selection/xlsx/", files.selection_xlsx, name="selection_xlsx"),
    path("delegations/<int:key>/confirmation/pdf/", files.confirmation, name="confirmation"),
    path("events/<uuid:uid>/tell/", telling.tell, name="tell"),
]
