"""Addresses of the desk's pages of one event."""

from django.urls import path

from tours.desk.event import deleting, facts, files, named, overview, part_pages

urlpatterns = [
    path("events/<uuid:uid>/", overview.overview, name="desk_event"),
    path("events/<uuid:uid>/facts/", facts.facts, name="desk_facts"),
    path("events/<uuid:uid>/delete/", deleting.delete, name="desk_delete"),
    path("events/<uuid:uid>/documents/<int:key>/file/", files.document_file, name="desk_document_file"),
    path("events/<uuid:uid>/lists/<slug:name>/", part_pages.parts, name="desk_parts"),
    path("events/<uuid:uid>/lists/<slug:name>/<int:key>/", part_pages.part, name="desk_part"),
    path("events/<uuid:uid>/lists/<slug:name>/<int:key>/delete/", part_pages.delete, name="desk_delete_part"),
    path("events/<uuid:uid>/lists/<slug:name>/<int:key>/move/", part_pages.move, name="desk_move_part"),
    path("events/<uuid:uid>/named/<slug:name>/", named.named, name="desk_named"),
    path("events/<uuid:uid>/named/<slug:name>/<int:key>/", named.one_named, name="desk_one_named"),
]
