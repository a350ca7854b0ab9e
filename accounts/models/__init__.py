"""The rows of accounts."""

from accounts.models.email_changes import EmailChange
from accounts.models.sessions import Session
from accounts.models.users import Limits, User, UserManager

__all__ = ["EmailChange", "Limits", "Session", "User", "UserManager"]
