"""The outbox at the desk: a user who forgot a password reads the demonstration's mail; an operator handles bounced
mails.
"""

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from backstage.models import MailState, OutgoingMail, Undeliverable
from tests.browser.looking import assert_sound, sign_in
from tests.factories import rows

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"


def test_mail_of_a_demonstration_is_read_without_signing_in(
    page: Page, live_server: LiveServer, settings: Settings
) -> None:
    settings.MODE = "demo"
    link = f"{live_server.url}/news/"
    EmailMessage("Set a new password", f"Open {link} now.", to=["a.very.long.address.indeed@example.org"]).send()
    page.goto(f"{live_server.url}/desk/mail/")
    assert_sound(page)
    page.get_by_role("link", name="Set a new password").click()
    assert_sound(page)
    page.get_by_role("link", name=link).click()
    expect(page).to_have_url(link)


def test_operator_sends_again_what_an_address_refused_for_a_while(page: Page, live_server: LiveServer) -> None:
    EmailMessage("Come at nine", "Come at nine.", to=["maja@example.org"]).send()
    refused = {"state": MailState.REFUSED, "settled_at": timezone.now(), "reason": "5.2.2 Mailbox full"}
    OutgoingMail.objects.update(**refused)
    Undeliverable.objects.create(address="maja@example.org", since=timezone.now(), reason="5.2.2 Mailbox full")
    sign_in(page, live_server, rows.operator())
    page.goto(f"{live_server.url}/desk/mail/")
    assert_sound(page)
    page.get_by_role("button", name="maja@example.org").click()
    expect(page.get_by_role("status")).to_have_text("Mail to maja@example.org is allowed again.")
    page.get_by_role("link", name="Come at nine").click()
    assert_sound(page)
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("status")).to_have_text("The mail will be sent again.")
    assert [mail.state for mail in OutgoingMail.objects.all()] == [MailState.WAITING]
    assert not Undeliverable.objects.exists()
