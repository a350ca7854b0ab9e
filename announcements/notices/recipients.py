"""Who the recipients of a notice are, and at which mailboxes each is reached."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from announcements.models import NoticeRecipient
from announcements.notices.readers import ReaderKind
from participants.letters.mails import Mailbox, mailboxes_of
from participants.letters.reaching import taking_mail
from participants.links.making import Holder
from participants.models import Delegate, FocalPoint, PersonContact
from tours.models import Person, Role


class Recipient(NamedTuple):
    """`holder` is whose personal link their mail carries: people without a page of their own have none.

    `boxes` is empty where no mail reaches them.
    """

    kind: ReaderKind
    key: int
    name: str
    boxes: tuple[Mailbox, ...]
    holder: Holder | None = None

    @property
    def news_by(self) -> str:
        """How a delegate wants to be told; empty for others."""
        return self.holder.news_by if isinstance(self.holder, Delegate) else ""


def recipients_of(rows: Sequence[NoticeRecipient]) -> list[Recipient]:
    """In the order of the rows. A fixed number of queries."""
    delegates = Delegate.objects.select_related("person").prefetch_related("contacts").in_bulk(_keys(rows, "delegate"))
    people = Person.objects.in_bulk(_keys(rows, "person"))
    emails = dict(PersonContact.objects.filter(person__in=people).values_list("person", "email"))
    roles = Role.objects.select_related("user", "event").in_bulk(_keys(rows, "role"))
    points = FocalPoint.objects.in_bulk(_keys(rows, "focal_point"))
    own = {
        *((ReaderKind.PERSON, key, email) for key, email in emails.items()),
        *((ReaderKind.HOST, key, role.user.email) for key, role in roles.items()),
        *((ReaderKind.FOCAL_POINT, key, point.email) for key, point in points.items()),
    }
    theirs = (contact.email for row in delegates.values() for contact in row.contacts.all())
    reachable = taking_mail([*theirs, *(email for _kind, _key, email in own)])
    boxes = {(kind, key): (Mailbox(email),) for kind, key, email in own if email in reachable}

    def one(row: NoticeRecipient) -> Recipient:
        if row.delegate_id:
            delegate = delegates[row.delegate_id]
            there = tuple(mailboxes_of(delegate, reachable))
            return Recipient(ReaderKind.DELEGATE, delegate.pk, delegate.display_name, there, delegate)
        if row.person_id:
            person = people[row.person_id]
            return _of(ReaderKind.PERSON, person.pk, person.display_name, boxes)
        if row.role_id:
            role = roles[row.role_id]
            return _of(ReaderKind.HOST, role.pk, str(role.user), boxes, role)
        point = points[row.focal_point_id or 0]
        return _of(ReaderKind.FOCAL_POINT, point.pk, point.name, boxes, point)

    return [one(row) for row in rows]


def _of(
    kind: ReaderKind,
    key: int,
    name: str,
    boxes: dict[tuple[ReaderKind, int], tuple[Mailbox]],
    holder: Holder | None = None,
) -> Recipient:
    return Recipient(kind, key, name, boxes.get((kind, key), ()), holder)


def _keys(rows: Iterable[NoticeRecipient], kind: str) -> list[int]:
    return [key for row in rows if (key := getattr(row, f"{kind}_id"))]
