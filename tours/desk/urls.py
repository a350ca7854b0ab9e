"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, include, path

from tours.desk import audit

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tours.desk.start.urls")),
    path("", include("tours.desk.event.urls")),
    path("", include("tours.desk.pictures.urls")),
    path("", include("tours.desk.importing.urls")),
    path("events/<uuid:uid>/agenda/", include("tours.desk.builder.urls")),
    path("", include("tours.desk.publishing.urls")),
    path("", include("tours.desk.downloads.urls")),
    path("", include("tours.desk.access.urls")),
    path("audit/", audit.audit, name="audit"),
    path("audit/<int:key>/", audit.audit_entry, name="audit_entry"),
]
