"""Addresses of a focal point's pages, below /f/."""

from django.urls import URLPattern, URLResolver, path

from participants.focal_point import agenda, answering, asking, confirming, home, invitation
from participants.focal_point.names import adding, companion, leaving, one_name, ordering
from participants.focal_point.own import details, succession
from participants.focal_point.sheet_for_mayor import page as sheet

INVITATION = "<uuid:uid>/"
NAME = f"{INVITATION}names/<int:key>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.page, name="focal_point_home"),
    path("details/", details.page, name="focal_point_details"),
    path("details/address/", details.address, name="focal_point_address"),
    path("details/successor/", succession.page, name="focal_point_successor"),
    path(INVITATION, invitation.page, name="focal_point_invitation"),
    path(f"{INVITATION}accept/", answering.accept, name="focal_point_accept"),
    path(f"{INVITATION}decline/", answering.decline, name="focal_point_decline"),
    path(f"{INVITATION}names/", adding.page, name="focal_point_add_names"),
    path(f"{INVITATION}names/order/", ordering.save, name="focal_point_order"),
    path(f"{INVITATION}names/companion/", companion.page, name="focal_point_companion"),
    path(NAME, one_name.page, name="focal_point_name"),
    path(f"{NAME}withdraw/", leaving.withdraw, name="focal_point_withdraw"),
    path(f"{NAME}someone-else/", leaving.someone_else, name="focal_point_someone_else"),
    path(f"{NAME}again/", leaving.again, name="focal_point_again"),
    path(f"{INVITATION}confirm/", confirming.page, name="focal_point_confirm"),
    path(f"{INVITATION}confirm/letter.pdf", confirming.letter, name="focal_point_letter"),
    path(f"{INVITATION}ask/", asking.page, name="focal_point_ask"),
    path(f"{INVITATION}agenda/", agenda.page, name="focal_point_agenda"),
    path(f"{INVITATION}sheet/", sheet.page, name="focal_point_sheet"),
    path(f"{INVITATION}sheet.pdf", sheet.pdf, name="focal_point_sheet_pdf"),
    path(f"{INVITATION}files/<int:key>/", agenda.invitation_file, name="focal_point_file"),
    path(f"{INVITATION}documents/<str:digest>/<str:file_name>", agenda.document, name="focal_point_document"),
]
