"""The addresses of jobs and mail below /desk/, and the address to which mail providers report bounces."""

from django.urls import path

from backstage.jobs import pages as jobs
from backstage.mail import bounce_hook
from backstage.mail import pages as mail

app_name = "backstage"
urlpatterns = [
    path("desk/jobs/", jobs.jobs, name="jobs"),
    path("desk/jobs/<uuid:key>/take-up/", jobs.take_up, name="take_up"),
    path("desk/mail/", mail.mails, name="outgoing_mails"),
    path("desk/mail/<int:key>/", mail.mail, name="outgoing_mail"),
    path("desk/mail/<int:key>/retry/", mail.retry_mail, name="retry_mail"),
    path("desk/mail/undeliverable/<int:key>/clear/", mail.clear_undeliverable, name="clear_undeliverable"),
    path("mail/bounces/", bounce_hook.bounces, name="bounces"),
]
