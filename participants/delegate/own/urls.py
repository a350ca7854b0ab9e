"""Addresses of what is a delegate's own, below /d/."""

from django.urls import path

from participants.delegate.own import answer, data, details, document, flights, me, needs

urlpatterns = [
    path("place/accept/", answer.accept, name="accept_place"),
    path("place/confirm/", answer.say_yes, name="confirm_place"),
    path("place/no/", answer.say_no, name="no_to_place"),
    path("place/after-all/", answer.come_after_all, name="come_after_all"),
    path("me/", me.me, name="me"),
    path("me/details/", details.details, name="my_details"),
    path("me/contacts/", details.contacts, name="my_contacts"),
    path("me/name/", details.name, name="my_name"),
    path("me/needs/", needs.needs, name="my_needs"),
    path("me/preparation/", needs.preparation, name="my_preparation"),
    path("me/flights/", flights.flights, name="my_flights"),
    path("me/flights/new/<slug:way>/", flights.new_flight, name="new_flight"),
    path("me/flights/<int:key>/", flights.flight, name="my_flight"),
    path("me/flights/<int:key>/remove/", flights.remove_flight, name="remove_flight"),
    path("me/document/", document.document, name="my_document"),
    path("me/document/scan/", document.save_scan, name="save_my_scan"),
    path("me/document/remove/", document.remove_document, name="remove_my_document"),
    path("data/", data.data, name="my_data"),
    path("data/file/", data.data_file, name="my_data_file"),
    path("data/delete/", data.ask_for_deletion, name="ask_for_deletion"),
]
