"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, include, path

from participants.desk import run_sheet

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("participants.desk.letters.urls")),
    path("", include("participants.desk.selection.urls")),
    path("", include("participants.desk.delegations.urls")),
    path("", include("participants.desk.delegates.urls")),
    path("", include("participants.desk.privacy.urls")),
    path("", include("participants.desk.requests.urls")),
    path("", include("participants.desk.people.urls")),
    path("", include("participants.desk.journey.urls")),
    path("", include("participants.desk.links.urls")),
    path("events/<uuid:uid>/run-sheet/", run_sheet.page, name="run_sheet"),
    path("events/<uuid:uid>/run-sheet/pdf/", run_sheet.pdf, name="run_sheet_pdf"),
]
