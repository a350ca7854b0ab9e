"""The models of accounts, with one module for each subject. Other rooms import them from here."""

from accounts.models.email_changes import EmailChange
from accounts.models.reminders import Reminded
from accounts.models.sessions import Session
from accounts.models.users import Limits, User, UserManager

__all__ = ["EmailChange", "Limits", "Reminded", "Session", "User", "UserManager"]
