"""Addresses of the journey."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from participants.desk.journey import documents, lists, rooms_page
from participants.desk.journey.cars import arrivals_page, car_page, crew_page, leg_page, move_page
from participants.desk.journey.checklist import asked_page, checklist_page, delegate_page, entry_page, reminding_page
from participants.vocabulary import Direction

IN, OUT = {"direction": Direction.IN}, {"direction": Direction.OUT}


class ListConverter(StringConverter):
    regex = "|".join(lists.LISTS)


class ShownConverter(StringConverter):
    """The lists that are no more than shown: rooms, for one, are given on a page of their own."""

    regex = "|".join(name for name in lists.LISTS if name not in lists.PAGES_OF_THEIR_OWN)


register_converter(ListConverter, "journey_list")
register_converter(ShownConverter, "journey_shown")

FOR_LIAISON = [
    path("events/<uuid:uid>/journey/rooms/", rooms_page.rooms, name="journey_rooms"),
    path("events/<uuid:uid>/journey/<journey_shown:name>/", lists.page, name="journey_list"),
    path("events/<uuid:uid>/journey/<journey_list:name>/pdf/", lists.list_pdf, name="journey_pdf"),
    path("events/<uuid:uid>/journey/<journey_list:name>/xlsx/", lists.list_xlsx, name="journey_xlsx"),
    path("stays/<int:key>/", rooms_page.stay, name="journey_stay"),
    path("stays/<int:key>/end/", rooms_page.end, name="journey_end_stay"),
    path("events/<uuid:uid>/journey/arrivals/", arrivals_page.arrivals, IN, name="arrivals"),
    path("events/<uuid:uid>/journey/departures/", arrivals_page.arrivals, OUT, name="departures"),
    path("events/<uuid:uid>/journey/pickups/new/", car_page.new_car, name="new_pickup"),
    path("events/<uuid:uid>/journey/pickups/<int:key>/", car_page.car, name="pickup"),
    path("events/<uuid:uid>/journey/pickups/<int:key>/delete/", car_page.delete_car, name="delete_pickup"),
    path("events/<uuid:uid>/journey/crew/<int:key>/", crew_page.crew, name="crew"),
    path("events/<uuid:uid>/journey/crew/<int:key>/pdf/", crew_page.crew_pdf, name="crew_pdf"),
    path("events/<uuid:uid>/journey/legs/of/<int:key>/", leg_page.new_leg, name="new_leg"),
    path("events/<uuid:uid>/journey/legs/<int:key>/", leg_page.one_leg, name="leg"),
    path("events/<uuid:uid>/journey/legs/<int:key>/delete/", leg_page.delete_leg, name="delete_leg"),
    path("events/<uuid:uid>/journey/legs/<int:key>/move/", move_page.move, name="move_leg"),
]
"""The pages that the liaison of a host sees, here and by personal link. A page of those who register people is none of them."""

urlpatterns = [
    *FOR_LIAISON,
    path("events/<uuid:uid>/journey/addresses/", lists.addresses, name="journey_addresses"),
    path("events/<uuid:uid>/journey/checklist/", checklist_page.checklist, name="journey_checklist"),
    path("events/<uuid:uid>/journey/checklist/addresses/", checklist_page.addresses, name="journey_lacking"),
    path("events/<uuid:uid>/journey/checklist/asked/", asked_page.asked, name="journey_asked"),
    path("events/<uuid:uid>/journey/checklist/remind/", reminding_page.remind_page, name="journey_remind"),
    path("events/<uuid:uid>/journey/entry/", entry_page.entry, name="journey_entry"),
    path("delegates/<int:key>/journey/", delegate_page.delegate_journey, name="journey_delegate"),
    path("entry/<int:key>/", entry_page.requirement, name="journey_requirement"),
    path("entry/<int:key>/drop/", entry_page.drop, name="journey_drop_requirement"),
    path("events/<uuid:uid>/journey/documents/", documents.travel_documents, name="travel_documents"),
    path("events/<uuid:uid>/journey/documents/<int:key>/", documents.travel_document, name="travel_document"),
    path(
        "events/<uuid:uid>/journey/documents/<int:key>/show/",
        documents.show_travel_document,
        name="show_travel_document",
    ),
    path("events/<uuid:uid>/journey/documents/<int:key>/scan/", documents.save_travel_scan, name="save_travel_scan"),
    path(
        "events/<uuid:uid>/journey/documents/<int:key>/forget/",
        documents.forget_travel_document,
        name="forget_travel_document",
    ),
]
