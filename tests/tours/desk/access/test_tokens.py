import logging
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from tests.counting import asked
from tests.factories import rows
from tours.models import ApiToken, Role
from tours.rights.tokens import holder, issue
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db
TEXT = re.compile("sojourn_[0-9a-f]{8}_[0-9a-f]{64}")


@pytest.fixture
def maja() -> User:
    return rows.coordinator(name="Maja")


@pytest.fixture
def browser(client: Client, maja: User) -> Client:
    client.force_login(maja)
    return client


def made(by: User, name: str = "Form") -> ApiToken:
    return issue(by=by, name=name, scopes=[Scope.READ], lasts=timedelta(days=30))[0]


def test_token_is_shown_once_and_stored_nowhere(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    event = rows.event()
    sent = {"name": "Form", "scopes": ["read", "agenda"], "event": event.slug, "lasts": "30"}
    response = browser.post("/desk/tokens/new/", sent)
    [text] = TEXT.findall(response.content.decode())
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    found = holder(text)
    assert found
    assert found.limits
    assert (found.limits.event, sorted(found.limits.powers)) == (event.pk, ["agenda", "event", "read"])
    secret = text.rpartition("_")[2]
    again = browser.get("/desk/tokens/").content.decode()
    sessions = [str(session.get_decoded()) for session in Session.objects.all()]
    assert [secret in text for text in (again, caplog.text, *sessions)] == [False] * (2 + len(sessions))
    assert f"sojourn_{text.split('_')[1]}_…" in again


def test_form_finds_only_events_where_one_has_a_role(client: Client) -> None:
    event, other = rows.event(title="Ours"), rows.event(title="Theirs")
    editor = rows.stranger()
    Role.objects.create(user=editor, kind=RoleKind.EDITOR, event=event)
    client.force_login(editor)
    sent = {"name": "Form", "scopes": ["read"], "lasts": "30"}
    for words in ("theirs", other.slug, "no such event"):
        response = client.post("/desk/tokens/new/", {**sent, "event": words})
        assert (response.status_code, ApiToken.objects.count()) == (200, 0)
        assert "You have a role at no event with these words." in response.content.decode()
    client.post("/desk/tokens/new/", {**sent, "event": " ours "})
    assert ApiToken.objects.get().event == event


def test_of_several_events_that_match_one_is_chosen(browser: Client) -> None:
    weeks = [
        rows.event(title="Smart City Week", starts=date(year, 9, 4), ends=date(year, 9, 8)) for year in (2017, 2018)
    ]
    rows.event(title="Conference")
    sent = {"name": "Form", "scopes": ["read"], "event": "week city", "lasts": "30"}
    page = browser.post("/desk/tokens/new/", sent).content.decode()
    assert "Which of these events: Several events match. Choose one of them." in unescape(page)
    assert re.findall(r'name="one_of" value="([^"]*)"', page) == [str(event.uid) for event in reversed(weeks)]
    assert "Smart City Week, 2018" in page
    foreign = browser.post("/desk/tokens/new/", {**sent, "one_of": str(rows.event(title="Other").uid)}).content.decode()
    assert "Which of these events: Select a valid choice." in unescape(foreign)
    browser.post("/desk/tokens/new/", {**sent, "one_of": str(weeks[0].uid)})
    assert ApiToken.objects.get().event == weeks[0]


def test_programme_and_event_together_are_refused(browser: Client) -> None:
    event = rows.event()
    where = f"programme-{event.programme_id}"
    sent = {"name": "Form", "scopes": ["read"], "event": event.slug, "where": where, "lasts": "30"}
    assert "Choose a programme or one event, not both." in browser.post("/desk/tokens/new/", sent).content.decode()


@pytest.mark.parametrize("size", [2, 40])
def test_form_costs_the_same_however_many_events_there_are(browser: Client, size: int) -> None:
    for number in range(size):
        rows.event(title=f"Week {number}")
    browser.get("/desk/tokens/new/")
    with asked() as of_database:
        browser.get("/desk/tokens/new/")
    assert (of_database.queries, of_database.rows()) == (4, 4)
    with asked() as of_database:
        page = browser.post("/desk/tokens/new/", {"event": "week"}).content.decode()
    assert (of_database.queries, of_database.rows()) == (5, 4 + min(size, 11))
    assert page.count('name="one_of"') == min(size, 10)
    assert ("Many events match." in page) == (size > 10)


def test_form_says_what_is_missing(browser: Client) -> None:
    text = unescape(browser.post("/desk/tokens/new/", {"lasts": "400"}).content.decode())
    assert re.findall(r'<li><a href="#id_\w+">(.*?)</a></li>', text) == [
        "Name: This field is required.",
        "What it may do: Choose what the token may do.",
        "For how long: Select a valid choice. 400 is not one of the available choices.",
    ]
    assert "<title>Error: Issue an API token" in text


def test_programmes_and_all_places_can_be_chosen(browser: Client, maja: User) -> None:
    programme = rows.programme()
    for where in ("", f"programme-{programme.pk}"):
        sent = {"name": "Form", "scopes": ["read"], "where": where, "lasts": "7"}
        assert browser.post("/desk/tokens/new/", sent).status_code == 200
    places: Any = ApiToken.objects.filter(user=maja).order_by("pk").values_list("event", "programme")
    assert list(places) == [(None, None), (None, programme.pk)]


def test_revoking_is_said(browser: Client, maja: User) -> None:
    token = made(maja, "Old form")
    response = browser.post(f"/desk/tokens/{token.pk}/revoke/", follow=True)
    token.refresh_from_db()
    assert token.revoked_at
    assert "“Old form” has been revoked and no longer works." in response.content.decode()
    assert f"/desk/tokens/{token.pk}/revoke/" not in response.content.decode()


def test_token_of_another_does_not_exist(browser: Client) -> None:
    token = made(rows.coordinator(), "Another's")
    assert "Another" not in browser.get("/desk/tokens/").content.decode()
    assert browser.post(f"/desk/tokens/{token.pk}/revoke/").status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_operator_sees_and_revokes_those_of_all(client: Client, maja: User) -> None:
    token = made(maja)
    client.force_login(rows.operator())
    assert ">Maja</td>" in client.get("/desk/tokens/").content.decode()
    assert client.post(f"/desk/tokens/{token.pk}/revoke/").status_code == 302
    token.refresh_from_db()
    assert token.revoked_at


def test_reading_changes_nothing_and_strangers_sign_in_first(client: Client, browser: Client, maja: User) -> None:
    token = made(maja)
    assert browser.get(f"/desk/tokens/{token.pk}/revoke/").status_code == 405
    browser.logout()
    for address in ("tokens/", "tokens/new/", f"tokens/{token.pk}/revoke/"):
        assert browser.post(f"/desk/{address}").status_code == 302
    assert ApiToken.objects.filter(revoked_at=None).count() == 1
