"""What happens behind the scenes: jobs, mail and the audit trail."""

from email.utils import formataddr

from config.running.logs import request_id
from config.settings.environment import MODE, OFFICE_EMAIL, SITE_NAME, options, text, words
from config.settings.storage import CACHE_URL

# What carries jobs: `manage.py work` does those in the database; another backend's are left to workers of its own.
# TASKS_APPS are applications that such a backend needs, TASKS_URL is where its broker is.
TASKS_APPS = words("TASKS_APPS")
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = text("TASKS_URL", CACHE_URL)
RQ_QUEUES = {"default": {"URL": CELERY_BROKER_URL}}
TASKS = {
    "default": {
        "BACKEND": text("TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
        "OPTIONS": options("TASKS_OPTIONS"),
    }
}

# Mails are rows of the outbox first, and leave by MAIL_URL; none leaves a demonstration. docs/mail.md tells of them.
EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
MAIL_URL = text("MAIL_URL") if MODE != "demo" else ""
MAIL_FROM = text("MAIL_FROM", OFFICE_EMAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((SITE_NAME, MAIL_FROM))
MAIL_RATE = int(text("MAIL_RATE", "60"))
MAIL_RATES = options("MAIL_RATES")
MAIL_LEASE = float(text("MAIL_LEASE", "120"))
MAIL_DAYS = int(text("MAIL_DAYS", "90"))
MAIL_BOUNCE_DOMAIN = text("MAIL_BOUNCE_DOMAIN")
MAIL_WEBHOOK_SECRET = text("MAIL_WEBHOOK_SECRET")

# The audit trail: which rows it watches, each room says in its module `audit_watch`. Its table is our own, so that the
# library's is not made.
AUDITLOG_LOGENTRY_MODEL = "backstage.AuditEntry"
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_DISABLE_ON_RAW_SAVE = True  # rows that are brought back from a copy bring their trail along
AUDITLOG_CID_GETTER = request_id.get
AUDIT_DAYS = int(text("AUDIT_DAYS", "1095"))
MIGRATION_MODULES = {"auditlog": None}
