"""Addresses of the journey."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from participants.desk.journey import (
    asked_page,
    checklist_page,
    delegate_page,
    entry_page,
    lists,
    reminding_page,
    rooms_page,
)


class ListConverter(StringConverter):
    regex = "|".join(lists.LISTS)


class ShownConverter(StringConverter):
    """The lists that are no more than shown: rooms, for one, are given on a page of their own."""

    regex = "|".join(name for name in lists.LISTS if name not in lists.PAGES_OF_THEIR_OWN)


register_converter(ListConverter, "journey_list")
register_converter(ShownConverter, "journey_shown")

urlpatterns = [
    path("events/<uuid:uid>/journey/rooms/", rooms_page.rooms, name="journey_rooms"),
    path("events/<uuid:uid>/journey/addresses/", lists.addresses, name="journey_addresses"),
    path("events/<uuid:uid>/journey/checklist/", checklist_page.checklist, name="journey_checklist"),
    path("events/<uuid:uid>/journey/checklist/addresses/", checklist_page.addresses, name="journey_lacking"),
    path("events/<uuid:uid>/journey/checklist/asked/", asked_page.asked, name="journey_asked"),
    path("events/<uuid:uid>/journey/checklist/remind/", reminding_page.remind_page, name="journey_remind"),
    path("events/<uuid:uid>/journey/entry/", entry_page.entry, name="journey_entry"),
    path("events/<uuid:uid>/journey/<journey_shown:name>/", lists.page, name="journey_list"),
    path("events/<uuid:uid>/journey/<journey_list:name>/pdf/", lists.list_pdf, name="journey_pdf"),
    path("events/<uuid:uid>/journey/<journey_list:name>/xlsx/", lists.list_xlsx, name="journey_xlsx"),
    path("delegates/<int:key>/journey/", delegate_page.delegate_journey, name="journey_delegate"),
    path("entry/<int:key>/", entry_page.requirement, name="journey_requirement"),
    path("entry/<int:key>/drop/", entry_page.drop, name="journey_drop_requirement"),
    path("stays/<int:key>/", rooms_page.stay, name="journey_stay"),
    path("stays/<int:key>/end/", rooms_page.end, name="journey_end_stay"),
]
