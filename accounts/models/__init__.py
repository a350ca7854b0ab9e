"""Who may sign in, and who changed what. One module a subject; everything is imported from here."""

from accounts.models.audit import AuditEntry
from accounts.models.users import Limits, User, UserManager

__all__ = ["AuditEntry", "Limits", "User", "UserManager"]
