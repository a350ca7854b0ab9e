"""Who the recipients of a notice are, and at which mailboxes each is reached."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from announcements.models import NoticeRecipient
from announcements.notices.concern.readers import ReaderKind
from participants.letters.mails import Mailbox, mailboxes_of
from participants.letters.reaching import taking_mail
from participants.links.making import Holder
from participants.links.refused import refused_mailboxes
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
    def about(self) -> tuple[ReaderKind, int]:
        return self.kind, self.key

    @property
    def news_by(self) -> str:
        """How a delegate wants to be told; empty for others."""
        return self.holder.news_by if isinstance(self.holder, Delegate) else ""


def recipients_of(rows: Sequence[NoticeRecipient]) -> list[Recipient]:
    """The recipients in the order of the rows. It takes a fixed number of queries.

    A mailbox whose reader said that it is not for them gets nothing.
    """
    every = [*_delegates(rows), *_people(rows), *_hosts(rows), *_focal_points(rows)]
    reachable = taking_mail(box.email for each in every for box in each.boxes)
    refused = {
        (kind, *mailbox)
        for kind in (ReaderKind.DELEGATE, ReaderKind.FOCAL_POINT)
        for mailbox in refused_mailboxes(kind, _keys(rows, kind))
    }

    def reached(each: Recipient, box: Mailbox) -> bool:
        return box.email in reachable and (*each.about, box.email.lower()) not in refused

    found = {each.about: each._replace(boxes=tuple(box for box in each.boxes if reached(each, box))) for each in every}
    return [found[_about(row)] for row in rows]


def _delegates(rows: Iterable[NoticeRecipient]) -> Iterator[Recipient]:
    found = Delegate.objects.filter(pk__in=_keys(rows, ReaderKind.DELEGATE)).select_related("person")
    for row in found.prefetch_related("contacts"):
        boxes = mailboxes_of(row, {contact.email for contact in row.contacts.all()})
        yield Recipient(ReaderKind.DELEGATE, row.pk, row.display_name, tuple(boxes), row)


def _people(rows: Iterable[NoticeRecipient]) -> Iterator[Recipient]:
    keys = _keys(rows, ReaderKind.PERSON)
    emails = dict(PersonContact.objects.filter(person__in=keys).values_list("person", "email"))
    for row in Person.objects.filter(pk__in=keys):
        yield Recipient(ReaderKind.PERSON, row.pk, row.display_name, (Mailbox(emails.get(row.pk, "")),))


def _hosts(rows: Iterable[NoticeRecipient]) -> Iterator[Recipient]:
    for row in Role.objects.filter(pk__in=_keys(rows, ReaderKind.HOST)).select_related("user", "event"):
        yield Recipient(ReaderKind.HOST, row.pk, str(row.user), (Mailbox(row.user.email),), row)


def _focal_points(rows: Iterable[NoticeRecipient]) -> Iterator[Recipient]:
    for row in FocalPoint.objects.filter(pk__in=_keys(rows, ReaderKind.FOCAL_POINT)):
        yield Recipient(ReaderKind.FOCAL_POINT, row.pk, row.name, (Mailbox(row.email),), row)


def _about(row: NoticeRecipient) -> tuple[ReaderKind, int]:
    return next((kind, key) for kind in ReaderKind if (key := getattr(row, f"{kind}_id")))


def _keys(rows: Iterable[NoticeRecipient], kind: ReaderKind) -> list[int]:
    return [key for row in rows if (key := getattr(row, f"{kind}_id"))]
