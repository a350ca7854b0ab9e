"""The migration that gives stored addresses their one spelling: whoever had an account finds it again."""

import unicodedata
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from accounts.emails.addresses import ascii_host
from accounts.models import EmailChange, User

pytestmark = pytest.mark.django_db
NAME = "0002_addresses_have_one_spelling"
SOON = datetime(2030, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def models() -> Apps:
    """The models of the migration, which write an address as it is given."""
    loaded = MigrationExecutor(None).loader  # None reads the files alone
    return loaded.project_state([("accounts", NAME)]).apps


def users(models: Apps, *addresses: str) -> list[int]:
    model: Any = models.get_model("accounts", "User")
    return [model.objects.create(email=address).pk for address in addresses]


def rewrite(models: Apps) -> None:
    import_module(f"accounts.migrations.{NAME}").rewrite(models, connection.schema_editor())


def stored() -> list[str]:
    return list(User.objects.order_by("pk").values_list("email", flat=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Maja@xn--akovo-4ya.hr", "Maja@đakovo.hr"),
        ("maja@XN--AKOVO-4YA.HR", "maja@đakovo.hr"),
        ("maja@ĐAKOVO.hr", "maja@đakovo.hr"),
        ("kim@" + unicodedata.normalize("NFD", "서울.kr"), "kim@서울.kr"),
        (" ｍaja@example.org", "maja@example.org"),
        ("Maja@Example.org", "Maja@Example.org"),
    ],
)
def test_account_is_found_again_in_either_spelling_and_no_second_one_is_made(
    models: Apps, capsys: pytest.CaptureFixture[str], before: str, after: str
) -> None:
    [key] = users(models, before)
    rewrite(models)
    assert (stored(), capsys.readouterr().out) == ([after], "")
    for spelling in (before, after, after.upper()):
        assert User.objects.get_by_natural_key(spelling).pk == key
        with pytest.raises(ValidationError, match="already"):
            User.objects.create_user(spelling)


def test_addresses_that_collide_or_that_nobody_can_use_stay_and_are_told(
    models: Apps, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "a" * 241 + "\N{LATIN SMALL LIGATURE FFI}" * 3 + "@b.hr"
    addresses = ["ana@xn--akovo-4ya.hr", "ANA@đakovo.hr", "ivo@" + ascii_host("čakovec.hr"), "ivo@c\u030cakovec.hr"]
    ana, _other, ivo, twin, dotless, lengthy = users(models, *addresses, "majı@example.org", long)
    rewrite(models)
    assert stored() == [*addresses[:2], "ivo@čakovec.hr", addresses[3], "majı@example.org", long]
    nobody = "no mail can be sent to it, and nobody can sign in with it"
    assert capsys.readouterr().out.splitlines() == [
        f"accounts.User {ana}: email stays “{addresses[0]}”, as another user has “ana@đakovo.hr”. Give it another one.",
        f"accounts.User {twin}: email stays “{addresses[3]}”, as another user has “ivo@čakovec.hr”. Give it another one.",
        f"accounts.User {dotless}: email stays “majı@example.org”, as {nobody}. Give it another one.",
        f"accounts.User {lengthy}: email stays “{long}”, as {nobody}. Give it another one.",
    ]
    assert User.objects.with_email("ivo@čakovec.hr").get().pk == ivo


def test_change_that_waits_is_rewritten_too(models: Apps) -> None:
    [key] = users(models, "maja@example.org")
    change: Any = models.get_model("accounts", "EmailChange")
    change.objects.create(user_id=key, new_email="maja@xn--akovo-4ya.hr", old_link="a", new_link="b", expires_at=SOON)
    rewrite(models)
    assert EmailChange.objects.get().new_email == "maja@đakovo.hr"
