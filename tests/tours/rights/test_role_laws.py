"""No sequence of grants and calls lets anyone see or change what the table of roles does not say.

The table is written here once more, by hand: what `tours.role_powers` says is what is tried.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from accounts.models import Limits, User
from announcements.models import Post
from tests.announcements.makers import post, published_post
from tests.factories import rows
from tests.tours.admin.pages import shown
from tours.models import AgendaItem, Edition, Event, Person, Programme, PublishedEvent, Role
from tours.rights.granting import end_role, grant, hand_over, invite
from tours.role_powers import Power
from tours.vocabulary import Access, RoleKind

TABLE = {
    "coordinator": {"read", "agenda", "posts", "people", "journey", "event", "roles"},
    "editor": {"read", "agenda", "posts"},
    "registrar": {"read", "people", "journey"},
    "viewer": {"read"},
    "host": {"journey"},
}
WORDS = sorted(TABLE["coordinator"])
TOLD = {
    "changes_facts": "event",
    "edits_agenda": "agenda",
    "writes_posts": "posts",
    "registers": "people",
    "reads": "read",
}
PEOPLE, OPERATOR = 5, 4
"""Users by number; the last one is an operator."""
PROGRAMMES, EVENTS = 2, 3

users = st.integers(0, PEOPLE - 1)
events = st.integers(0, EVENTS - 1)
places = st.one_of(st.tuples(st.just("event"), events), st.tuples(st.just("programme"), st.integers(0, PROGRAMMES - 1)))
kinds = st.sampled_from(list(RoleKind))
choices = st.integers(0, 50)
Place = tuple[str, int]


class Held(NamedTuple):
    """A role as the model knows it."""

    user: int
    kind: str
    at: Place


class Narrowed(NamedTuple):
    powers: frozenset[str]
    at: Place | None


class Roles(RuleBasedStateMachine):
    """Acts on the site, and on a plain model of it; then asks both the same questions."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.programmes = [rows.programme(), rows.programme(slug="second", name="Second", short_name="Second")]
        self.programmes[0].is_own = True
        self.programmes[0].save()
        self.people = [rows.stranger() for _each in range(OPERATOR)] + [rows.operator()]
        self.of = [0, 0, 1]
        self.events = [rows.event(programme=self.programmes[n], access=Access.PARTICIPANTS) for n in self.of]
        self.items = [rows.item(event) for event in self.events]
        self.speakers = [rows.speaker(item).person for item in self.items]
        self.posts = [post(event=event) for event in self.events]
        self.told = [published_post(event=event) for event in self.events]
        for event in self.events:
            rows.publish(event, by=self.people[OPERATOR])
        self.held: set[Held] = set()
        self.closed: set[int] = set()
        self.limits: dict[int, Narrowed] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    # The model.

    def may(self, user: int, power: str, at: Place) -> bool:
        if user in self.closed:
            return False
        if user in self.limits and not self._within(self.limits[user], power, at):
            return False
        if user == OPERATOR:
            return True
        above = [("programme", self.of[at[1]])] if at[0] == "event" else []
        return any(role.user == user and role.at in [at, *above] and power in TABLE[role.kind] for role in self.held)

    def _within(self, limits: Narrowed, power: str, at: Place) -> bool:
        if power not in limits.powers:
            return False
        return limits.at is None or at == limits.at or (at[0] == "event" and limits.at == ("programme", self.of[at[1]]))

    def may_manage(self, user: int, at: Place) -> bool:
        return user not in self.limits and self.may(user, "roles", at)

    def is_last(self, role: Held) -> bool:
        if role.kind != "coordinator" or role.user in self.closed:
            return False
        above = [("programme", self.of[role.at[1]])] if role.at[0] == "event" else []
        others = [each for each in self.held - {role} if each.kind == "coordinator" and each.user not in self.closed]
        return not any(each.at in [role.at, *above] for each in others)

    # The site.

    def user(self, number: int) -> User:
        user = User.objects.get(pk=self.people[number].pk)
        if number in self.limits:
            powers, at = self.limits[number]
            where: dict[str, Any] = {at[0]: self.place(at).pk} if at else {}
            user.limits = Limits(powers=powers, **where)
        return user

    def place(self, at: Place) -> Event | Programme:
        return self.events[at[1]] if at[0] == "event" else self.programmes[at[1]]

    def stored(self, role: Held) -> Role:
        return Role.objects.get(user=self.people[role.user], kind=role.kind, **{role.at[0]: self.place(role.at)})

    def chosen(self, number: int) -> Held:
        held = sorted(self.held)
        return held[number % len(held)]

    def tried(self, call: Callable[[], Any], *, expected: type[Exception] | None) -> None:
        before = set(Role.objects.values_list("pk", "user", "kind", "event", "programme"))
        try:
            with transaction.atomic():
                call()
            raised = None
        except (PermissionDenied, ValidationError) as refusal:
            raised = type(refusal)
        assert raised is expected
        if raised:
            assert set(Role.objects.values_list("pk", "user", "kind", "event", "programme")) == before

    @rule(user=users, kind=kinds, at=places)
    def begin(self, user: int, kind: RoleKind, at: Place) -> None:
        """Another operator grants the role, so that the other rules have roles to start from."""
        if user not in self.closed and Held(user, kind, at) not in self.held:
            grant(kind, user=self.people[user], at=self.place(at), by=rows_operator())
            self.held.add(Held(user, str(kind), at))

    @rule(by=users, user=users, kind=kinds, at=places)
    def grant_role(self, by: int, user: int, kind: RoleKind, at: Place) -> None:
        role = Held(user, str(kind), at)
        expected: type[Exception] | None = None
        if not self.may_manage(by, at):
            expected = PermissionDenied
        elif user in self.closed or role in self.held:
            expected = ValidationError
        granted = self.user(by), self.people[user]
        fresh = User.objects.get(pk=granted[1].pk)
        self.tried(lambda: grant(kind, user=fresh, at=self.place(at), by=granted[0]), expected=expected)
        if expected is None:
            self.held.add(role)

    @rule(by=users, user=users, kind=kinds, at=places)
    def invite_colleague(self, by: int, user: int, kind: RoleKind, at: Place) -> None:
        role = Held(user, str(kind), at)
        expected: type[Exception] | None = None
        if not self.may_manage(by, at):
            expected = PermissionDenied
        elif user in self.closed or role in self.held:
            expected = ValidationError
        email, inviter = self.people[user].email.upper(), self.user(by)
        self.tried(lambda: invite(email, name="", kind=kind, at=self.place(at), by=inviter), expected=expected)
        if expected is None:
            self.held.add(role)

    @precondition(lambda self: self.held)
    @rule(by=users, number=choices, to=users)
    def hand_over_role(self, by: int, number: int, to: int) -> None:
        role = self.chosen(number)
        moved = role._replace(user=to)
        expected: type[Exception] | None = None
        if not self.may_manage(by, role.at):
            expected = PermissionDenied
        elif to in self.closed or moved in self.held - {role}:
            expected = ValidationError
        stored, giver, taker = self.stored(role), self.user(by), User.objects.get(pk=self.people[to].pk)
        self.tried(lambda: hand_over(stored, to=taker, by=giver), expected=expected)
        if expected is None:
            self.held = self.held - {role} | {moved}

    @precondition(lambda self: self.held)
    @rule(by=users, number=choices)
    def end(self, by: int, number: int) -> None:
        role = self.chosen(number)
        own = role.user == by and by not in self.closed and by not in self.limits
        expected: type[Exception] | None = None
        if not own and not self.may_manage(by, role.at):
            expected = PermissionDenied
        elif self.is_last(role) and not (by == OPERATOR and by not in self.closed and by not in self.limits):
            expected = ValidationError
        stored, ender = self.stored(role), self.user(by)
        self.tried(lambda: end_role(stored, by=ender), expected=expected)
        if expected is None:
            self.held.remove(role)

    @rule(user=users)
    def close_or_open_account(self, user: int) -> None:
        self.closed ^= {user}
        User.objects.filter(pk=self.people[user].pk).update(is_active=user not in self.closed)

    @rule(user=users, powers=st.frozensets(st.sampled_from(WORDS)), at=st.none() | places)
    def come_by_token(self, user: int, powers: frozenset[str], at: Place | None) -> None:
        self.limits[user] = Narrowed(powers, at)

    @rule(user=users)
    def come_in_person(self, user: int) -> None:
        self.limits.pop(user, None)

    @rule(event=events, to=st.integers(0, PROGRAMMES - 1))
    def move_event(self, event: int, to: int) -> None:
        self.of[event] = to
        Event.objects.filter(pk=self.events[event].pk).update(programme=self.programmes[to])

    @rule(user=st.integers(0, PEOPLE - 1), event=events, page=st.sampled_from(["item", "post", "event"]))
    def change_in_the_administration(self, user: int, event: int, page: str) -> None:
        """The user changes it in person, as a token has no session."""
        pages: dict[str, tuple[str, str, AgendaItem | Post | Event]] = {
            "item": ("tours_agendaitem", "agenda", self.items[event]),
            "post": ("announcements_post", "posts", self.posts[event]),
            "event": ("tours_event", "event", self.events[event]),
        }
        name, power, row = pages[page]
        limits = self.limits.pop(user, None)
        sees, changes = (self.may(user, each, ("event", event)) for each in ("read", power))
        enters = user not in self.closed and (user == OPERATOR or any(role.user == user for role in self.held))
        if limits:
            self.limits[user] = limits
        browser, address = Client(), reverse(f"admin:{name}_change", args=[row.pk])
        browser.force_login(self.people[user])
        title = "Changed" if row.title != "Changed" else "Changed again"
        before = type(row)._default_manager.get(pk=row.pk).title
        seen = browser.get(address)
        assert (seen.status_code == 200) is sees
        if not sees:
            door = "/account/sign-in/" if user in self.closed else "/admin/login/"
            location = "/admin/" if enters else f"{door}?next={address}"
            assert (seen.status_code, seen.headers["Location"]) == (302, location)
        fields = shown(browser, address) if changes else {}
        sent = browser.post(address, {"title": title, **fields, **({"title": title} if changes else {})})
        stored = type(row)._default_manager.get(pk=row.pk).title
        assert stored == (title if changes else before)
        assert sent.status_code == (302 if changes or not enters else sent.status_code)
        row.title = stored

    # The questions.

    @invariant()
    def everyone_may_what_the_table_says_and_nothing_else(self) -> None:
        for number in range(PEOPLE):
            user = self.user(number)
            for word in WORDS:
                at_events = {n for n in range(EVENTS) if self.may(number, word, ("event", n))}
                at_programmes = {n for n in range(PROGRAMMES) if self.may(number, word, ("programme", n))}
                assert keys(Event.objects.allowing(user, Power(word))) == {self.events[n].pk for n in at_events}
                assert keys(Programme.objects.allowing(user, Power(word))) == {
                    self.programmes[n].pk for n in at_programmes
                }

    @rule(number=users)
    def look_at_what_pages_are_told_of_events(self, number: int) -> None:
        told = {event.pk: event for event in Event.objects.with_rights_of(self.user(number))}
        for name, word in TOLD.items():
            expected = [self.may(number, word, ("event", n)) for n in range(EVENTS)]
            assert [bool(getattr(told[event.pk], name)) for event in self.events] == expected

    @rule(number=users)
    def look_at_rows_that_go_by_their_event(self, number: int) -> None:
        user = self.user(number)
        by_power = {word: {n for n in range(EVENTS) if self.may(number, word, ("event", n))} for word in WORDS}
        read, agenda, posts = by_power["read"], by_power["agenda"], by_power["posts"]
        registered = {n for n in range(EVENTS) if self.may(number, "people", ("programme", self.of[n]))}
        assert set(Person.objects.visible_to(user)) == {self.speakers[n] for n in read | registered}
        writing = agenda | by_power["event"] | by_power["people"]
        assert set(Person.objects.editable_by(user)) == {self.speakers[n] for n in writing}
        assert set(AgendaItem.objects.visible_to(user)) == {self.items[n] for n in read}
        assert set(AgendaItem.objects.editable_by(user)) == {self.items[n] for n in agenda}
        assert set(Post.objects.visible_to(user)) == {self.told[n] for n in read}
        assert set(Post.objects.editable_by(user)) == {row[n] for row in (self.posts, self.told) for n in posts}
        assert {row.event for row in PublishedEvent.objects.visible_to(user)} == {self.events[n] for n in read}
        assert {row.event for row in Edition.objects.visible_to(user)} == {self.events[n] for n in read}
        editable = {self.events[n] for n in by_power["event"]}
        assert {row.event for row in Edition.objects.withdrawable_by(user)} == editable


def keys(found: Any) -> set[int]:
    return set(found.order_by().values_list("pk", flat=True))


def rows_operator() -> User:
    """Another operator than the one who is tried."""
    return User.objects.filter(is_superuser=True, email="root@example.org").first() or User.objects.create_superuser(
        "root@example.org"
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sequence_of_grants_and_calls_gives_more_than_the_table_says() -> None:
    examples = max(settings().max_examples // 8, 1)
    run_state_machine_as_test(Roles, settings=settings(max_examples=examples, stateful_step_count=15))
