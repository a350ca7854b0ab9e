"""Who may sign in, who changed what, and what is done for them in the background. One module a subject; imported from here."""

from accounts.models.audit import AuditEntry
from accounts.models.email_changes import EmailChange
from accounts.models.jobs import DueRun, Job, JobQuerySet, JobState, Lease
from accounts.models.reminders import Reminded
from accounts.models.requests import KeyedRequest
from accounts.models.sessions import Session
from accounts.models.users import Limits, User, UserManager

__all__ = [
    "AuditEntry",
    "DueRun",
    "EmailChange",
    "Job",
    "JobQuerySet",
    "JobState",
    "KeyedRequest",
    "Lease",
    "Limits",
    "Reminded",
    "Session",
    "User",
    "UserManager",
]
