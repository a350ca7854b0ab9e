"""Addresses of personal links, and of who has seen which version."""

from django.urls import path

from participants.desk.links import pages, seen_page

OF_POINT = "programmes/<slug:slug>/focal-points/<int:key>/links"
OF_HOST = "events/<uuid:uid>/roles/<int:key>/links"

urlpatterns = [
    path("events/<uuid:uid>/seen/", seen_page.seen, name="seen"),
    path("delegates/<int:key>/links/send/", pages.send_delegate_link, name="send_delegate_link"),
    path("delegates/<int:key>/links/end/", pages.end_delegate_links, name="end_delegate_links"),
    path("delegates/<int:key>/calendar/end/", pages.end_private_calendar, name="end_private_calendar"),
    path(f"{OF_POINT}/send/", pages.send_focal_point_link, name="send_focal_point_link"),
    path(f"{OF_POINT}/end/", pages.end_focal_point_links, name="end_focal_point_links"),
    path(f"{OF_HOST}/", pages.host_links, name="host_links"),
    path(f"{OF_HOST}/send/", pages.send_host_link, name="send_host_link"),
    path(f"{OF_HOST}/end/", pages.end_host_links, name="end_host_links"),
]
