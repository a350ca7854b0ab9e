"""The verbs of roles."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from accounts.models import Limits, User
from tests.factories import rows
from tours.models import Event, Programme, Role
from tours.rights.granting import end_role, grant, hand_over, invite, why_kept
from tours.role_powers import Power
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def held(at: Event | Programme) -> set[tuple[User, str]]:
    return {(role.user, role.kind) for role in at.roles.all()}


def refused(call: Any, *args: Any, **facts: Any) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        call(*args, **facts)
    return list(refusal.value.messages)


def test_coordinator_grants_a_role_and_it_says_by_whom() -> None:
    event, user = rows.event(), rows.stranger()
    by = rows.colleague(RoleKind.COORDINATOR, at=event)
    role = grant(RoleKind.EDITOR, user=user, at=event, by=by)
    assert (role.user, role.kind, role.event, role.programme, role.granted_by) == (user, "editor", event, None, by)
    assert list(Event.objects.allowing(user, Power.AGENDA)) == [event]


def test_role_is_granted_once() -> None:
    programme, user = rows.programme(), rows.stranger()
    by = rows.coordinator()
    grant(RoleKind.EDITOR, user=user, at=programme, by=by)
    again = refused(grant, RoleKind.EDITOR, user=user, at=programme, by=by)
    assert again == ["This user already has that role at the programme."]


def test_who_cannot_sign_in_is_granted_nothing() -> None:
    user = rows.stranger(name="Maja", is_active=False)
    refusal = refused(grant, RoleKind.EDITOR, user=user, at=rows.event(), by=rows.operator())
    assert refusal == ["The account of Maja is closed."]


@pytest.mark.parametrize("kind", [RoleKind.EDITOR, RoleKind.REGISTRAR, RoleKind.VIEWER])
def test_only_coordinators_and_operators_change_the_roles_of_others(kind: RoleKind) -> None:
    event, user = rows.event(), rows.stranger()
    role = rows.role(rows.stranger(), RoleKind.VIEWER, at=event)
    before = held(event)
    elsewhere = rows.colleague(RoleKind.COORDINATOR, at=rows.event())
    for by in (rows.colleague(kind, at=rows.programme()), elsewhere, rows.stranger()):
        for call in (
            lambda by=by: grant(RoleKind.VIEWER, user=user, at=event, by=by),
            lambda by=by: invite("maja@example.org", name="", kind=RoleKind.VIEWER, at=event, by=by),
            lambda by=by: hand_over(role, to=user, by=by),
            lambda by=by: end_role(role, by=by),
        ):
            with pytest.raises(PermissionDenied):
                call()
    assert (held(event), mail.outbox, User.objects.filter(email="maja@example.org").exists()) == (before, [], False)


def test_coordinator_of_an_event_has_no_say_at_its_programme() -> None:
    event = rows.event()
    by = rows.colleague(RoleKind.COORDINATOR, at=event)
    with pytest.raises(PermissionDenied):
        grant(RoleKind.VIEWER, user=by, at=event.programme, by=by)


@pytest.mark.parametrize("who", ["coordinator", "operator"])
def test_token_never_changes_roles_nor_ends_those_of_its_user(who: str) -> None:
    event = rows.event()
    by = rows.coordinator() if who == "coordinator" else rows.operator()
    own = rows.role(by, RoleKind.EDITOR, at=event)
    by.limits = Limits(powers=frozenset(Power))
    with pytest.raises(PermissionDenied):
        grant(RoleKind.VIEWER, user=rows.stranger(), at=event, by=by)
    with pytest.raises(PermissionDenied):
        end_role(own, by=by)
    assert held(event) == {(by, "editor")}


def test_invited_colleague_has_an_account_without_a_password_and_a_mail() -> None:
    event = rows.event(title="Week")
    by = rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")
    role = invite("maja@example.org", name="Maja", kind=RoleKind.EDITOR, at=event, by=by)
    assert (role.user.email, role.user.name, role.kind) == ("maja@example.org", "Maja", "editor")
    assert not role.user.has_usable_password()
    assert [message.to for message in mail.outbox] == [["maja@example.org"]]
    assert "Week as Editor" in mail.outbox[0].body


def test_known_colleague_is_found_by_address_and_told_nothing_where_it_is_refused() -> None:
    event, known = rows.event(), User.objects.create_user("maja@example.org", "a good password", name="Maja")
    by = rows.coordinator()
    role = invite("MAJA@example.org", name="Other", kind=RoleKind.EDITOR, at=event, by=by)
    assert (role.user, role.user.name, len(mail.outbox)) == (known, "Maja", 1)
    again = refused(invite, "Maja@example.org", name="", kind=RoleKind.EDITOR, at=event, by=by)
    assert (again, len(mail.outbox)) == (["This user already has that role at the event."], 1)


def test_role_that_is_handed_over_moves_and_is_told() -> None:
    event, to = rows.event(title="Week"), rows.stranger()
    by = rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")
    role = hand_over(event.roles.get(), to=to, by=by)
    assert (held(event), role.granted_by) == ({(to, "coordinator")}, by)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([to.email], "Ana has handed a role over to you: Week as Coordinator")
    assert letter.body == (
        "Ana has handed over a role at Sojourn to you: Week as Coordinator. Sign in as usual.\n\n"
        "http://127.0.0.1:8000/desk/\n"
    )
    with pytest.raises(PermissionDenied):
        hand_over(role, to=by, by=by)


def test_role_is_not_handed_over_to_whoever_has_it_or_cannot_sign_in() -> None:
    event = rows.event()
    by = rows.colleague(RoleKind.COORDINATOR, at=event)
    other = rows.colleague(RoleKind.COORDINATOR, at=event)
    role = event.roles.get(user=by)
    assert refused(hand_over, role, to=other, by=by) == ["This user already has that role at the event."]
    role = event.roles.get(user=by)
    closed = rows.stranger(name="Maja", is_active=False)
    assert refused(hand_over, role, to=closed, by=by) == ["The account of Maja is closed."]
    assert held(event) == {(by, "coordinator"), (other, "coordinator")}


def test_role_that_ended_or_moved_meanwhile_is_told() -> None:
    event, by = rows.event(), rows.coordinator()
    ended, moved = (rows.role(rows.stranger(), RoleKind.EDITOR, at=event) for _each in range(2))
    hand_over(Role.objects.get(pk=moved.pk), to=rows.stranger(), by=by)
    end_role(Role.objects.get(pk=ended.pk), by=by)
    for role in (ended, moved):
        assert refused(end_role, role, by=by) == ["This role has ended already."]
        assert refused(hand_over, role, to=by, by=by) == ["This role has ended already."]


def test_anyone_ends_a_role_of_their_own() -> None:
    event = rows.event()
    for kind in (RoleKind.EDITOR, RoleKind.REGISTRAR, RoleKind.VIEWER):
        user = rows.colleague(kind, at=event)
        end_role(event.roles.get(), by=user)
        assert held(event) == set()


def test_last_coordinator_hands_over_first() -> None:
    event = rows.event(title="Week")
    last = rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")
    rows.colleague(RoleKind.COORDINATOR, at=event, is_active=False)
    rows.colleague(RoleKind.EDITOR, at=event.programme)
    role = event.roles.get(user=last)
    sentence = "Ana is the last coordinator of Week. Hand the role over to a colleague first."
    assert refused(end_role, role, by=last) == [sentence]
    end_role(role, by=rows.operator())
    assert (last, "coordinator") not in held(event)


@pytest.mark.parametrize("where", ["event", "programme"])
def test_coordinator_leaves_where_another_remains(where: str) -> None:
    event = rows.event()
    leaving = rows.colleague(RoleKind.COORDINATOR, at=event)
    rows.colleague(RoleKind.COORDINATOR, at=event if where == "event" else event.programme)
    end_role(event.roles.get(user=leaving), by=leaving)
    assert not event.roles.filter(user=leaving).exists()


def test_programme_keeps_a_coordinator_even_where_each_event_has_one() -> None:
    event = rows.event()
    rows.colleague(RoleKind.COORDINATOR, at=event)
    last = rows.colleague(RoleKind.COORDINATOR, at=event.programme, name="Ana")
    refusal = refused(end_role, event.programme.roles.get(), by=last)
    assert refusal == ["Ana is the last coordinator of UPP. Hand the role over to a colleague first."]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["event", "programme"])
def test_of_two_coordinators_who_leave_at_once_one_stays(where: str) -> None:
    event = rows.event()
    at: Event | Programme = event if where == "event" else event.programme
    for _round in range(3):
        pair = [rows.colleague(RoleKind.COORDINATOR, at=at) for _each in range(2)]
        start = Barrier(2)
        refusals: list[str] = []

        def leave(user: User, start: Barrier = start, refusals: list[str] = refusals) -> None:
            role = Role.objects.get(user=user)
            start.wait()
            try:
                end_role(role, by=user)
            except ValidationError as refusal:
                refusals.append(refusal.messages[0])
            finally:
                connection.close()

        threads = [Thread(target=leave, args=[user]) for user in pair]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        (stayed,) = at.roles.all()
        sentence = f"{stayed.user} is the last coordinator of {at}. Hand the role over to a colleague first."
        assert refusals == [sentence]
        stayed.delete()


def test_role_of_a_closed_account_is_nobodys_last_hold_on_the_event() -> None:
    """Who cannot sign in coordinates nothing: there is nothing to keep, and nobody who could hand it over."""
    event = rows.event()
    rows.colleague(RoleKind.COORDINATOR, at=event, is_active=False)
    assert why_kept(event.roles.get(), by=rows.stranger()) == ""
