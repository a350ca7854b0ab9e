from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Limits, User
from tests.counting import asked
from tests.factories import rows
from tours.models import ApiToken, Event, Role
from tours.rights.tokens import holder, issue, revoke
from tours.role_powers import Power
from tours.token_scopes import powers_of, scope_for
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def issued(by: User, *scopes: Scope, **facts: Any) -> tuple[ApiToken, str]:
    return issue(by=by, name="Form", scopes=scopes or (Scope.READ,), **({"lasts": MONTH} | facts))


def test_token_opens_in_the_name_of_its_user_with_the_powers_of_its_scopes() -> None:
    maja, event = rows.coordinator(), rows.event()
    token, text = issued(maja, Scope.AGENDA, event=event)
    found = holder(text)
    assert found == maja
    powers = frozenset({Power.READ, Power.AGENDA, Power.EVENT})
    assert found.limits == Limits(powers=powers, event=event.pk, token=token.pk, token_name=token.name)


def test_nothing_that_is_kept_opens_anything() -> None:
    token, text = issued(rows.coordinator())
    secret = text.rpartition("_")[2]
    kept = " ".join(str(value) for value in ApiToken.objects.values_list().get())
    assert (len(secret), secret in kept, token.digest == secret) == (64, False, False)
    assert (text.startswith(f"sojourn_{token.prefix}_"), holder(f"sojourn_{token.prefix}_{token.digest}")) == (
        True,
        None,
    )


@pytest.mark.parametrize(
    "text", ["", "sojourn", "sojourn_0000000g_" + "0" * 64, "sojourn_00000000_" + "0" * 64, "한\0"]
)
def test_what_was_never_issued_opens_nothing(text: str) -> None:
    issued(rows.coordinator())
    assert holder(text) is None


def test_revoked_token_opens_nothing_and_keeps_its_first_moment() -> None:
    maja = rows.coordinator()
    token, text = issued(maja)
    with time_machine.travel("2027-01-01T10:00:00Z", tick=False):
        revoke(token, by=maja)
    revoke(token, by=maja)
    token.refresh_from_db()
    assert (holder(text), token.revoked_at and token.revoked_at.year) == (None, 2027)


def test_token_expires() -> None:
    with time_machine.travel("2026-01-01T10:00:00Z", tick=False):
        _token, text = issued(rows.coordinator())
    with time_machine.travel("2026-01-31T09:59:59Z", tick=False):
        assert holder(text) is not None
    with time_machine.travel("2026-01-31T10:00:00Z", tick=False):
        assert holder(text) is None


def test_token_of_someone_who_may_no_longer_sign_in_opens_nothing() -> None:
    maja = rows.coordinator()
    _token, text = issued(maja)
    maja.is_active = False
    maja.save()
    assert holder(text) is None


@pytest.mark.parametrize("lasts", [timedelta(), timedelta(days=366), -MONTH])
def test_token_lasts_a_year_at_most(lasts: timedelta) -> None:
    with pytest.raises(ValidationError) as refusal:
        issued(rows.coordinator(), lasts=lasts)
    assert refusal.value.messages == ["A token lasts a year at most."]


def test_token_is_for_places_where_its_user_has_a_role() -> None:
    nobody, event = rows.stranger(), rows.event()
    with pytest.raises(ValidationError) as refusal:
        issued(nobody, event=event)
    assert refusal.value.message_dict == {"event": ["You have no role at this event."]}
    with pytest.raises(ValidationError) as refusal:
        issued(nobody, programme=event.programme)
    assert refusal.value.message_dict == {"programme": ["You have no role at this programme."]}
    operator = rows.operator()
    assert issued(operator, event=event)[0].event == event
    assert issued(operator, programme=event.programme)[0].programme == event.programme


def test_token_cannot_issue_tokens() -> None:
    limited = holder(issued(rows.coordinator())[1])
    assert limited
    with pytest.raises(ValidationError) as refusal:
        issued(limited)
    assert refusal.value.messages == ["A token cannot issue tokens: sign in."]


def test_one_token_is_for_one_place() -> None:
    token, _text = issued(rows.coordinator())
    event = rows.event()
    token.event, token.programme = event, event.programme
    with pytest.raises(ValidationError) as refusal:
        token.full_clean()
    assert refusal.value.messages == ["A token is for an event, for a programme, or for neither."]
    with pytest.raises(IntegrityError), transaction.atomic():
        token.save()


def test_token_without_scopes_or_name_is_refused() -> None:
    for facts in ({"scopes": ()}, {"name": " "}):
        with pytest.raises(ValidationError) as refusal:
            issue(by=rows.coordinator(), lasts=MONTH, **({"name": "Form", "scopes": (Scope.READ,)} | facts))  # type: ignore[arg-type]
        assert refusal.value.message_dict == {next(iter(facts)): ["This field cannot be blank."]}


def test_token_gives_no_more_than_its_user_may_at_that_moment() -> None:
    event, other = rows.event(), rows.event()
    editor = rows.stranger()
    role = Role.objects.create(user=editor, kind=RoleKind.EDITOR, event=event)
    _token, text = issued(editor, *Scope)
    may = {power: set(Event.objects.allowing(holder(text) or editor, power)) for power in Power}
    assert may == {
        Power.READ: {event},
        Power.AGENDA: {event},
        Power.POSTS: {event},
        Power.PEOPLE: set(),
        Power.JOURNEY: set(),
        Power.EVENT: set(),
        Power.ROLES: set(),
    }
    role.delete()
    assert list(Event.objects.visible_to(holder(text) or editor)) == []
    assert other.pk


def test_operator_by_token_is_no_operator_and_confined_like_anyone() -> None:
    event, _other = rows.event(), rows.event()
    found = holder(issued(rows.operator(), Scope.AGENDA, event=event)[1])
    assert found
    assert (found.is_operator, list(Event.objects.editable_by(found))) == (False, [event])


def test_token_of_a_programme_is_for_its_events() -> None:
    event = rows.event()
    rows.event(programme=rows.programme(slug="other", name="Other"))
    found = holder(issued(rows.operator(), programme=event.programme)[1])
    assert found
    assert list(Event.objects.visible_to(found)) == [event]


def test_last_use_is_noted_once_a_minute() -> None:
    token, text = issued(rows.coordinator(), lasts=timedelta(days=365))
    uses = []
    for moment in ("10:00:00", "10:00:59", "10:01:00"):
        with time_machine.travel(f"2027-01-01T{moment}Z", tick=False), asked() as database:
            holder(text)
        token.refresh_from_db()
        assert token.last_used_at
        uses.append((database.queries, f"{token.last_used_at:%H:%M:%S}"))
    assert uses == [(2, "10:00:00"), (1, "10:00:00"), (2, "10:01:00")]


def test_one_sees_ones_own_tokens_an_operator_all_a_token_none() -> None:
    maja, operator = rows.coordinator(), rows.operator()
    token, text = issued(maja)
    issued(operator)
    seen = [ApiToken.objects.visible_to(user).count() for user in (maja, operator, rows.stranger())]
    assert (seen, ApiToken.objects.visible_to(holder(text) or maja).count()) == ([1, 2, 0], 0)
    with pytest.raises(ApiToken.DoesNotExist):
        revoke(token, by=rows.stranger())


def test_scopes_give_all_powers_but_those_over_roles_and_journeys_and_each_can_be_asked_for() -> None:
    assert {scope: set(powers_of([scope])) for scope in Scope} == {
        Scope.READ: {Power.READ},
        Scope.AGENDA: {Power.READ, Power.AGENDA, Power.EVENT},
        Scope.PEOPLE: {Power.READ, Power.PEOPLE},
        Scope.POSTS: {Power.READ, Power.POSTS},
    }
    assert powers_of(Scope) == frozenset(Power) - {Power.ROLES, Power.JOURNEY}
    asked_for = {power: scope_for(power) for power in powers_of(Scope)}
    assert asked_for == {
        Power.READ: Scope.READ,
        Power.AGENDA: Scope.AGENDA,
        Power.EVENT: Scope.AGENDA,
        Power.PEOPLE: Scope.PEOPLE,
        Power.POSTS: Scope.POSTS,
    }
    with pytest.raises(ValueError, match="roles"):
        scope_for(Power.ROLES)
