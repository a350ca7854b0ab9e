"""Pages of this room below /desk/."""

from django.urls import path

from accounts import job_pages

app_name = "accounts"
urlpatterns = [
    path("jobs/", job_pages.jobs, name="jobs"),
    path("jobs/<uuid:key>/take-up/", job_pages.take_up, name="take_up"),
]
