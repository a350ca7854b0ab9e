"""How urgent a mail is, and the moment after which it is of no use. A message says both in headers that are not sent: the
outbox reads them.
"""

from datetime import datetime

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _

URGENCY = "X-Sojourn-Urgency"
USELESS_AFTER = "X-Sojourn-Useless-After"


class Urgency(IntegerChoices):
    """How urgent a mail is, in the order in which mails leave. A mail that does not say so is a letter.

    Somebody sits and waits for a code; a notice changes what somebody does today or tomorrow; bulk is what goes to many, or
    comes by itself, such as digests and reminders.
    """

    CODE = 1, _("Code")
    NOTICE = 2, _("Notice")
    LETTER = 3, _("Letter")
    BULK = 4, _("Bulk")


def urgency_headers(urgency: Urgency, *, useless_after: datetime | None = None) -> dict[str, str]:
    """The headers for `EmailMessage`. After the moment the mail is given up and never sent."""
    moment = {USELESS_AFTER: useless_after.isoformat()} if useless_after else {}
    return {URGENCY: urgency.name.lower(), **moment}
