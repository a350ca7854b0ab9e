"""Rows behind the scenes: jobs, mail, the audit trail, requests that are sent twice. One module a subject; imported from here."""

from backstage.models.audit import AuditEntry
from backstage.models.jobs import DueRun, Job, JobQuerySet, JobState, Lease
from backstage.models.keyed_requests import KeyedRequest
from backstage.models.mail import (
    LEFT_TO_DO,
    MailState,
    OutgoingMail,
    OutgoingMailQuerySet,
    Pace,
    Undeliverable,
    is_due,
)

__all__ = [
    "LEFT_TO_DO",
    "AuditEntry",
    "DueRun",
    "Job",
    "JobQuerySet",
    "JobState",
    "KeyedRequest",
    "Lease",
    "MailState",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "Pace",
    "Undeliverable",
    "is_due",
]
