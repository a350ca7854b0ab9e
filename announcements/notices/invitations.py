"""Changed items as invitations for the reader's calendar, for delegates who asked for these: one an item, five at most."""

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from announcements.notices.concerned import Entry, News
from participants.following.standing import home
from participants.letters.mails import Mailbox
from participants.vocabulary import NewsBy
from tours.agenda.view import AgendaView
from tours.calendar import MailedCalendar, mailed_item

MOST = 5
"""Beyond that, mails for the calendar alone would bury the words."""


class Invited(NamedTuple):
    """`sentence` ends the words of the mail, and says what else comes for the calendar."""

    sentence: str = ""
    items: tuple[tuple[Entry, MailedCalendar], ...] = ()


def invited(way: str, news: News, view: AgendaView | None, box: Mailbox, name: str) -> Invited:
    """By how a delegate wants to be told. `view` is their programme; without one there is nothing for a calendar."""
    if way == NewsBy.CALENDAR:
        return Invited(_("If you subscribed to your private calendar, it shows this by itself."))
    if way != NewsBy.MAIL or view is None:
        return Invited()
    items = tuple(_items(news, view, box, name))
    if len(items) > MOST:
        words = _("More than %(most)d items changed, so no invitations are sent. Your page has the calendar as a file.")
        return Invited(words % {"most": MOST})
    if len(items) > 1:
        return Invited(_("For each item, another mail follows with an invitation for your calendar."), items)
    return Invited(_("The invitation in this mail brings it into your calendar.") if items else "", items)


def _items(news: News, view: AgendaView, box: Mailbox, name: str) -> Iterator[tuple[Entry, MailedCalendar]]:
    """Of the items that their programme has, or had: what they hear of by a part alone is not in it."""
    known = {item.uid for item in view.items}
    for entry in news.entries:
        if entry.change.uid in known:
            yield entry, _mailed(view, entry.change.uid, box, name)


def _mailed(view: AgendaView, uid: str, box: Mailbox, name: str) -> MailedCalendar:
    site = {"base_url": settings.BASE_URL, "office": settings.OFFICE_EMAIL, "home": settings.BASE_URL + home()}
    return mailed_item(view, uid, attendee=box.email, attendee_name=name, **site)
