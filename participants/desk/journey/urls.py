"""Addresses of the journey."""

from django.urls import path

from participants.desk.journey import documents

urlpatterns = [
    path("events/<uuid:uid>/journey/documents/", documents.travel_documents, name="travel_documents"),
    path("events/<uuid:uid>/journey/documents/<int:key>/", documents.travel_document, name="travel_document"),
    path(
        "events/<uuid:uid>/journey/documents/<int:key>/show/",
        documents.show_travel_document,
        name="show_travel_document",
    ),
    path("events/<uuid:uid>/journey/documents/<int:key>/scan/", documents.save_travel_scan, name="save_travel_scan"),
    path(
        "events/<uuid:uid>/journey/documents/<int:key>/forget/",
        documents.forget_travel_document,
        name="forget_travel_document",
    ),
]
