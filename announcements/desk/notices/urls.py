"""Addresses of notices below /desk/."""

from django.urls import path

from announcements.desk.notices import listing, one_page, publishing_and_telling, writing_page

urlpatterns = [
    path("events/<uuid:uid>/notices/", listing.desk_notices, name="desk_notices"),
    path("events/<uuid:uid>/notices/write/", writing_page.desk_write_message, name="desk_write_message"),
    path("events/<uuid:uid>/notices/<int:key>/", one_page.desk_notice, name="desk_notice"),
    path("events/<uuid:uid>/notices/<int:key>/cancel/", one_page.desk_cancel_notice, name="desk_cancel_notice"),
    path(
        "events/<uuid:uid>/publish/tell/",
        publishing_and_telling.desk_publish_and_tell,
        name="desk_publish_and_tell",
    ),
]
