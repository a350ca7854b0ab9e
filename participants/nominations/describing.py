"""The verbs that say more of a delegate: facts, one delegate or many at once, and whose card it is. No state moves."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegate
from participants.near_event import refuse_far_days
from participants.nominations.changing import let_appear, locked_delegate, refuse_second_row
from participants.nominations.guests import refuse_further_guest
from participants.nominations.places import settle_seat
from participants.states import ACTIVE, HOLDING
from participants.touching import touch_beside
from participants.vocabulary import DelegateState
from tours.models import Event, Group, Person
from tours.record.appearances import appear

FIELDS = (
    "position",
    "capacity",
    "rank",
    "attends",
    "present_from",
    "present_until",
    "language",
    "reason",
    "gender",
    "level",
    "shares_contact",
    "shares_photograph",
    "news_by",
)
DAYS = ("present_from", "present_until")
OF_APPEARANCE = ("title", "position", "organisation", "city")
"""The position is of both: before the card is known, the row alone says it."""
Facts = Mapping[str, Any]
"""Values by the names in FIELDS and OF_APPEARANCE, and `groups`. What is not named stays."""


def describe(row: Delegate, facts: Facts, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Writes the facts. Whoever holds a place takes or frees a seat, if they come as something else from now on.

    Raises ValidationError, for instance where no seat is left or the delegation already has a head.
    """
    with locked_delegate(row, by=by, grounds=grounds) as current:
        before = current.capacity
        refuse_far_days(current.event, _new(current, facts), *DAYS)
        for name in FIELDS:
            setattr(current, name, facts.get(name, getattr(current, name)))
        if current.capacity != before:
            _settle_capacity(current)
        current.full_clean()
        current.save()
        if "groups" in facts:
            _set_groups(current, facts["groups"])
        _appear(current, {name: facts[name] for name in OF_APPEARANCE if name in facts})
        return current


def describe_each(
    event: Event,
    rows: Iterable[Delegate],
    facts_of: Callable[[Delegate], Facts],
    *,
    by: User,
    grounds: Grounds = NO_GROUNDS,
) -> None:
    """Describes all of them or none. Raises ValidationError; its sentence begins with the name of who is refused."""
    with changing(event, by=by, grounds=grounds):
        for row in rows:
            try:
                describe(row, facts_of(row), by=by, grounds=grounds)
            except ValidationError as refusal:
                words = _("%(name)s: %(sentence)s Nothing was changed.")
                facts = {"name": row, "sentence": " ".join(refusal.messages)}
                raise ValidationError(words % facts, code="one_of_many") from refusal


def choose_card(row: Delegate, *, person: Person, by: User, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Says whose card it is. Whoever holds a place keeps theirs: a place never goes to another person by this."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        if current.state in HOLDING and current.person not in (None, person):
            words = _("%(name)s holds a place. If somebody else comes, name them as the substitute.")
            raise ValidationError(words % {"name": current}, code="holds_place")
        current.person = person
        refuse_second_row(current, DelegateState(current.state))
        current.full_clean()
        current.save()
        touch_beside([current.pk])
        let_appear(current)
        return current


def _new(row: Delegate, facts: Facts) -> Facts:
    return {name: facts[name] for name in FIELDS if name in facts and getattr(row, name) != facts[name]}


def _settle_capacity(row: Delegate) -> None:
    if row.delegation and row.state in ACTIVE:
        refuse_further_guest(row, row.delegation)
    if row.state in HOLDING:
        settle_seat(row)


def _set_groups(row: Delegate, groups: Iterable[Group]) -> None:
    chosen = list(groups)
    if any(group.event_id != row.event_id for group in chosen):
        raise ValidationError(_("Choose groups of this event."), code="other_event")
    row.groups.set(chosen)


def _appear(row: Delegate, facts: Facts) -> None:
    """Writes what somebody is at the event, where their card is known."""
    if facts and row.person and row.state in ACTIVE:
        appear(row.event, row.person, facts)
