"""What happened among those who come to an event, for those who register people: counts and cities, no names."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import User
from backstage.models import AuditEntry
from participants.letters.reaching import returned
from participants.letters.to_registrars.undelivered import undelivered
from participants.models import AccessLink, ChangeRequest, Delegate, Delegation, Leg, Pickup, Stay
from participants.requests.rule import is_frozen
from participants.states import NOT_COMING
from participants.vocabulary import DelegateState, DelegationState, LinkEnd, RequestState
from tours.models import Event
from tours.vocabulary import RoleKind


class What(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    NAMES = "names"
    REQUESTS = "requests"
    RETURNED = "returned"
    UNDELIVERED = "undelivered"
    LAPSED = "lapsed"
    NOT_MINE = "not_mine"
    HOST = "host"


class Happening(NamedTuple):
    key: str
    """Names it for ever, so that it is told once."""
    what: What
    body: str
    """The city or organisation; empty for somebody of none."""
    by: int | None
    """The key of the user who did it; None for a link, the worker and the mail server."""
    at: datetime | None
    """The moment at which it happened; None for what holds as long as nobody mends it."""
    is_late: bool = False
    """Whether it is a request after the delegation's last day for changes."""


TOLD: Mapping[type, Mapping[str, What]] = {
    Delegation: {DelegationState.ACCEPTED: What.ACCEPTED, DelegationState.DECLINED: What.DECLINED},
    Delegate: {DelegateState.PROPOSED: What.NAMES, DelegateState.LAPSED: What.LAPSED},
    ChangeRequest: {RequestState.OPEN: What.REQUESTS},
}
"""What it means that a row of the model gets a state, as the audit trail tells."""


class _Entry(NamedTuple):
    key: int
    model: type
    row: int
    what: What
    by: int | None
    at: datetime


def happenings(event: Event, since: datetime) -> list[Happening]:
    """What happened, in order. It takes eight queries, and one more if a letter came back."""
    delegations = {row.pk: row for row in _delegations(event)}
    entries = list(_entries(event, since))
    homes = _homes(entries)
    told = [_happening(entry, delegations.get(homes.get((entry.model, entry.row)) or 0), event) for entry in entries]
    return [
        *told,
        *_of_the_host(event, since),
        *_of_links(event, since, delegations),
        *_returned(delegations),
        *_undelivered(event, since, delegations),
    ]


def _of_links(event: Event, since: datetime, delegations: Mapping[int, Delegation]) -> Iterator[Happening]:
    """Personal links of which whoever got them said that they are somebody else's. One query."""
    ended = AccessLink.objects.filter(end=LinkEnd.NOT_MINE, ended_at__gte=since).order_by("ended_at", "pk")
    points = {row.focal_point_id for row in delegations.values() if row.focal_point_id}
    for link in ended.filter(Q(delegate__event=event) | Q(focal_point__in=points)).select_related("delegate"):
        ours = [row for row in delegations.values() if _is_of(link, row)]
        yield Happening(f"link {link.pk}", What.NOT_MINE, str(ours[0]) if ours else "", None, link.ended_at)


def _is_of(link: AccessLink, row: Delegation) -> bool:
    if link.delegate:
        return row.pk == link.delegate.delegation_id
    return row.focal_point_id == link.focal_point_id


def _of_the_host(event: Event, since: datetime) -> Iterator[Happening]:
    """What the liaison of a host changed of flights, cars and rooms. Two queries."""
    here = Q(roles__event=event) | Q(roles__programme=event.programme_id)
    liaisons = User.objects.filter(here, roles__kind=RoleKind.HOST).order_by().values("pk")
    kinds = ContentType.objects.get_for_models(Leg, Pickup, Stay).values()
    found = AuditEntry.objects.filter(
        event_key=event.pk, timestamp__gte=since, content_type__in=kinds, actor__in=liaisons
    )
    for row in found.order_by("timestamp", "pk").only("actor", "timestamp"):
        yield Happening(f"entry {row.pk}", What.HOST, "", row.actor_id, row.timestamp)


def _delegations(event: Event) -> Iterator[Delegation]:
    rows = Delegation.objects.filter(participation__event=event)
    return rows.select_related("participation__city", "participation__organisation").iterator()


def _entries(event: Event, since: datetime) -> Iterator[_Entry]:
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*TOLD).items()}
    found = AuditEntry.objects.filter(event_key=event.pk, timestamp__gte=since, content_type__in=kinds)
    for row in found.order_by("timestamp", "pk").only("content_type", "object_pk", "changes", "actor", "timestamp"):
        model, changes = kinds[row.content_type_id], row.changes or {}
        if what := TOLD[model].get(str(changes.get("state", ["", ""])[1])):
            yield _Entry(row.pk, model, int(row.object_pk), what, row.actor_id, row.timestamp)


def _homes(entries: list[_Entry]) -> dict[tuple[type, int], int | None]:
    """The key of the delegation of each row."""
    keys = {model: {entry.row for entry in entries if entry.model is model} for model in TOLD}
    delegates = Delegate.objects.filter(pk__in=keys[Delegate]).values_list("pk", "delegation")
    home = Coalesce("delegation", "delegate__delegation")
    requests = ChangeRequest.objects.filter(pk__in=keys[ChangeRequest]).values_list("pk", home)
    return {
        **{(Delegation, key): key for key in keys[Delegation]},
        **{(Delegate, key): of for key, of in delegates},
        **{(ChangeRequest, key): of for key, of in requests},
    }


def _happening(entry: _Entry, home: Delegation | None, event: Event) -> Happening:
    is_late = entry.what == What.REQUESTS and is_frozen(home, event, entry.at)
    return Happening(f"entry {entry.key}", entry.what, str(home or ""), entry.by, entry.at, is_late)


def _returned(delegations: Mapping[int, Delegation]) -> Iterator[Happening]:
    rows = [row for row in delegations.values() if row.state not in NOT_COMING]
    keys = returned(rows)
    for row in rows:
        if row.pk in keys and row.letter_at:
            key = f"returned {row.pk} {row.letter_at.timestamp():.0f}"
            yield Happening(key, What.RETURNED, str(row), None, None)


def _undelivered(event: Event, since: datetime, delegations: Mapping[int, Delegation]) -> Iterator[Happening]:
    """Letters that reached nobody, to whoever comes and to focal points. Of invitations, `_returned` tells.

    One that came back counts from when it did, so the key says the mail alone.
    """
    found = [each for each in undelivered(event) if each.at >= since and each.what != "invitation"]
    keys = [each.key for each in found if each.about == "delegate"]
    homes = dict(Delegate.objects.filter(pk__in=keys).values_list("pk", "delegation")) if keys else {}
    for each in found:
        home = homes.get(each.key) if each.about == "delegate" else each.key
        yield Happening(f"mail {each.mail}", What.UNDELIVERED, str(delegations.get(home or 0) or ""), None, each.at)
