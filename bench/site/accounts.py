"""The site's accounts with their roles and tokens, and the audit trail."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from backstage.models import AuditEntry
from backstage.models.audit import words_of
from bench.site import texts
from tours.models import ApiToken, Event, Programme, Role
from tours.rights.tokens import issue
from tours.vocabulary import RoleKind, Scope

PASSWORD = "a password of the bench"  # noqa: S105
USERS, TOKENS = 60, 200


class Accounts(NamedTuple):
    """The users with whom the site's pages are measured: an operator, and a coordinator of the site's own programme."""

    operator: User
    coordinator: User


def make_accounts(random: Random) -> Accounts:
    operator = User.objects.create_superuser("operator@example.org", PASSWORD, name="Operator")
    coordinator = User.objects.create_user("coordinator@example.org", PASSWORD, name="Coordinator")
    User.objects.bulk_create(
        User(email=f"user-{number}@example.org", name=texts.person(random), password=coordinator.password)
        for number in range(USERS)
    )
    return Accounts(operator, coordinator)


def make_roles(random: Random, events: Sequence[Event], coordinator: User) -> None:
    """Makes the coordinator one of the site's own programme, and gives every event two users with a role."""
    Role.objects.create(user=coordinator, kind=RoleKind.COORDINATOR, programme=Programme.objects.get(is_own=True))
    users = list(User.objects.filter(email__startswith="user-").order_by("pk"))
    Role.objects.bulk_create(
        Role(user=user, kind=kind, event=event, granted_by=users[0])
        for event in events
        for user, kind in zip(random.sample(users, 2), (RoleKind.COORDINATOR, RoleKind.EDITOR), strict=True)
    )


def make_tokens(random: Random, accounts: Accounts) -> str:
    """Two hundred tokens of users, and one of the coordinator for everything, whose text it returns."""
    users = list(User.objects.filter(email__startswith="user-").order_by("pk"))
    now = datetime.now(UTC)
    ApiToken.objects.bulk_create(
        ApiToken(
            user=random.choice(users),
            name=texts.subject(random),
            scopes=Scope.READ,
            prefix=f"{number:08x}",
            digest=f"{random.getrandbits(256):064x}",
            created_at=now,
            expires_at=now + timedelta(days=300),
        )
        for number in range(TOKENS)
    )
    _token, text = issue(by=accounts.coordinator, name="bench", scopes=list(Scope), lasts=timedelta(days=300))
    return text


def make_audit_entries(events: Sequence[Event], by: User) -> None:
    """Writes three changes of every event into the trail: it was added, its title was changed, and its summary was
    changed.
    """
    kind = ContentType.objects.get_for_model(Event)
    AuditEntry.objects.bulk_create(_entry(event, kind, by, *change) for event in events for change in _changes(event))


def _changes(event: Event) -> Iterator[tuple[int, dict[str, list[object]]]]:
    yield AuditEntry.Action.CREATE, {"title": [None, event.title], "slug": [None, event.slug]}
    yield AuditEntry.Action.UPDATE, {"title": [f"{event.title} (draft)", event.title]}
    yield AuditEntry.Action.UPDATE, {"summary": ["", event.summary]}


def _entry(event: Event, kind: ContentType, by: User, action: int, changes: dict[str, list[object]]) -> AuditEntry:
    return AuditEntry(
        content_type=kind,
        object_pk=str(event.pk),
        object_repr=event.title,
        action=action,
        changes=changes,
        words=words_of(event.title, changes),
        actor=by,
        event_key=event.pk,
        programme_key=event.programme_id,
        timestamp=datetime.now(UTC),
    )
