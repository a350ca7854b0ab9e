"""Addresses of these pages below /desk/."""

from django.urls import path

from tours.desk.importing import done, review_page

urlpatterns = [
    path("events/<uuid:uid>/agenda/import/", review_page.import_agenda, name="desk_import"),
    path("events/<uuid:uid>/agenda/import/done/", done.agenda_imported, name="desk_imported"),
]
