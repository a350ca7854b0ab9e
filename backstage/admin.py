"""What two libraries register in the administration is taken away: the desk shows it, to those who may read it."""

import auditlog.admin  # noqa: F401  # it registers its page
import django_tasks_db.admin  # noqa: F401  # and so does this
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from backstage.models import AuditEntry

admin.site.unregister(AuditEntry)  # the trail is read at the desk, and edited nowhere
# What a job was given, and its traceback, may hold addresses: /desk/jobs/ tells enough.
admin.site.unregister(DBTaskResult)
