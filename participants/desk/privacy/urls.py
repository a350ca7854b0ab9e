"""The addresses of pages on what is known of a person, and on what is deleted when."""

from django.urls import path

from participants.desk.privacy import focal_point, pages, retention

urlpatterns = [
    path("cards/<uuid:uid>/", pages.privacy, name="privacy"),
    path("cards/<uuid:uid>/export/", pages.export_person, name="export_person"),
    path("cards/<uuid:uid>/erase/", pages.erase_person, name="erase_person"),
    path(
        "programmes/<slug:slug>/focal-points/<int:key>/erase/",
        focal_point.erase_focal_point,
        name="erase_focal_point",
    ),
    path("retention/", retention.retention, name="retention"),
]
