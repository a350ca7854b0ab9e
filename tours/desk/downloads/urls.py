"""Addresses of an event's files below /desk/."""

from django.urls import path

from tours.desk.downloads import agenda_files, downloads_page

urlpatterns = [
    path("events/<uuid:uid>/download/", downloads_page.downloads, name="desk_downloads"),
    path("events/<uuid:uid>/download/word/", agenda_files.word_file, name="desk_word"),
    path("events/<uuid:uid>/download/xlsx/", agenda_files.xlsx_file, name="desk_xlsx"),
    path("events/<uuid:uid>/download/csv/", agenda_files.csv_file, name="desk_csv"),
]
