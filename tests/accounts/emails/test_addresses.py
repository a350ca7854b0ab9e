"""E-mail addresses: one spelling, and nothing that no mail can be sent to is taken, wherever it is typed."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.emails.addresses import compared_address, one_address, sendable_address, validate_address
from accounts.emails.fields import AddressFormField
from accounts.invitations import invite
from accounts.models import User
from tests.accounts.signing_in import somebody
from tests.factories import rows

NOT_TYPED = "Before the @, use only letters without accents, digits and signs: mail servers take no others."


@pytest.mark.parametrize(
    ("typed", "kept", "sent"),
    [
        (" Maja@Example.ORG ", "Maja@Example.ORG", "Maja@example.org"),
        ("ｍaja@example.org", "maja@example.org", "maja@example.org"),
        ("maja@Đakovo.hr", "maja@đakovo.hr", "maja@xn--akovo-4ya.hr"),
        ("maja@XN--akovo-4ya.hr", "maja@đakovo.hr", "maja@xn--akovo-4ya.hr"),
        ("info@gießen.de", "info@gießen.de", "info@xn--gieen-nqa.de"),
        ("kim@\u1109\u1165\u110b\u116e\u11af.kr", "kim@서울.kr", "kim@xn--2i4bq6h.kr"),
        ("ana@пошта。мкд", "ana@пошта.мкд", "ana@xn--80a1acn3a.xn--d1alf"),
        ("maja@exa\u200bmple.org", "maja@example.org", "maja@example.org"),
        ("maja@ex\u00adample。org", "maja@example.org", "maja@example.org"),
        ('"ana..b"@example.org', '"ana..b"@example.org', '"ana..b"@example.org'),
        ("o'neill+tours@example.org", "o'neill+tours@example.org", "o'neill+tours@example.org"),
    ],
)
def test_address_has_one_spelling_for_people_and_one_for_servers(typed: str, kept: str, sent: str) -> None:
    assert one_address(typed) == kept
    assert one_address(sent).lower() == kept.lower()
    assert sendable_address(kept) == sent
    assert AddressFormField().clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("majı@example.org", NOT_TYPED),
        ("мaja@example.org", NOT_TYPED),
        ("maja\u0301@example.org", NOT_TYPED),
        ('"a\x01b"@example.org', "Enter a valid email address."),
        ("maja", "Enter a valid email address."),
        ("@example.org", "Enter a valid email address."),
        ("a b@example.org", "Enter a valid email address."),
        ("maja@exa mple.org", "Enter a valid email address."),
        ("maja@-example.org", "Enter a valid email address."),
        ("maja@xn--.org", "Enter a valid email address."),
        ("maja@" + "đ" * 70 + ".org", "Enter a valid email address."),
        ("maja@" + "đ" * 60 + ".org", "Enter a valid email address."),
        ("maja@☃.example.org", "Enter a valid email address."),
        ("maja@\u202eexample.org", "Enter a valid email address."),
        ("maja@\ud800.example.org", "Enter a valid email address."),
        ("m" * 65 + "@example.org", "Enter a valid email address."),
        ("m@" + "e" * 60 + ".example" * 25 + ".org", "Enter a valid email address."),
        ("a@example.org, b@example.org", "Enter a valid email address."),
        ("maja@example.org\nBcc: eve@example.org", "Enter a valid email address."),
        ("maja\n@example.org", "Enter a valid email address."),
    ],
)
def test_what_no_mail_can_be_sent_to_is_refused(typed: str, says: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        AddressFormField().clean(typed)
    assert refusal.value.messages == [says]


@given(st.text())
def test_any_text_is_spelt_or_refused(text: str) -> None:
    assert one_address(one_address(text)) == one_address(text)
    compared_address(text)
    try:
        validate_address(text)
    except ValidationError:
        return
    assert sendable_address(one_address(text)).isascii()


@pytest.mark.django_db
def test_users_are_found_whatever_the_capitals_and_by_no_look_alike() -> None:
    kiss = somebody("Kiss@Đakovo.example.org")
    for spelling in ("kiss@đakovo.example.org", "KISS@ĐAKOVO.EXAMPLE.ORG", "kiss@xn--akovo-4ya.example.org"):
        assert User.objects.with_email(spelling).get() == kiss
    for other in (
        "kıss@đakovo.example.org",
        "kiſs@đakovo.example.org",
        "\N{KELVIN SIGN}iss@đakovo.example.org",
        "",
        "@",
    ):
        assert list(User.objects.with_email(other)) == []


@pytest.mark.django_db
def test_same_host_in_another_spelling_makes_no_second_account() -> None:
    somebody("ana@đakovo.example.org")
    with pytest.raises(ValidationError, match="already"):
        User.objects.create_user("ANA@xn--akovo-4ya.example.org", None)


@pytest.mark.django_db
def test_dotless_i_is_refused_wherever_it_is_typed() -> None:
    boss = rows.operator()
    browser = Client()
    browser.force_login(boss)
    pages = [
        ("/account/sign-in/", {"login": "majı@example.org", "password": "x"}, "login"),
        ("/account/password/reset/", {"email": "majı@example.org"}, "email"),
        ("/account/email/change/", {"email": "majı@example.org"}, "email"),
        ("/admin/accounts/user/add/", {"email": "majı@example.org"}, "email"),
    ]
    for address, typed, field in pages:
        reader = Client() if "sign-in" in address or "reset" in address else browser
        answer = reader.post(address, typed)
        context = answer.context
        form = context["adminform"].form if "adminform" in context else context["form"]
        assert (answer.status_code, form.errors[field]) == (200, [NOT_TYPED]), address
    with pytest.raises(ValidationError, match="Before the @"):
        invite("majı@example.org", name="", by=boss, to="the week")
    with pytest.raises(CommandError, match="Before the @"):
        call_command("createsuperuser", interactive=False, email="majı@example.org")
    assert (mail.outbox, User.objects.count()) == ([], 1)
