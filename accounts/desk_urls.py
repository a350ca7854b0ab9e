"""Pages of this room below /desk/."""

from django.urls import path

from accounts import desk

app_name = "accounts"
urlpatterns = [
    path("jobs/", desk.jobs, name="jobs"),
    path("jobs/<uuid:key>/take-up/", desk.take_up, name="take_up"),
]
