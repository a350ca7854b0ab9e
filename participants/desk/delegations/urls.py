"""Addresses of the pages about delegations, below /desk/."""

from django.urls import path, register_converter

from participants.desk.delegations import delegation, focal_points, glance, invite, step
from participants.desk.delegations.steps import STEPS


class StepConverter:
    """Takes the steps alone, so that other pages of a delegation may have addresses beside them."""

    regex = "|".join(STEPS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StepConverter, "delegation_step")

urlpatterns = [
    path("events/<uuid:uid>/delegations/", glance.delegations, name="delegations"),
    path("events/<uuid:uid>/delegations/invite/", invite.invite_many, name="invite"),
    path("delegations/<int:key>/", delegation.one_delegation, name="delegation"),
    path("delegations/<int:key>/<delegation_step:name>/", step.take_step, name="delegation_step"),
    path("programmes/<slug:slug>/focal-points/", focal_points.focal_points, name="focal_points"),
    path("programmes/<slug:slug>/focal-points/<int:key>/", focal_points.focal_point, name="focal_point"),
    path("programmes/<slug:slug>/focal-points/<int:key>/end/", focal_points.end, name="end_focal_point"),
]
