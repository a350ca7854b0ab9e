"""A mail to one mailbox, as it is shown before it goes: where its personal link will stand, there is a sentence."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from accounts.letters.urgency import Urgency
from accounts.letters.writing import letter
from participants.letters.reaching import taking_mail
from participants.links.making import Holder
from participants.links.refused import refused_mailboxes
from participants.models import Delegate, Delegation, FocalPoint
from participants.vocabulary import Whose
from tours.calendar import MailedCalendar
from tours.models import Event
from tours.wording import date_range

PLACEHOLDER = _("[The personal link stands here in the mail that is sent.]")
"""A line of its own, in HTML too. `participants.letters.posting` puts the link in its place."""


class Mailbox(NamedTuple):
    email: str
    whose: Whose = Whose.OWN


class Leads(NamedTuple):
    """The holder of the personal link that a mail carries, and whether the mail goes to them or to their assistant."""

    holder: Holder
    whose: Whose


@dataclass(frozen=True, slots=True)
class Mail:
    """`key` tells it from others on a page, and `stem` begins its key in the outbox; `name` is whom it greets."""

    key: str
    to: str
    name: str
    subject: str
    body: str
    stem: str
    leads: Leads | None = None
    useless_after: datetime | None = None
    """After this moment nobody needs to read it."""
    urgency: Urgency = Urgency.LETTER
    html: str = ""
    """The body once more, with everything escaped but its tags. Empty: the mail is plain text."""
    calendar: MailedCalendar | None = None

    def is_to(self, row: Delegate) -> bool:
        """Whether it goes to the delegate or their assistant."""
        return self.key.startswith(f"person-{row.pk}-")


def mailboxes_of(row: Delegate, reachable: Collection[str]) -> list[Mailbox]:
    """The mailboxes of the person and the assistant. If both have the same one, it gets one mail, as the person's."""
    found: dict[str, Mailbox] = {}
    for contact in row.contacts.all():
        if contact.email in reachable:
            found.setdefault(contact.email, Mailbox(contact.email, Whose(contact.whose)))
    return list(found.values())


def reached(row: Delegate) -> list[Mailbox]:
    """The mailboxes at which mail reaches the delegate. Two queries."""
    return mailboxes_of(row, taking_mail(contact.email for contact in row.contacts.all()))


def reached_point(point: FocalPoint | None) -> list[Mailbox]:
    """The mailbox of a focal point, if they still are one and it takes mail. One query."""
    if point is None or point.ended:
        return []
    return [Mailbox(address) for address in taking_mail([point.email])]


def without_refused(holder: Delegate | FocalPoint, boxes: Iterable[Mailbox]) -> list[Mailbox]:
    """The mailboxes to which a letter may go by itself. It may not go where the reader said that a link of this holder
    is not for them. One query.
    """
    refused = refused_mailboxes("delegate" if isinstance(holder, Delegate) else "focal_point", [holder.pk])
    return [box for box in boxes if (holder.pk, box.email.lower()) not in refused]


def knows_us(holder: Delegate | FocalPoint) -> bool:
    """Whether a personal link ever went to them: so they were told. One query."""
    return holder.accesslinks.exists()


def stem_of(about: Delegate | Delegation | FocalPoint, what: str) -> str:
    """Names whom the mail is about, and the event, so that two in one mailbox get theirs, and who comes is found by a
    mail that came back.
    """
    if isinstance(about, Delegate):
        return f"event {about.event_id} delegate {about.pk} {what}"
    if isinstance(about, Delegation):
        return f"event {about.participation.event_id} delegation {about.pk} {what}"
    return f"focal-point {about.pk} {what}"


def facts_of(event: Event) -> dict[str, str]:
    """What letters say of the event."""
    return {"event": event.title, "dates": date_range(event.starts, event.ends)}


def personal_mail(
    what: str,
    box: Mailbox,
    holder: Delegate | FocalPoint,
    *,
    stem: str,
    facts: Mapping[str, object],
    key: str = "",
    has_link: bool = True,
    useless_after: datetime | None = None,
    urgency: Urgency = Urgency.LETTER,
) -> Mail:
    """A mail from the template `what`, which reads the facts. To an assistant it says for whom it is."""
    written = letter(
        f"participants/{what}",
        name=holder.name,
        assistant_of=holder.name if box.whose == Whose.ASSISTANT else "",
        link=PLACEHOLDER if has_link else "",
        **facts,
    )
    leads = Leads(holder, box.whose) if has_link else None
    return Mail(key, box.email, holder.name, written.subject, written.body, stem, leads, useless_after, urgency)
