"""Invitations: an account for a colleague, and the mail that tells of it."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User


@transaction.atomic
def invite(email: str, *, name: str, by: User, to: str) -> User:
    """The user with that address, made where there is none, who is told that `by` invites them `to` something.

    Raises ValidationError for an address that is none.
    """
    known = User.objects.filter(email__iexact=email.strip()).first()
    user = known or User.objects.create_user(email, name=name)
    lines = [_("%(by)s invites you to work on %(to)s.") % {"by": by, "to": to}, f"{settings.BASE_URL}/desk/"]
    subject = _("Invitation: %(to)s") % {"to": to}
    send_mail(subject, "\n\n".join(lines), settings.OFFICE_EMAIL, [user.email])
    return user
