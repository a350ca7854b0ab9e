"""Addresses of roles and tokens below /desk/."""

from django.urls import path

from tours.desk.access import roles, tokens

urlpatterns = [
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/new/", tokens.new_token, name="new_token"),
    path("tokens/<int:key>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("events/<uuid:uid>/roles/", roles.event_roles, name="event_roles"),
    path("programmes/<slug:slug>/roles/", roles.programme_roles, name="programme_roles"),
    path("roles/<int:key>/end/", roles.end, name="end_role"),
    path("roles/<int:key>/hand-over/", roles.hand_over, name="hand_over_role"),
]
