"""The verb that tells: it sends the mails that were shown, and notes who was told what."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds, acting_because
from backstage.models import AuditEntry
from participants.letters.posting import post
from participants.letters.reaching import where_replies_go
from participants.letters.telling.mails import Telling, digest, tellings
from participants.locking import changing, refuse_cancelled
from participants.models import Delegate
from tours.models import Event
from tours.models.fields import later


class Told(NamedTuple):
    mails: int
    people: int
    """How many rows are told of."""


def tell(
    event: Event,
    *,
    shown: str,
    mails: Collection[str],
    by_telephone: Collection[str] = (),
    by: User,
) -> Told:
    """Sends the mails with the keys, and notes who was told by telephone, by the keys of their tellings.

    `shown` is the digest of what was shown. Raises ValidationError where that is no longer so, where nothing is chosen,
    where people would be written to before their city is told, and where the event is cancelled. Then nothing is sent.
    """
    with changing(event, by=by, grounds=NO_GROUNDS) as record:
        refuse_cancelled(record)
        now = timezone.now()
        current = tellings(record, now=now)
        if digest(current) != shown:
            raise ValidationError(
                _("Something changed since this page was shown, so nothing was sent. Read the mails again."),
                code="changed",
            )
        told = [telling for telling in current if _is_told(telling, mails, by_telephone)]
        _refuse_early(current, told, mails)
        sent = [mail for telling in told for mail in telling.mails if mail.key in mails]
        if not told:
            raise ValidationError(_("Choose at least one mail to send, or somebody whom you told."), code="nothing")
        if sent:
            post(sent, once=now.isoformat(), reply_to=where_replies_go(record))
        return Told(len(sent), _note(told, mails, by=by))


def _note(told: Collection[Telling], mails: Collection[str], *, by: User) -> int:
    """Notes of each row what its city was told, and returns how many they are. Three queries.

    The trail says who did so and who got a mail; addresses it never says.
    """
    rows = Delegate.objects.filter(pk__in=[key for telling in told for key in telling.rows])
    by_key = rows.in_bulk()
    entries = [_entry(by_key[key], telling, mails, by=by) for telling in told for key in telling.rows]
    rows.update(told_state=F("state"), changed_at=later(timezone.now()))
    AuditEntry.objects.bulk_create(entries)
    return len(entries)


def _entry(row: Delegate, telling: Telling, mails: Collection[str], *, by: User) -> AuditEntry:
    with acting_because(by, Grounds(reason=_how(telling, row, mails))):
        return AuditEntry.objects.entry_of(row, {"told_state": [row.told_state, row.state]})


def _how(telling: Telling, row: Delegate, mails: Collection[str]) -> str:
    has_city = telling.to_city is not None and telling.to_city.key in mails
    has_person = any(mail.key in mails and mail.is_to(row) for mail in telling.to_people)
    words = {
        (True, True): _("Told by mail: the focal point and the delegate"),
        (True, False): _("Told by mail: the focal point"),
        (False, True): _("Told by mail: the delegate"),
        (False, False): _("Told by telephone"),
    }
    return words[has_city, has_person]


def _is_told(telling: Telling, mails: Collection[str], by_telephone: Collection[str]) -> bool:
    """A city by the mail to it or by telephone; who belongs to none by any mail to them."""
    if telling.by_telephone:
        return telling.key in by_telephone
    if telling.to_city:
        return telling.to_city.key in mails
    return any(mail.key in mails for mail in telling.to_people)


def _refuse_early(current: Iterable[Telling], told: Collection[Telling], mails: Collection[str]) -> None:
    early = [
        telling.name
        for telling in current
        if telling not in told and any(mail.key in mails for mail in telling.to_people)
    ]
    if early:
        words = _(
            "Tell %(city)s first, or together with its people: choose that as well, or leave the mails to its people out."
        )
        raise ValidationError([words % {"city": name} for name in early], code="early")
