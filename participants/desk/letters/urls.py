"""Addresses of the pages about letters, below /desk/."""

from django.urls import path

from participants.desk.letters import asking, correcting, invitation, reminding, telling

urlpatterns = [
    path("events/<uuid:uid>/invitation/", invitation.invitation, name="invitation"),
    path("events/<uuid:uid>/delegations/remind/", reminding.remind_page, name="remind"),
    path("delegations/<int:key>/address/", correcting.address, name="correct_address"),
    path("events/<uuid:uid>/tell/", telling.tell, name="tell"),
    path("events/<uuid:uid>/tell/coming/", asking.ask_page, name="ask_coming"),
]
