"""Who runs and publishes the demonstration, and whoever looks at it may sign in as: one for each role. All are fictional."""

from accounts.models import User
from tours.models import Programme
from tours.rights.roles import grant
from tours.vocabulary import RoleKind

PASSWORD = "sojourn-demo"  # noqa: S105  # printed for everyone; the demonstration is refused in production
OPERATOR = "operator@example.org"
COLLEAGUES = {kind: f"{kind}@example.org" for kind in RoleKind}


def operator() -> User:
    """A user who is there already keeps the password they have."""
    known = User.objects.filter(email__iexact=OPERATOR).first()
    return known or User.objects.create_superuser(OPERATOR, PASSWORD, name="Operator (fictional)")


def colleague(kind: RoleKind, *, at: Programme) -> User:
    """With that role at the programme, which is granted with the account: one that was ended stays so."""
    known = User.objects.filter(email__iexact=COLLEAGUES[kind]).first()
    if known:
        return known
    name = f"{kind.capitalize()} (fictional)"
    user = User.objects.create_user(COLLEAGUES[kind], PASSWORD, name=name)
    grant(kind, user=user, at=at, by=operator())
    return user
