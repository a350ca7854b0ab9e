"""What a colleague decides on a notice that waits: send it now, hold it, let it go by itself, or do not send it."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import Notice, NoticeState
from announcements.notices.raising import HOLD, raise_notice
from announcements.notices.sending import send_notices
from backstage.grounds import NO_GROUNDS
from participants.locking import changing
from tours.models import Event

ANOTHER_VERSION = gettext_lazy(
    "Another version was published since you were shown this. Look at what is told now, and decide then."
)


def send_now(notice: Notice, *, by: User) -> None:
    """The worker sends it at once. Raises ValidationError, as all of these do, if it does not wait any more, or tells of
    another version by now than the notice that was shown.
    """
    _decide(notice, by=by, goes_at=timezone.now())
    send_notices.enqueue()


def hold(notice: Notice, *, by: User) -> None:
    """Puts the notice on hold until a colleague decides. What is published meanwhile is taken in."""
    _decide(notice, by=by, goes_at=None)


def release(notice: Notice, *, by: User) -> None:
    """Lets the notice go by itself in a few minutes."""
    _decide(notice, by=by, goes_at=timezone.now() + HOLD)


def cancel(notice: Notice, *, by: User) -> None:
    """Nobody is told of it, ever: what follows is compared with the version that it would have told."""
    now = timezone.now()
    _decide(notice, by=by, goes_at=None, state=NoticeState.CANCELLED, ended_at=now)


def word(notice: Notice, *, words: str, copies_focal_points: bool, by: User) -> None:
    """What stands first in each mail, and whether focal points get a copy."""
    _decide(notice, by=by, words=words, copies_focal_points=copies_focal_points)


def tell_now(event: Event, *, by: User) -> Notice | None:
    """Sends what was just published without waiting; None where there is nothing that nobody was told of."""
    notice = raise_notice(event, now=timezone.now())
    if notice is not None:
        send_now(notice, by=by)
    return notice


def _decide(notice: Notice, *, by: User, **facts: str | bool | datetime | None) -> None:
    with changing(notice.event, by=by, grounds=NO_GROUNDS):
        current = Notice.objects.get(pk=notice.pk)
        if current.number != notice.number:
            raise ValidationError(ANOTHER_VERSION, code="another_version")
        if not current.is_held:
            words = _("This notice does not wait any more: %(state)s.")
            raise ValidationError(words % {"state": current.get_state_display()}, code="decided")
        for name, value in {**facts, "by": by}.items():
            setattr(current, name, value)
        current.full_clean(exclude=["event"])
        current.save()
