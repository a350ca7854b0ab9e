"""Puts names forward on behalf of a delegation, and decides on them as a registrar does."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from backstage.grounds import Grounds
from demo.who_comes.desk import Desk
from demo.who_comes.records import DelegateRecord, Step
from demo.who_comes.requests import save_request
from participants.models import Delegate, Delegation, SeenEdition
from participants.models.invitations import USUAL_OFFER_HOURS
from participants.nominations import deciding, describing, offering, proposing, substituting
from participants.people.contacting import Contact, write_contacts
from participants.vocabulary import Told, Whose
from tours.models import Person
from tours.record.appearances import appear

PLAIN: Mapping[Step, Callable[..., Delegate]] = {
    Step.ENDORSE: proposing.endorse,
    Step.ACCEPT: deciding.accept,
    Step.RESERVE: deciding.reserve,
    Step.DECLINE: deciding.decline,
    Step.WITHDRAW: deciding.withdraw,
}
LONG_AGO = timedelta(days=5)
"""So long before the first load was offered what ran out: one working hour is over by then, whatever the weekday."""


def save_delegate(desk: Desk, record: DelegateRecord, delegation: Delegation | None) -> None:
    """Puts them forward for the delegation, or registers them for none, and takes the steps of the record."""
    person = desk.background.people[record.card] if record.card else None
    if person:
        appear(desk.event, person, desk.background.appearances[record.card])
    row = _new(desk, record, delegation, person)
    for step in record.steps:
        row = _moved(desk, row, step, _grounds(record))
    if record.groups:
        describing.describe(row, {"groups": desk.event.groups.filter(name__in=record.groups)}, by=desk.by)
    if record.contacts:
        write_contacts(row, own=_contact(record, Whose.OWN), assistant=_contact(record, Whose.ASSISTANT), by=desk.by)
    for each in record.requests:
        save_request(desk, each, row)
    if record.seen:
        groups = [str(uid) for uid in row.groups.order_by("pk").values_list("uid", flat=True)]
        SeenEdition.objects.create(delegate=row, number=record.seen, groups=groups, at=desk.now)


def _new(desk: Desk, record: DelegateRecord, delegation: Delegation | None, person: Person | None) -> Delegate:
    facts = _facts(record)
    if delegation and not record.instead_of:
        words = facts | {"person": person}
        return proposing.propose(delegation, record.name, by=desk.by, facts=words, grounds=Grounds(told=Told.MAIL))
    if person is None:
        raise ValueError(f"{record.name} needs a card.")
    if delegation is None:
        return proposing.register_directly(desk.event, person, by=desk.by, facts=facts | {"name": record.name})
    leaving = delegation.delegates.holding().get(name=record.instead_of)
    words = facts | {"name": record.name, "capacity": leaving.capacity}
    return substituting.substitute(leaving, person, by=desk.by, facts=words, grounds=_grounds(record)).row


def _moved(desk: Desk, row: Delegate, step: Step, grounds: Grounds) -> Delegate:
    if verb := PLAIN.get(step):
        return verb(row, by=desk.by, grounds=grounds)
    if step == Step.OFFER:
        return offering.offer(row, by=desk.by, hours=USUAL_OFFER_HOURS, now=desk.now, grounds=grounds)
    offering.offer(row, by=desk.by, hours=1, now=desk.now - LONG_AGO, grounds=grounds)
    return offering.lapse(row, by=None, now=desk.now)


def _grounds(record: DelegateRecord) -> Grounds:
    return Grounds(record.why, record.told or "")


def _contact(record: DelegateRecord, whose: Whose) -> Contact:
    """The contact of that kind, or nothing where the record has none."""
    found = (each for each in record.contacts if each.whose == whose)
    return next(({"name": each.name, "email": each.email, "telephone": each.telephone} for each in found), {})


def _facts(record: DelegateRecord) -> dict[str, Any]:
    return {
        "capacity": record.capacity,
        "reason": record.reason,
        "language": record.language,
        "gender": record.gender or "",
        "level": record.level or "",
        "shares_contact": record.shares_contact,
        "shares_photograph": record.shares_photograph,
        "news_by": record.news_by,
    }
