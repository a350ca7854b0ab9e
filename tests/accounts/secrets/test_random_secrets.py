"""Secrets that let somebody in are kept as digests, and found by them."""

import hashlib

import pytest
from django.utils import timezone

from accounts.models import EmailChange, User
from accounts.secrets.random_secrets import digest_of, make_code, make_secret, row_with_secret
from tests.counting import asked

pytestmark = pytest.mark.django_db
FIELDS = ("old_link", "new_link")


@pytest.fixture
def change() -> EmailChange:
    facts = {"old_link": digest_of("a" * 64), "new_link": digest_of("sojourn_" + "b" * 64)}
    user = User.objects.create_user("maja@example.org")
    return EmailChange.objects.create(user=user, new_email="m@example.org", expires_at=timezone.now(), **facts)


def test_secret_has_256_random_bits_after_its_prefix() -> None:
    first, second = make_secret("sojourn_"), make_secret("sojourn_")
    assert first != second
    assert (first[:8], len(bytes.fromhex(first[8:])), len(bytes.fromhex(make_secret()))) == ("sojourn_", 32, 32)


@pytest.mark.parametrize(("drawn", "code"), [(999_999, "999999"), (7, "000007")])
def test_code_is_one_of_a_million_with_six_digits(monkeypatch: pytest.MonkeyPatch, drawn: int, code: str) -> None:
    monkeypatch.setattr("secrets.randbelow", lambda most: drawn % most)
    assert make_code() == code


def test_digest_is_that_of_the_whole_text() -> None:
    assert digest_of("sojourn_ab") == hashlib.sha256(b"sojourn_ab").hexdigest()


@pytest.mark.parametrize("secret", ["a" * 64, "sojourn_" + "b" * 64])
def test_row_is_found_by_one_query_in_whichever_field_keeps_the_digest(change: EmailChange, secret: str) -> None:
    with asked() as seen:
        assert row_with_secret(EmailChange.objects.all(), secret, *FIELDS) == change
    assert seen.queries == 1
    assert row_with_secret(EmailChange.objects.exclude(pk=change.pk), secret, *FIELDS) is None


@pytest.mark.parametrize("secret", ["c" * 64, digest_of("a" * 64), "b" * 64, "other_" + "b" * 64])
def test_nothing_else_opens_it(change: EmailChange, secret: str) -> None:
    """Neither its digest nor the secret without its prefix opens it."""
    assert row_with_secret(EmailChange.objects.all(), secret, *FIELDS) is None


@pytest.mark.parametrize("text", ["", "sojourn", "a" * 63, "A" * 64, "a" * 64 + "\n", "한\0", "\ud800" + "a" * 64])
def test_what_cannot_be_a_secret_is_not_asked_for(change: EmailChange, text: str) -> None:
    with asked() as seen:
        assert row_with_secret(EmailChange.objects.all(), text, *FIELDS) is None
    assert seen.queries == 0
