"""Who may sign in. One module a subject; everything is imported from here."""

from accounts.models.requests import KeyedRequest
from accounts.models.users import Limits, User, UserManager

__all__ = ["KeyedRequest", "Limits", "User", "UserManager"]
