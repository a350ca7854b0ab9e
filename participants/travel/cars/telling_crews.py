"""Tells drivers and meeters what changed in their cars: one mail each for all that one transaction changed, and to nobody else."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext as _

from accounts.emails.addresses import sendable_address
from accounts.letters.urgency import Urgency, urgency_headers
from accounts.letters.writing import letter
from accounts.models import User
from backstage.grounds import Grounds
from participants.days import today_at
from participants.letters.reaching import undeliverable, where_replies_go
from participants.locking import changing
from participants.models import Delegate, DelegateContact, Leg
from participants.travel.cars.reading import OF_CAR, OF_LEG
from participants.travel.cars.sheet_text import lines
from participants.travel.cars.sheets import Errand, errands_by_crew
from participants.travel.cars.signs import scripts_of
from participants.vocabulary import Whose
from tours.models import Event
from tours.vocabulary import EventState

Errands = Mapping[Delegate, tuple[Errand, ...]]
_within: ContextVar[bool] = ContextVar("changing_cars", default=False)
"""Whether somebody tells already of what changes here."""


class Reach(NamedTuple):
    """How somebody is told: by mail to `email`, or else by telephone, which may not be known either."""

    person: Delegate
    email: str
    telephone: str


@dataclass
class Changing:
    """The event, locked, and once all is done, those concerned whom no mail tells."""

    event: Event
    to_call: list[Reach] = field(default_factory=list)


@contextmanager
def changing_cars(event: Event, *, by: User | None, grounds: Grounds) -> Iterator[Changing]:
    """Locks the event. When all that happens within is done, the crews concerned are told; within another such, by that one.

    What is taken back within makes no mail. Nobody is told of cars of days that are over, nor while the event does not
    take place.
    """
    with changing(event, by=by, grounds=grounds) as record:
        changed = Changing(record)
        if _within.get() or record.state != EventState.PLANNED:
            yield changed
            return
        before, token = upcoming_errands(record), _within.set(True)
        try:
            yield changed
        finally:
            _within.reset(token)
        changed.to_call = _tell(record, before, upcoming_errands(record))


def upcoming_errands(event: Event) -> Errands:
    """The errands of today and later, by the clock of the event. It takes four queries."""
    cars = list(event.pickups.filter(day__gte=today_at(event)).select_related(*OF_CAR))
    legs = Leg.objects.filter(pickup__in=[car.pk for car in cars]).select_related(*OF_LEG)
    return errands_by_crew(event, cars, legs.prefetch_related("delegate__person__names"), scripts_of(event))


def reaches(people: Iterable[Delegate]) -> list[Reach]:
    """How each is reached: by their own contact before their assistant's, as these stand at the event. It takes two
    queries.
    """
    rows = sorted(people, key=attrgetter("display_name"))
    contacts: dict[int, list[DelegateContact]] = {}
    found = DelegateContact.objects.filter(delegate__in=[row.pk for row in rows])
    for contact in sorted(found, key=lambda contact: contact.whose != Whose.OWN):
        contacts.setdefault(contact.delegate_id, []).append(contact)
    returned = undeliverable(contact.email for each in contacts.values() for contact in each if contact.email)
    return [_reach(row, contacts.get(row.pk, []), returned) for row in rows]


def _reach(row: Delegate, contacts: list[DelegateContact], returned: frozenset[str]) -> Reach:
    emails = (each.email for each in contacts if each.email not in returned and _is_sendable(each.email))
    return Reach(row, next(emails, ""), next((each.telephone for each in contacts if each.telephone), ""))


def _is_sendable(address: str) -> bool:
    try:
        return bool(sendable_address(address))
    except ValidationError:
        return False


def _tell(event: Event, before: Errands, after: Errands) -> list[Reach]:
    """Returns those whom no mail tells."""
    people = {**before, **after}
    news = {person: _news(before.get(person, ()), after.get(person, ())) for person in people}
    concerned = reaches(person for person in people if news[person])
    by_mail = [reach for reach in concerned if reach.email]
    if by_mail:
        reply_to = [where_replies_go(event)]
        mails = [_mail(event, reach, news[reach.person], reply_to) for reach in by_mail]
        get_connection().send_messages(mails)
    return [reach for reach in concerned if not reach.email]


def _mail(event: Event, reach: Reach, news: list[str], reply_to: list[str]) -> EmailMessage:
    written = letter("participants/cars", name=reach.person.display_name, event=event.title, lines=news)
    headers = urgency_headers(Urgency.NOTICE)
    return EmailMessage(written.subject, written.body, to=[reach.email], reply_to=reply_to, headers=headers)


def _news(before: tuple[Errand, ...], after: tuple[Errand, ...]) -> list[str]:
    """The news in lines: each car that is new, that changed (with what it was), or that is theirs no longer."""
    was, now = {each.key: lines(each) for each in before}, {each.key: lines(each) for each in after}
    words: list[str] = []
    for key, current in now.items():
        if key not in was:
            words += [_("New:"), *current, ""]
        elif current != was[key]:
            gone = [line for line in was[key] if line not in current]
            words += [_("Changed:"), *current, *([_("This is no longer so:"), *gone] if gone else []), ""]
    for key in was.keys() - now.keys():
        words += [_("No longer yours:"), *was[key], ""]
    return words
