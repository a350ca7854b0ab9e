"""Addresses of the selection sheet, and of the letter by which a city confirms its names."""

from django.urls import path

from participants.desk.selection import files, pages

urlpatterns = [
    path("events/<uuid:uid>/selection/", pages.selection, name="selection"),
    path("events/<uuid:uid>/selection/pdf/", files.selection_pdf, name="selection_pdf"),
    path("events/<uuid:uid>/selection/xlsx/", files.selection_xlsx, name="selection_xlsx"),
    path("delegations/<int:key>/confirmation/pdf/", files.confirmation, name="confirmation"),
]
