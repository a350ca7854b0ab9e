"""The verb that makes delegations and names of a plan: all rows of it or none."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.emails.addresses import one_address
from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.cards.card import NEW_CARD
from participants.cards.making import new_card
from participants.delegations.inviting import invite
from participants.locking import changing
from participants.models import Delegate, DelegateContact, Delegation, PersonContact
from participants.nominations.proposing import propose, register_directly
from participants.people.body_plans import BodyPlan
from participants.people.headings import Column
from participants.people.planning import (
    LEFT_OUT,
    Choices,
    Plan,
    PlannedRow,
    planned,
    refuse_undecided,
)
from participants.vocabulary import DelegateState, Whose
from tours.models import Event, ParticipatingCity, Person
from tours.record.appearances import appear
from tours.record.locking import note_edit

LONGEST_POSITION = 200


class Applied(NamedTuple):
    """What was done."""

    invited: list[Delegation]
    rows: list[Delegate]

    def number(self, state: DelegateState) -> int:
        return sum(row.state == state for row in self.rows)


class RefusedError(ValidationError):
    """Nothing was done. `at` says why, by the keys of rows and of body plans."""

    def __init__(self, at: Mapping[str, list[str]]) -> None:
        super().__init__([message for messages in at.values() for message in messages])
        self.at = at


def apply(event: Event, choices: Choices, *, by: User, may_add: bool, grounds: Grounds = NO_GROUNDS) -> Applied:
    """Works the plan out again with the event locked, so that nothing is done twice, and does it.

    Raises RefusedError where a city or a row cannot be done, with the reasons at each; ValidationError for a text that is no
    table.
    """
    with changing(event, by=by, grounds=grounds) as record:
        plan = planned(record, choices, user=by, may_add=may_add)
        at: dict[str, list[str]] = {}
        delegations: dict[str, Delegation] = {}
        for body in _needed(plan):
            with _noting(at, body.key):
                delegations[body.key] = body.delegation or _invited(record, body, by=by, grounds=grounds)
        rows = []
        for row in filter(_is_taken, plan.rows):
            with _noting(at, row.key):
                rows.append(_registered(record, row, delegations, by=by, grounds=grounds))
        if at or not rows:
            raise RefusedError(
                at
                or {
                    "": [
                        _("Nobody is chosen: every row is left out. Whoever is here already is not put forward again.")
                    ]
                }
            )
        return Applied([delegations[body.key] for body in _needed(plan) if not body.delegation], rows)


def _is_taken(row: PlannedRow) -> bool:
    return row.chosen != LEFT_OUT


def _needed(plan: Plan) -> list[BodyPlan]:
    """Cities that are ticked, and those of the rows; each is invited, or to be invited."""
    return [body for body in plan.bodies if body.delegation or body.ticked]


@contextmanager
def _noting(at: dict[str, list[str]], key: str) -> Iterator[None]:
    """Undoes what is refused within, and notes why. The next goes on, so that all reasons are told at once."""
    try:
        with transaction.atomic():
            yield
    except ValidationError as refusal:
        at[key] = refusal.messages


def _invited(event: Event, body: BodyPlan, *, by: User, grounds: Grounds) -> Delegation:
    participation = body.participation or _added(event, body)
    [delegation] = invite(event, [participation], by=by, grounds=grounds)
    return delegation


def _added(event: Event, body: BodyPlan) -> ParticipatingCity:
    last = event.participating_cities.aggregate(last=Max("position"))["last"]
    row = ParticipatingCity(event=event, city=body.city, seats=body.seats, position=0 if last is None else last + 1)
    row.full_clean()
    row.save()
    note_edit(event)
    return row


def _registered(
    event: Event, row: PlannedRow, delegations: Mapping[str, Delegation], *, by: User, grounds: Grounds
) -> Delegate:
    refuse_undecided(row)
    delegation = delegations.get(row.body.key) if row.body else None
    if row.body and delegation is None:
        raise ValidationError(_("%(body)s could not be invited.") % {"body": row.body.name})
    person, given = _person(row), {"name": row.name, "capacity": row.capacity}
    if person:
        appear(event, person, _what_they_are(row))
    if row.becomes == DelegateState.ACCEPTED and person:
        made = register_directly(event, person, by=by, delegation=delegation, facts=given, grounds=grounds)
    elif delegation:
        facts = {"capacity": row.capacity, "person": person, "position": _in_words(row)}
        made = propose(delegation, row.name, by=by, facts=facts, grounds=grounds)
    else:
        raise ValidationError(_("Choose which card is theirs, or a new one."))
    _keep_contact(made, row)
    return made


def _person(row: PlannedRow) -> Person | None:
    if row.chosen != NEW_CARD:
        return row.card.person if row.card else None
    return new_card(row.name)


def _what_they_are(row: PlannedRow) -> dict[str, Any]:
    """The facts of the appearance that the row tells. Where they work stands behind the position if it has no row."""
    organisation, position = row.organisation, row.cell(Column.POSITION)
    if organisation is None:
        position = ", ".join(filter(None, [position, row.cell(Column.ORGANISATION)]))
    body = row.body
    city = body and (body.city or (body.participation and body.participation.city))
    ours = body and body.participation and body.participation.organisation
    facts = {"position": position, "organisation": organisation or ours, "city": city}
    return {name: value for name, value in facts.items() if value}


def _in_words(row: PlannedRow) -> str:
    """The position with where they work, as the nomination gives them."""
    return ", ".join(filter(None, [row.cell(Column.POSITION), row.cell(Column.ORGANISATION)]))[:LONGEST_POSITION]


def _keep_contact(made: Delegate, row: PlannedRow) -> None:
    """Keeps how the person is reached: with this event, and as the last that is known."""
    told = {"email": one_address(row.cell(Column.EMAIL)), "telephone": row.cell(Column.TELEPHONE)}
    told = {name: value for name, value in told.items() if value}
    if not told:
        return
    contact = DelegateContact(delegate=made, whose=Whose.OWN, **told)
    contact.full_clean()
    contact.save()
    if made.person:
        last = PersonContact.objects.filter(person=made.person).first() or PersonContact(person=made.person)
        for name, value in told.items():
            setattr(last, name, value)
        last.full_clean()
        last.save()
