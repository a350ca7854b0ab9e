"""Addresses of a delegate's agenda, below /d/: laid out as those of a public event are, so that both are drawn alike."""

from django.urls import path

import tours.pages.address_parts  # noqa: F401  (addresses below have a digest)
from participants.delegate.agenda import agenda, booklets, calendars, changes, documents, items

urlpatterns = [
    path("calendar.ics", calendars.feed, name="my_feed"),
    path("calendar/", calendars.calendar, name="my_calendar"),
    path("changes/", changes.changes, name="my_changes"),
    path("documents/", documents.documents, name="my_documents"),
    path("agenda/", agenda.agenda, name="my_agenda"),
    path("agenda/programme.ics", calendars.file, name="my_calendar_file"),
    path("agenda/programme.pdf", booklets.booklet, name="my_booklet"),
    path("agenda/my-programme.pdf", booklets.own, name="my_own_booklet"),
    path("agenda/items/<uuid:uid>/", items.item, name="my_item"),
    path("agenda/items/<uuid:uid>/star/", items.give_star, name="my_star"),
    path("agenda/items/<uuid:uid>.ics", items.calendar, name="my_item_calendar"),
    path("agenda/documents/<digest:digest>/<str:file_name>", documents.file, name="my_file"),
]
