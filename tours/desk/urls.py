"""Addresses of this room below /desk/."""

from django.urls import URLPattern, URLResolver, include, path

from tours.desk import audit, downloads, exporting, roles, tokens

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("tours.desk.start.urls")),
    path("", include("tours.desk.event.urls")),
    path("", include("tours.desk.publishing.urls")),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new_token, name="new_token"),
    path("tokens/<int:key>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("events/<uuid:uid>/download/", downloads.downloads, name="desk_downloads"),
    path("events/<uuid:uid>/download/word/", exporting.word_file, name="agenda_word"),
    path("events/<uuid:uid>/download/xlsx/", exporting.xlsx_file, name="agenda_xlsx"),
    path("events/<uuid:uid>/download/csv/", exporting.csv_file, name="agenda_csv"),
    path("", include("tours.desk.importing.urls")),
    path("events/<uuid:uid>/roles/", roles.event_roles, name="event_roles"),
    path("events/<uuid:uid>/agenda/", include("tours.desk.builder.urls")),
    path("programmes/<slug:slug>/roles/", roles.programme_roles, name="programme_roles"),
    path("roles/<int:key>/end/", roles.end, name="end_role"),
    path("roles/<int:key>/hand-over/", roles.hand_over, name="hand_over_role"),
    path("audit/", audit.audit, name="audit"),
    path("audit/<int:key>/", audit.audit_entry, name="audit_entry"),
]
