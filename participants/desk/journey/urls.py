"""Addresses of the journey."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from participants.desk.journey import lists, rooms_page


class ListConverter(StringConverter):
    regex = "|".join(lists.LISTS)


class ShownConverter(StringConverter):
    """The lists that are no more than shown: rooms are given on a page of their own."""

    regex = "|".join(name for name in lists.LISTS if name != "rooms")


register_converter(ListConverter, "journey_list")
register_converter(ShownConverter, "journey_shown")

urlpatterns = [
    path("events/<uuid:uid>/journey/rooms/", rooms_page.rooms, name="journey_rooms"),
    path("events/<uuid:uid>/journey/addresses/", lists.addresses, name="journey_addresses"),
    path("events/<uuid:uid>/journey/<journey_shown:name>/", lists.page, name="journey_list"),
    path("events/<uuid:uid>/journey/<journey_list:name>/pdf/", lists.list_pdf, name="journey_pdf"),
    path("events/<uuid:uid>/journey/<journey_list:name>/xlsx/", lists.list_xlsx, name="journey_xlsx"),
    path("stays/<int:key>/", rooms_page.stay, name="journey_stay"),
    path("stays/<int:key>/end/", rooms_page.end, name="journey_end_stay"),
]
