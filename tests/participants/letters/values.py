"""Makes contacts of delegates, and reads tellings."""

from datetime import datetime

from django.utils import timezone

from participants.letters.telling.mails import Telling, digest, tellings
from participants.models import Delegate, DelegateContact
from participants.vocabulary import Whose
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
