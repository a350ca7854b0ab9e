"""Makes the users of the demonstration: an operator, and one user for each role. All are fictional, and anyone may sign in as one."""

from accounts.models import User
from tours.models import Programme
from tours.rights.granting import grant
from tours.vocabulary import RoleKind

PASSWORD = "sojourn-demo"  # noqa: S105  # printed for everyone; the demonstration is refused in production
OPERATOR = "operator@example.org"
COLLEAGUES = {kind: f"{kind}@example.org" for kind in RoleKind}


def operator() -> User:
    """Finds or makes the operator. A user who is there already keeps the password they have."""
    known = User.objects.with_email(OPERATOR).first()
    return known or User.objects.create_superuser(OPERATOR, PASSWORD, name="Operator (fictional)")


def colleague(kind: RoleKind, *, at: Programme) -> User:
    """Finds or makes the user who has that role at the programme.

    The role is granted together with the account: one that was ended stays ended.
    """
    known = User.objects.with_email(COLLEAGUES[kind]).first()
    if known:
        return known
    name = f"{kind.capitalize()} (fictional)"
    user = User.objects.create_user(COLLEAGUES[kind], PASSWORD, name=name)
    grant(kind, user=user, at=at, by=operator())
    return user
