"""Who may sign in, and what is done for them in the background. One module a subject; everything is imported from here."""

from accounts.models.jobs import DueRun, Job, JobQuerySet, JobState, Lease
from accounts.models.reminders import Reminded
from accounts.models.users import Limits, User, UserManager

__all__ = ["DueRun", "Job", "JobQuerySet", "JobState", "Lease", "Limits", "Reminded", "User", "UserManager"]
