"""A message that a colleague writes to chosen delegates of an event. It goes as a change does: held, sent or cancelled."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.models import Notice, NoticeRecipient, NoticeState
from announcements.notices.raising import HOLD
from backstage.grounds import NO_GROUNDS
from participants.locking import changing
from participants.models import Delegate
from tours.models import Event


def write_message(event: Event, delegates: Collection[int], *, subject: str, words: str, by: User) -> Notice:
    """The message, which goes by itself in a few minutes; the same that waits already is not made twice.

    Raises ValidationError where nobody is chosen, where a chosen delegate is not of the event or may not be seen, and where
    words are missing.
    """
    with changing(event, by=by, grounds=NO_GROUNDS) as record:
        now = timezone.now()
        notice = Notice(
            event=record, subject=subject.strip(), words=words.strip(), made_at=now, goes_at=now + HOLD, by=by
        )
        notice.full_clean(exclude=["event"])
        chosen = Delegate.objects.visible_to(by).filter(event=record, pk__in=delegates).values_list("pk", flat=True)
        keys = sorted(chosen)
        if not keys:
            raise ValidationError(_("Tick at least one person to write to."), code="nobody")
        if len(keys) != len(set(delegates)):
            raise ValidationError(_("Some of those whom you chose are not at this event any more. Choose again."))
        if same := _same_that_waits(notice, keys):
            return same
        notice.save(force_insert=True)
        NoticeRecipient.objects.bulk_create(NoticeRecipient(notice=notice, delegate_id=key) for key in keys)
        return notice


def _same_that_waits(notice: Notice, keys: list[int]) -> Notice | None:
    """A message that waits with the same words, by the same colleague, to the same people. A form that was sent twice
    is one message.
    """
    facts = {"subject": notice.subject, "words": notice.words, "by": notice.by, "event": notice.event}
    for each in Notice.objects.filter(**facts, number__isnull=True, state=NoticeState.HELD):
        if sorted(each.recipients.values_list("delegate", flat=True)) == keys:
            return each
    return None
