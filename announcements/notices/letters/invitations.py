"""Changed items as invitations for the reader's calendar, for delegates who asked for these: one an item, five at most."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from announcements.notices.concern.news import Entry, News
from participants.following.standing import home
from participants.letters.mails import Mailbox
from participants.vocabulary import NewsBy
from tours.agenda.changes.comparing import is_off
from tours.agenda.view import AgendaView
from tours.calendar import MailedCalendar, mailed_item

MOST = 5
"""Beyond that, mails for the calendar alone would bury the words."""


class Invited(NamedTuple):
    """`sentence` ends the words of the mail, and says what else comes for the calendar."""

    sentence: str = ""
    items: tuple[tuple[Entry, MailedCalendar], ...] = ()


def invited(way: str, news: News, view_of: Callable[[], AgendaView | None], box: Mailbox, name: str) -> Invited:
    """What the mail says of invitations, by how the delegate wants to be told. `view_of` reads their programme: without
    one, and of an item that is not in it, there is nothing for a calendar.
    """
    view = view_of() if way in {NewsBy.CALENDAR, NewsBy.INVITATIONS} else None
    entries = list(_of_calendar(news, view)) if view else []
    if view is None or not entries:
        return Invited()
    if way == NewsBy.CALENDAR:
        return Invited(_("If you subscribed to your private calendar, it shows this by itself."))
    if len(entries) > MOST:
        words = _("More than %(most)d items changed, so no invitations are sent. Your page has the calendar as a file.")
        return Invited(words % {"most": MOST})
    items = tuple((entry, _mailed(view, entry.change.uid, box, name)) for entry in entries)
    if len(items) > 1:
        return Invited(_("For each item, another mail follows with an invitation for your calendar."), items)
    return Invited(_("The invitation in this mail brings it into your calendar."), items)


def _of_calendar(news: News, view: AgendaView) -> Iterator[Entry]:
    """What their calendar shows as it is told: an item that only left their groups goes on with who has a part in it."""
    known = {item.uid: item for item in view.items}
    for entry in news.entries:
        item = known.get(entry.change.uid)
        if item and is_off(item) == entry.is_off:
            yield entry


def _mailed(view: AgendaView, uid: str, box: Mailbox, name: str) -> MailedCalendar:
    site = {"base_url": settings.BASE_URL, "office": settings.OFFICE_EMAIL, "home": settings.BASE_URL + home()}
    return mailed_item(view, uid, attendee=box.email, attendee_name=name, **site)
