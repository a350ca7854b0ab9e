"""Makes contacts of delegates, and reads tellings and the mails that were sent."""

import re
from datetime import datetime

from django.core.mail import EmailMessage
from django.utils import timezone

from backstage.mail.outbox import KEY
from participants.letters.telling.mails import Telling, digest, tellings
from participants.links.sessions import link_of
from participants.models import Delegate, DelegateContact
from participants.vocabulary import Area, Whose
from tours.models import Event


def contact(row: Delegate, email: str, whose: Whose = Whose.OWN) -> DelegateContact:
    return DelegateContact.objects.create(delegate=row, whose=whose, email=email)


def told(event: Event, now: datetime | None = None) -> list[Telling]:
    return tellings(event, now=now or timezone.now())


def shown(event: Event) -> str:
    return digest(told(event))


def recipients(event: Event) -> list[str]:
    return [mail.to for telling in told(event) for mail in telling.mails]


def keys(event: Event) -> list[str]:
    return [mail.key for telling in told(event) for mail in telling.mails]


LINK = re.compile(r"^http://127\.0\.0\.1:8000/([dfh])/\S*\?key=(\S+)$", re.MULTILINE)


def holders(message: EmailMessage) -> list[tuple[object, str, str]]:
    """Whom the links of the mail let in, to which mailbox they were sent, and whose that is."""
    found = [link_of(secret, Area(area)) for area, secret in LINK.findall(str(message.body))]
    return [(link.holder, link.email, link.whose) for link in found if link]


def without_links(message: EmailMessage) -> str:
    """The body with `LINK` in the place of each link."""
    return LINK.sub("LINK", str(message.body))


def key_of(message: EmailMessage) -> str:
    return str(message.extra_headers[KEY])
