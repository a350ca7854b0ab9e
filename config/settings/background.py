"""Settings of jobs, mail and the audit trail."""

from email.utils import formataddr
from typing import Any

from accounts.emails.addresses import ascii_host
from config.running.logs import request_id
from config.settings.environment import (
    DAYS,
    MODE,
    OFFICE_EMAIL,
    SITE_NAME,
    applications,
    mailbox,
    number,
    options,
    seconds,
    text,
)
from config.settings.storage import CACHE_URL

# The backend of jobs. `manage.py work` runs jobs of the database backend; another backend has its own workers.
# TASKS_APPS lists the applications that such a backend needs, TASKS_URL is the address of its broker.
TASKS_APPS = applications("TASKS_APPS")
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = text("TASKS_URL", CACHE_URL)
RQ_QUEUES = {"default": {"URL": CELERY_BROKER_URL}}
TASKS: dict[str, Any] = {
    "default": {
        "BACKEND": text("TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
        "OPTIONS": options("TASKS_OPTIONS"),
    }
}

# Mails are first written to the outbox and then sent through MAIL_URL. A demonstration sends none. See docs/mail.md.
EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
MAIL_URL = text("MAIL_URL") if MODE != "demo" else ""
MAIL_FROM = mailbox("MAIL_FROM", OFFICE_EMAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((SITE_NAME, MAIL_FROM))
MAIL_RATE = number("MAIL_RATE", 60, least=1)
MAIL_RATES = options("MAIL_RATES")
MAIL_LEASE = seconds("MAIL_LEASE", 120, most=3600)  # a lease that lasts longer is taken for one of a wrong clock
MAIL_DAYS = number("MAIL_DAYS", 90, least=1, most=DAYS)
MAIL_BOUNCE_DOMAIN = ascii_host(text("MAIL_BOUNCE_DOMAIN"))
MAIL_WEBHOOK_SECRET = text("MAIL_WEBHOOK_SECRET")

# The audit trail: which rows it watches, each room says in its module `audit_watch`. Its table is our own, so that the
# library's table is not created.
AUDITLOG_LOGENTRY_MODEL = "backstage.AuditEntry"
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_DISABLE_ON_RAW_SAVE = True  # restored rows bring their audit entries along
AUDITLOG_CID_GETTER = request_id.get
AUDIT_DAYS = number("AUDIT_DAYS", 1095, most=DAYS)
MIGRATION_MODULES = {"auditlog": None}
