"""Users are known by their e-mail address."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import User

pytestmark = pytest.mark.django_db


def test_user_signs_in_however_the_address_was_typed() -> None:
    user = User.objects.create_user(" Maja@Example.org ", "a good password")
    assert user.email == "Maja@Example.org"
    assert authenticate(username="maja@example.ORG", password="a good password") == user
    assert authenticate(username="maja@example.org", password="another") is None


def test_password_that_was_stored_composed_is_known_however_it_is_typed() -> None:
    user = User.objects.create_user("maja@example.org")
    user.password = make_password("a ﬁne caf\u00e9")
    assert [user.check_password(typed) for typed in ("a ﬁne cafe\u0301", "a ﬁne caf\u00e9", "a fine café")] == [
        True,
        True,
        False,
    ]


def test_inactive_user_does_not_sign_in() -> None:
    User.objects.create_user("maja@example.org", "a good password", is_active=False)
    assert authenticate(username="maja@example.org", password="a good password") is None


def test_user_without_a_password_cannot_sign_in() -> None:
    user = User.objects.create_user("maja@example.org")
    assert not user.has_usable_password()


def test_new_user_may_do_nothing_and_superuser_everything() -> None:
    user = User.objects.create_user("maja@example.org", "a good password")
    boss = User.objects.create_superuser("boss@example.org", "a good password")
    assert (user.is_active, user.is_superuser) == (True, False)
    assert (boss.is_active, boss.is_superuser) == (True, True)


@pytest.mark.parametrize("address", ["", "maja", "maja@", "a\0@example.org", "x" * 300 + "@example.org"])
def test_malformed_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        User.objects.create_user(address, "a good password")
    assert set(refusal.value.message_dict) == {"email"}


def test_address_is_taken_once_whatever_its_case() -> None:
    User.objects.create_user("maja@example.org", "a good password")
    with pytest.raises(ValidationError) as refusal:
        User.objects.create_user("MAJA@example.org", "a good password")
    assert refusal.value.messages == ["There is already a user with this e-mail address."]
    with pytest.raises(IntegrityError):
        User.objects.bulk_create([User(email="MAJA@example.org")])


def test_djangos_own_command_makes_a_superuser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a good password")
    call_command("createsuperuser", email="boss@example.org", interactive=False, verbosity=0)
    assert User.objects.get().is_superuser


def test_user_is_called_by_name_or_else_by_address() -> None:
    assert str(User(email="maja@example.org", name="Maja")) == "Maja"
    assert str(User(email="maja@example.org")) == "maja@example.org"
