"""Who publishes the demonstration, and whoever looks at it may sign in as."""

from accounts.models import User

EMAIL = "coordinator@example.org"
PASSWORD = "sojourn-demo"  # noqa: S105  # printed for everyone; the demonstration is refused in production


def known_coordinator() -> User | None:
    return User.objects.filter(email__iexact=EMAIL).first()


def coordinator() -> User:
    """A user who is there already keeps the password they have."""
    return known_coordinator() or User.objects.create_superuser(EMAIL, PASSWORD, name="Coordinator (fictional)")
