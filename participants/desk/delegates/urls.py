"""Addresses of this room. Only steps of the table are steps, so that other rooms may have pages beside them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from participants.desk.delegates.file_page import supporting_file
from participants.desk.delegates.one_page import delegate
from participants.desk.delegates.registering import register
from participants.desk.delegates.row_page import delegate_row
from participants.desk.delegates.step_page import delegate_step
from participants.desk.delegates.steps import STEPS
from participants.desk.delegates.table_page import delegates


class StepConverter(StringConverter):
    regex = "|".join(STEPS)


register_converter(StepConverter, "delegate_step")

urlpatterns = [
    path("events/<uuid:uid>/delegates/", delegates, name="delegates"),
    path("events/<uuid:uid>/delegates/register/", register, name="register"),
    path("delegates/<int:key>/", delegate, name="delegate"),
    path("delegates/<int:key>/row/", delegate_row, name="delegate_row"),
    path("delegates/<int:key>/<delegate_step:step>/", delegate_step, name="delegate_step"),
    path("people-files/<int:key>/", supporting_file, name="file"),
]
