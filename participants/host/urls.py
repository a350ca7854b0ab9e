"""Addresses of a host's liaison, below /h/. Of the desk there are those alone that stand in `FOR_LIAISON`."""

from django.urls import URLPattern, URLResolver, include, path

from participants.desk.journey.urls import FOR_LIAISON
from participants.host import home
from participants.host.entry import by_host_link

DESK = [URLPattern(each.pattern, by_host_link(each.callback), each.default_args, each.name) for each in FOR_LIAISON]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="host_home"),
    path("desk/", include((DESK, "host"))),
]
