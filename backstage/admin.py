"""Removes from the administration what two libraries register there.

The desk shows these rows to those who may read them.
"""

import auditlog.admin  # noqa: F401  # registers its page when imported
import django_tasks_db.admin  # noqa: F401  # registers its page when imported
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from backstage.models import AuditEntry

admin.site.unregister(AuditEntry)  # people read the trail at the desk, and nobody edits it
# The arguments and the traceback of a job may contain addresses. /desk/jobs/ shows all that people need.
admin.site.unregister(DBTaskResult)
