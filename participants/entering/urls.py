"""Addresses by which people come in without an account, and leave."""

from django.urls import path

from participants.entering import again, codes, leaving, links, mailbox, not_mine, proving

urlpatterns = [
    path("d/open/", links.of_delegate, name="open_delegate_link"),
    path("f/open/", links.of_focal_point, name="open_focal_point_link"),
    path("h/open/", links.of_host, name="open_host_link"),
    path("d/open/not-mine/", not_mine.of_delegate, name="not_mine_d"),
    path("f/open/not-mine/", not_mine.of_focal_point, name="not_mine_f"),
    path("h/open/not-mine/", not_mine.of_host, name="not_mine_h"),
    path("d/again/", again.page, name="send_again"),
    path("d/code/", codes.ask, name="code"),
    path("d/code/enter/", codes.enter, name="enter_code"),
    path("d/mailbox/", mailbox.page, name="mailbox"),
    path("d/mailbox/choose/", mailbox.choose_holder, name="choose"),
    path("d/prove/", proving.of_delegate, name="prove_d"),
    path("f/prove/", proving.of_focal_point, name="prove_f"),
    path("d/leave/", leaving.of_delegate, name="leave_d"),
    path("f/leave/", leaving.of_focal_point, name="leave_f"),
    path("h/leave/", leaving.of_host, name="leave_h"),
]
