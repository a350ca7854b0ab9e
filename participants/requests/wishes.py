"""What a city or delegate wishes, by personal link or on their behalf: each wish happens at once, or becomes a request.

`participants.requests.rule` says which. `by` is None where a personal link was used; the grounds say whose.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.labels import CAPACITIES
from participants.locking import changing
from participants.models import ChangeRequest, Delegate, Delegation, FocalPoint
from participants.nominations.answering import come_after_all, say_no
from participants.nominations.changing import fresh
from participants.nominations.deciding import withdraw
from participants.nominations.describing import Facts, describe
from participants.nominations.proposing import propose
from participants.requests.asking import NOTHING_SAID, Said, ask, ask_for_successor
from participants.requests.exchanging import exchange, has_place
from participants.requests.rule import is_frozen, needs_decision
from participants.vocabulary import Capacity, DelegateState, RequestKind

FINAL = frozenset({"not_own", "cancelled"})
"""The codes of refusals that no organiser can do anything about."""


class Outcome(NamedTuple):
    """What became of a wish: either the row as it is now, or a request."""

    done: Delegate | None = None
    request: ChangeRequest | None = None
    replaces: bool = False
    """Whether an open request was there already, whose words these replace."""


def wish_to_withdraw(
    row: Delegate,
    *,
    by: User | None,
    said: Said = NOTHING_SAID,
    grounds: Grounds = NO_GROUNDS,
    now: datetime | None = None,
) -> Outcome:
    def act() -> Delegate:
        return withdraw(row, by=by, grounds=grounds)

    return _wish(RequestKind.WITHDRAWAL, row, act, by=by, said=said, grounds=grounds, now=now)


def wish_not_to_come(
    row: Delegate,
    *,
    by: User | None,
    said: Said = NOTHING_SAID,
    grounds: Grounds = NO_GROUNDS,
    now: datetime | None = None,
) -> Outcome:
    """A delegate's own no. Who is only offered a place declines it at once, after the last day for changes too."""

    def act() -> Delegate:
        return say_no(row, by=by, grounds=grounds)

    with changing(row.event, by=by, grounds=grounds):
        if fresh(row).state == DelegateState.OFFERED:
            return Outcome(done=act())
        return _wish(RequestKind.WITHDRAWAL, row, act, by=by, said=said, grounds=grounds, now=now)


def wish_to_come_after_all(
    row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS, now: datetime | None = None
) -> Outcome:
    """Takes a delegate's own no back. Where the place went to somebody else, or it is late, the organiser is asked."""
    with changing(row.event, by=by, grounds=grounds) as event:
        if not is_frozen(fresh(row).delegation, event, now):
            try:
                return Outcome(done=come_after_all(row, by=by, grounds=grounds, now=now))
            except ValidationError as refusal:
                if getattr(refusal, "code", "") in FINAL:
                    raise
        return wish_for_other(row, by=by, said=Said(_("I said no, and can come after all.")), grounds=grounds)


def wish_to_describe(
    row: Delegate,
    facts: Facts,
    words: str,
    *,
    by: User | None,
    grounds: Grounds = NO_GROUNDS,
    now: datetime | None = None,
) -> Outcome:
    """What stands on printed lists is changed until the last day for changes. After it, `words` say what is asked for."""
    with changing(row.event, by=by, grounds=grounds) as event:
        if is_frozen(fresh(row).delegation, event, now):
            return wish_for_other(row, by=by, said=Said(words), grounds=grounds)
        return Outcome(done=describe(row, facts, by=by, grounds=grounds))


def wish_for_substitute(
    row: Delegate,
    name: str,
    *,
    by: User | None,
    said: Said = NOTHING_SAID,
    grounds: Grounds = NO_GROUNDS,
    now: datetime | None = None,
) -> Outcome:
    """Somebody else comes. Of a name without a place the other takes the place in the city's order at once."""

    def act() -> Delegate:
        return exchange(row, name, by=by, grounds=grounds)

    return _wish(RequestKind.SUBSTITUTE, row, act, by=by, name=name, said=said, grounds=grounds, now=now)


def wish_to_rename(
    row: Delegate, name: str, *, by: User | None, said: Said = NOTHING_SAID, grounds: Grounds = NO_GROUNDS
) -> Outcome:
    """Always a request: nobody but the registrar can tell another spelling from another person."""
    row_, replaces = ask(RequestKind.NAME, row, by=by, name=name, said=said, grounds=grounds)
    return Outcome(request=row_, replaces=replaces)


def wish_for_further_name(
    delegation: Delegation,
    name: str,
    *,
    by: User | None,
    capacity: Capacity = Capacity.DELEGATE,
    position: str = "",
    accompanies: Delegate | None = None,
    said: Said = NOTHING_SAID,
    grounds: Grounds = NO_GROUNDS,
    now: datetime | None = None,
) -> Outcome:
    """Puts the name forward, or asks for it. A request keeps in its words what the person is to come as, and with whom."""

    def act() -> Delegate:
        facts = {"capacity": capacity, "position": position, "accompanies": accompanies}
        return propose(delegation, name, by=by, facts=facts, grounds=grounds)

    told = said._replace(text="\n".join(filter(None, [said.text, *_in_words(capacity, position, accompanies)])))
    return _wish(RequestKind.NEW_NAME, delegation, act, by=by, name=name, said=told, grounds=grounds, now=now)


def wish_for_other(
    about: Delegate | Delegation, *, by: User | None, said: Said, grounds: Grounds = NO_GROUNDS
) -> Outcome:
    """Always a request. Raises ValidationError where nothing is said."""
    if not said.text.strip():
        raise ValidationError({"text": _("Write what they ask for.")}, code="no_text")
    row, replaces = ask(RequestKind.OTHER, about, by=by, said=said, grounds=grounds)
    return Outcome(request=row, replaces=replaces)


def _in_words(capacity: Capacity, position: str, accompanies: Delegate | None) -> Iterator[str]:
    if capacity != Capacity.DELEGATE:
        yield _("Comes as: %(capacity)s.") % {"capacity": CAPACITIES[capacity]}
    if position:
        yield _("Position: %(position)s.") % {"position": position}
    if accompanies:
        yield _("Accompanies %(name)s.") % {"name": accompanies}


def wish_for_successor(point: FocalPoint, name: str, email: str, *, by: User | None, grounds: Grounds) -> Outcome:
    """Always a request: a mailbox names nobody by itself. It waits at the event of the latest invitation.

    Raises ValidationError where the city or organisation is invited to nothing.
    """
    ours = {"participation__city": point.city_id, "participation__organisation": point.organisation_id}
    invited = Delegation.objects.filter(participation__event__programme=point.programme_id, **ours)
    latest = invited.select_related("participation__event").order_by("-participation__event__ends", "-pk").first()
    if latest is None:
        raise ValidationError(_("You have no invitation yet, so nobody decides on this here. Write to the office."))
    row, replaces = ask_for_successor(point, name, email, about=latest, by=by, grounds=grounds)
    return Outcome(request=row, replaces=replaces)


def _wish(
    kind: RequestKind,
    about: Delegate | Delegation,
    act: Callable[[], Delegate],
    *,
    by: User | None,
    said: Said,
    grounds: Grounds,
    now: datetime | None,
    name: str = "",
) -> Outcome:
    """Asks the rule with the event locked, so that nobody moves the freeze or gives a place meanwhile."""
    event = about.event if isinstance(about, Delegate) else about.participation.event
    with changing(event, by=by, grounds=grounds) as record:
        row = fresh(about) if isinstance(about, Delegate) else None
        ours = row.delegation if row else Delegation.objects.get(pk=about.pk)
        if needs_decision(kind, ours, record, now, has_place=bool(row and has_place(row))):
            asked = ask(kind, about, by=by, name=name, said=said, grounds=grounds)
            return Outcome(request=asked.row, replaces=asked.replaces)
        return Outcome(done=act())
