"""The rows of accounts."""

from accounts.models.users import Limits, User, UserManager

__all__ = ["Limits", "User", "UserManager"]
