"""The desk's pages about roles."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.models import User
from tests.factories import rows
from tests.refusals import is_not_found
from tests.tours.admin.conftest import browser_of
from tours.desk.access.roles import roles_address
from tours.models import Event, Programme, Role
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def table(page: Any) -> list[list[str]]:
    """The rows of the table of roles, without their dates."""
    body = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[" ".join(strip_tags(cell).split()) for cell in row[:2] + row[3:]] for row in cells]


def messages_of(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def invitation(**facts: str) -> dict[str, str]:
    return {"email": "maja@example.org", "name": "Maja", "kind": "editor"} | facts


def end_of(role: Role) -> str:
    return reverse("tours:end_role", args=[role.pk])


def hand_over_of(role: Role) -> str:
    return reverse("tours:hand_over_role", args=[role.pk])


def test_page_says_who_has_which_role_and_where_it_is_from() -> None:
    event = rows.event()
    rows.colleague(RoleKind.EDITOR, at=event, name="Maja")
    boss = rows.colleague(RoleKind.COORDINATOR, at=event.programme, name="Ana")
    rows.colleague(RoleKind.VIEWER, at=event, name="Ivo", is_active=False)
    rows.colleague(RoleKind.EDITOR, at=rows.event(), name="Elsewhere")
    maja, ivo = (Role.objects.get(user__name=name).user.email for name in ("Maja", "Ivo"))
    assert table(browser_of(boss).get(roles_address(event))) == [
        [f"Maja, {maja}", "Editor", "Hand over: Editor, Maja · End: Editor, Maja"],
        [f"Ivo, {ivo} (account closed)", "Viewer", "Hand over: Viewer, Ivo · End: Viewer, Ivo"],
        [f"Ana, {boss.email}", "Coordinator", "From the programme UPP"],
    ]


def test_who_may_only_look_is_offered_to_end_their_own_role_alone() -> None:
    event = rows.event()
    viewer = rows.colleague(RoleKind.VIEWER, at=event, name="Ivo")
    rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")
    page = browser_of(viewer).get(roles_address(event))
    assert [row[2] for row in table(page)] == ["", "End: Viewer, Ivo"]
    assert "Invite a colleague" not in page.content.decode()


def test_page_says_what_each_role_may_do() -> None:
    page = browser_of(rows.coordinator()).get(roles_address(rows.programme())).content.decode()
    powers = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page, re.DOTALL))
    assert re.findall("<li>(.*?)</li>", powers["Registrar"]) == [
        "Read everything, including drafts, earlier versions and what is for participants only",
        "Register people, change their details, and manage who attends",
        "See flights, cars, rooms and counts of those who come, and fill in cars, drivers and rooms",
    ]
    assert list(powers) == ["Coordinator", "Editor", "Registrar", "Viewer", "Host&#x27;s liaison", "Operator"]


@pytest.mark.parametrize("where", ["event", "programme"])
def test_colleague_is_invited(where: str) -> None:
    event = rows.event()
    at: Event | Programme = event if where == "event" else event.programme
    browser = browser_of(rows.coordinator())
    response = browser.post(roles_address(at), invitation(), follow=True)
    assert response.redirect_chain == [(roles_address(at), 302)]
    assert messages_of(response) == ["Maja is invited: Editor. We wrote to maja@example.org."]
    role = Role.objects.get(user__email="maja@example.org")
    assert (role.at, role.kind, len(mail.outbox)) == (at, "editor", 1)


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"email": "maja"}, {"email": ["Enter a valid email address."]}),
        ({"email": ""}, {"email": ["Type the address of your colleague."]}),
        ({"email": "a\0@example.org"}, {"email": ["Null characters are not allowed.", "Enter a valid email address."]}),
        ({"kind": "king"}, {"kind": ["Select a valid choice. king is not one of the available choices."]}),
        ({"name": "x" * 5000}, {"name": ["Ensure this value has at most 200 characters (it has 5000)."]}),
        ({"email": "TAKEN@example.org"}, {"__all__": ["This user already has that role at the event."]}),
    ],
)
def test_bad_invitation_is_told_and_keeps_what_was_typed(facts: dict[str, str], errors: dict[str, list[str]]) -> None:
    event = rows.event()
    rows.role(User.objects.create_user("taken@example.org", "a good password"), RoleKind.EDITOR, at=event)
    response = browser_of(rows.coordinator()).post(roles_address(event), invitation(**facts))
    form = response.context["form"]
    assert (response.status_code, {name: sorted(messages) for name, messages in form.errors.items()}) == (
        400,
        {name: sorted(messages) for name, messages in errors.items()},
    )
    assert form["name"].value() == invitation(**facts)["name"]
    assert (Role.objects.filter(event=event).count(), mail.outbox) == (1, [])


def test_who_has_not_opened_their_account_is_seen_and_written_to_again() -> None:
    event = rows.event()
    browser = browser_of(rows.coordinator())
    browser.post(roles_address(event), invitation())
    assert table(browser.get(roles_address(event)))[0][:2] == [
        "Maja, maja@example.org (invited, has not opened the account yet)",
        "Editor",
    ]
    response = browser.post(roles_address(event), invitation(), follow=True)
    assert messages_of(response) == ["Maja is invited: Editor. We wrote to maja@example.org."]
    assert (event.roles.count(), [letter.to for letter in mail.outbox]) == (1, [["maja@example.org"]] * 2)


def test_roles_of_the_programme_are_linked_for_whoever_may_see_them() -> None:
    event = rows.event()
    boss = rows.colleague(RoleKind.COORDINATOR, at=event.programme)
    guest = rows.colleague(RoleKind.COORDINATOR, at=event)
    link = f'href="{roles_address(event.programme)}"'
    assert [link in browser_of(user).get(roles_address(event)).content.decode() for user in (boss, guest)] == [
        True,
        False,
    ]


def test_who_ends_their_own_role_is_told_what_it_means() -> None:
    event = rows.event(title="Week")
    page = browser_of(rows.colleague(RoleKind.EDITOR, at=event)).get(end_of(event.roles.get())).content.decode()
    assert "You will no longer have this role at Week: Editor." in page


def test_last_coordinator_is_offered_to_hand_over_and_no_button_that_refuses() -> None:
    event = rows.event(title="Week")
    browser, role = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")), event.roles.get()
    page = browser.get(end_of(role)).content.decode()
    assert "Ana is the last coordinator of Week. Hand the role over to a colleague first." in page
    assert (hand_over_of(role) in page, "End the role</button>" in page) == (True, False)
    assert "End the role</button>" in browser_of(rows.operator()).get(end_of(role)).content.decode()


def test_role_is_ended_after_a_question() -> None:
    event = rows.event(title="Week")
    editor = rows.colleague(RoleKind.EDITOR, at=event, name="Maja")
    browser, role = browser_of(rows.coordinator()), event.roles.get()
    question = browser.get(end_of(role))
    assert "Maja will no longer have this role at Week: Editor." in question.content.decode()
    assert list(event.roles.all()) == [role]
    response = browser.post(end_of(role), follow=True)
    assert messages_of(response) == ["Maja no longer has this role at Week: Editor."]
    assert not editor.roles.exists()
    assert is_not_found(browser.post(end_of(role)))


def test_who_ends_their_own_last_role_is_led_to_the_desk() -> None:
    event = rows.event()
    browser = browser_of(rows.colleague(RoleKind.EDITOR, at=event))
    response = browser.post(end_of(event.roles.get()))
    assert response.headers["Location"] == "/desk/"


def test_last_coordinator_is_told_to_hand_over() -> None:
    event = rows.event(title="Week")
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana"))
    response = browser.post(end_of(event.roles.get()), follow=True)
    assert messages_of(response) == ["Ana is the last coordinator of Week. Hand the role over to a colleague first."]
    assert event.roles.count() == 1


def test_role_is_handed_over_to_a_colleague_of_the_event_or_its_programme() -> None:
    event = rows.event(title="Week")
    ana = rows.colleague(RoleKind.COORDINATOR, at=event, name="Ana")
    role = event.roles.get()
    editor = rows.colleague(RoleKind.EDITOR, at=event, name="Maja")
    viewer = rows.colleague(RoleKind.VIEWER, at=event.programme, name="Vera")
    rows.colleague(RoleKind.EDITOR, at=event, name="Gone", is_active=False)
    stranger = rows.colleague(RoleKind.EDITOR, at=rows.event(programme=rows.programme(slug="two", name="Two")))
    rows.colleague(RoleKind.COORDINATOR, at=event, name="Other")
    browser = browser_of(ana)
    page = browser.get(hand_over_of(role))
    assert list(page.context["form"].fields["to"].choices) == [
        ("", "Choose a colleague"),
        (editor.pk, f"Maja, {editor.email}"),
        (viewer.pk, f"Vera, {viewer.email}"),
    ]
    refused = browser.post(hand_over_of(role), {"to": stranger.pk})
    assert (refused.status_code, list(refused.context["form"].errors)) == (400, ["to"])
    response = browser.post(hand_over_of(role), {"to": editor.pk}, follow=True)
    assert messages_of(response) == ["Maja now has this role at Week: Coordinator."]
    role.refresh_from_db()
    assert (role.user, ana.roles.count()) == (editor, 0)


def test_where_nobody_could_take_a_role_the_page_says_what_to_do() -> None:
    event = rows.event()
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))
    page = browser.get(hand_over_of(event.roles.get())).content.decode()
    assert "Nobody else has a role here. Invite the colleague first" in page


@pytest.mark.parametrize("key", ["0", "9" * 40])
@pytest.mark.parametrize("page", ["end", "hand-over"])
def test_role_that_there_is_not_is_not_found(page: str, key: str) -> None:
    assert is_not_found(browser_of(rows.operator()).get(f"/desk/roles/{key}/{page}/"))


@pytest.mark.parametrize("to", ["", "abc", "9" * 40, "\0"])
def test_forged_colleague_is_told(to: str) -> None:
    event = rows.event()
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))
    rows.colleague(RoleKind.EDITOR, at=event)
    before = set(event.roles.values_list("pk", "user"))
    answer = browser.post(hand_over_of(event.roles.first() or Role()), {"to": to})
    assert (answer.status_code, set(event.roles.values_list("pk", "user"))) == (400, before)
    assert list(answer.context["form"].errors) == ["to"]


def test_changes_ask_for_the_token_of_the_page() -> None:
    event = rows.event()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows.colleague(RoleKind.COORDINATOR, at=event))
    role = event.roles.get()
    for address in (roles_address(event), end_of(role), hand_over_of(role)):
        assert browser.post(address, invitation()).status_code == 403
    assert (list(event.roles.all()), mail.outbox) == ([role], [])
