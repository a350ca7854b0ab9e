"""The models of background jobs, mail, the audit trail and repeated requests. Other rooms import them from here."""

from backstage.models.audit import AuditEntry
from backstage.models.jobs import Job, JobQuerySet, JobState, Lease, PeriodicRun
from backstage.models.keyed_requests import KeyedRequest
from backstage.models.mail import (
    UNSETTLED,
    MailState,
    OutgoingMail,
    OutgoingMailQuerySet,
    Pace,
    Undeliverable,
    is_due,
    is_late,
)

__all__ = [
    "UNSETTLED",
    "AuditEntry",
    "Job",
    "JobQuerySet",
    "JobState",
    "KeyedRequest",
    "Lease",
    "MailState",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "Pace",
    "PeriodicRun",
    "Undeliverable",
    "is_due",
    "is_late",
]
