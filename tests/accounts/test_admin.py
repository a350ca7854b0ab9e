"""The administration of users."""

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db
ADD = "/admin/accounts/user/add/"
LIST = "/admin/accounts/user/"


@pytest.fixture
def boss() -> Client:
    return signed_in(rows.operator())


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def new_user(**facts: str) -> dict[str, str]:
    password = "a very good password"
    return {
        "email": "maja@example.org",
        "usable_password": "true",
        "password1": password,
        "password2": password,
        **facts,
    }


def change(user: User, *, page: str = "accounts_user_change") -> str:
    return reverse(f"admin:{page}", args=[user.pk])


def test_administration_bears_the_sites_name(boss: Client) -> None:
    page = boss.get("/admin/")
    assert (str(page.context["site_header"]), str(page.context["site_title"])) == ("Sojourn administration",) * 2


def test_user_is_added_by_address_and_signs_in(boss: Client) -> None:
    assert boss.post(ADD, new_user()).status_code == 302
    user = User.objects.get(email="maja@example.org")
    response = Client().post("/account/sign-in/", {"login": "MAJA@example.org", "password": "a very good password"})
    assert (response.status_code, response.headers["Location"], user.has_usable_password()) == (302, "/desk/", True)


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"email": "maja"}, {"email": ["Enter a valid email address."]}),
        ({"email": ""}, {"email": ["This field is required."]}),
        ({"email": "a\0@example.org"}, {"email": ["Enter a valid email address.", "Null characters are not allowed."]}),
        ({"password2": "another"}, {"password2": ["The two password fields didn’t match."]}),
        ({"email": "TAKEN@example.org"}, {"__all__": ["There is already a user with this e-mail address."]}),
        (
            {"name": "x" * 100_000},
            {"name": ["Ensure this value has at most 200 characters (it has 100000)."]},
        ),
    ],
)
def test_bad_input_is_shown_beside_the_field(boss: Client, facts: dict[str, str], errors: dict[str, Any]) -> None:
    User.objects.create_user("taken@example.org")
    response = boss.post(ADD, new_user(**facts))
    assert response.context["adminform"].form.errors == errors


def test_user_is_changed(boss: Client) -> None:
    user = rows.stranger()
    boss.post(change(user), {"email": "new@example.org", "name": "Maja", "is_active": "on", "is_superuser": "on"})
    user.refresh_from_db()
    assert (user.email, user.name, user.is_superuser) == ("new@example.org", "Maja", True)
    assert user.check_password("a good password")


def test_password_is_changed_for_another(boss: Client) -> None:
    user = rows.stranger()
    address = change(user, page="auth_user_password_change")
    fields = {"usable_password": "true", "password1": "an even better one", "password2": "an even better one"}
    assert boss.post(address, fields).status_code == 302
    user.refresh_from_db()
    assert user.check_password("an even better one")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [("/admin/password_change/", "/account/password/change/"), ("/admin/logout/", "/account/sign-out/")],
)
def test_own_password_and_signing_out_lead_to_the_account_pages(boss: Client, address: str, leads_to: str) -> None:
    assert boss.get(address).headers["Location"] == leads_to
    assert boss.post(address, {"new_password1": "an even better one"}).headers["Location"] == leads_to


def test_users_are_found_by_address_and_name(boss: Client) -> None:
    maja = rows.stranger(name="Маја")
    for term in (maja.email, "Маја"):
        assert list(boss.get(LIST, {"q": term}).context["cl"].result_list) == [maja]
    assert list(boss.get(LIST, {"is_superuser__exact": "0"}).context["cl"].result_list) == [maja]


def test_users_are_the_operators_alone() -> None:
    boss = rows.operator()
    browser = signed_in(rows.coordinator())
    fields = {"usable_password": "true", "password1": "an even better one", "password2": "an even better one"}
    pages = [LIST, ADD, change(boss), change(boss, page="accounts_user_delete")]
    assert {browser.get(address).status_code for address in pages} == {403}
    assert '<a href="/desk/">Back to the desk</a>' in browser.get(LIST).content.decode()
    assert browser.post(change(boss), {"email": "mine@example.org"}).status_code == 403
    assert browser.post(change(boss, page="auth_user_password_change"), fields).status_code == 403
    assert browser.post(change(boss, page="accounts_user_delete"), {"post": "yes"}).status_code == 403
    assert (
        browser.post(LIST, {"action": "delete_selected", "_selected_action": boss.pk, "post": "yes"}).status_code == 403
    )
    boss.refresh_from_db()
    assert boss.check_password("a good password")


def test_addresses_of_the_administration_hide_which_rows_exist(boss: Client) -> None:
    event = rows.event(slug="week")
    kind = ContentType.objects.get_for_model(event)
    assert is_not_found(boss.get(f"/admin/r/{kind.pk}/{event.pk}/"))


def test_nothing_is_offered_that_nothing_uses(boss: Client) -> None:
    (users,) = (app for app in boss.get("/admin/").context["app_list"] if app["app_label"] in {"accounts", "auth"})
    assert [model["object_name"] for model in users["models"]] == ["User"]
    fields = boss.get(change(rows.stranger())).context["adminform"].form.fields
    assert list(fields) == ["email", "name", "password", "is_active", "is_superuser", "row_tag"]
