"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, path

from participants.desk.privacy import pages as privacy
from participants.desk.privacy import retention

urlpatterns: list[URLPattern | URLResolver] = [
    path("cards/<uuid:uid>/", privacy.privacy, name="privacy"),
    path("cards/<uuid:uid>/export/", privacy.export_person, name="export_person"),
    path("cards/<uuid:uid>/erase/", privacy.erase_person, name="erase_person"),
    path("retention/", retention.retention, name="retention"),
]
