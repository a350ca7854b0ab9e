"""A change of the e-mail address, which both the old and the new address must confirm."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from time_machine import travel

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.models import EmailChange, Session, User
from config.running.periodic import PERIODIC_WORK
from tests.accounts.signing_in import link_in, secret_of, signed_in, somebody, who, without_token
from tests.refusals import no_longer_works

pytestmark = pytest.mark.django_db
CHANGE = "/account/email/change/"
CONFIRM = "/account/email/confirm/"
NEW = "new@example.org"


def ask(browser: Client, email: str = NEW) -> dict[str, str]:
    """Asks for a change and returns the links by the address that each was sent to."""
    mail.outbox.clear()
    assert browser.post(CHANGE, {"email": email}).headers["Location"] == "/account/"
    return {message.to[0]: link_in(message) for message in mail.outbox}


def agree(link: str, browser: Client | None = None) -> str:
    return (browser or Client()).post(CONFIRM, {"link": secret_of(link)}).content.decode()


def email_of(user: User) -> str:
    return User.objects.get(pk=user.pk).email


def test_both_addresses_are_asked(browser: Client) -> None:
    links = ask(browser)
    assert set(links) == {"maja@example.org", NEW}
    headers = urgency_headers(Urgency.CODE, useless_after=EmailChange.objects.get().expires_at)
    assert [letter.extra_headers for letter in mail.outbox] == [headers] * 2
    answer = Client().get(links[NEW])
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "If you confirm, the account maja@example.org will use the address new@example.org to sign in." in page


@pytest.mark.parametrize("order", [["maja@example.org", NEW], [NEW, "maja@example.org"]])
def test_address_changes_when_both_have_agreed(maja: User, browser: Client, order: list[str]) -> None:
    links = ask(browser)
    assert "Thank you. The address will change when the link sent to the other address has also been used." in agree(
        links[order[0]]
    )
    assert email_of(maja) == "maja@example.org"
    assert "The e-mail address is changed." in agree(links[order[1]])
    assert (email_of(maja), EmailChange.objects.count()) == (NEW, 0)
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        ["maja@example.org"],
        "Your e-mail address at Sojourn is changed",
    )
    assert "If it was not you, write to office@sojourn.invalid at once." in str(mail.outbox[-1].body)


def test_opening_the_page_confirms_nothing(maja: User, browser: Client) -> None:
    for link in ask(browser).values():
        assert Client().get(link).status_code == 200
    change = EmailChange.objects.get()
    assert (change.confirmed_old_at, change.confirmed_new_at, email_of(maja)) == (None, None, "maja@example.org")


def test_one_address_agreeing_twice_is_not_two(maja: User, browser: Client) -> None:
    links = ask(browser)
    for _ in range(2):
        agree(links[NEW])
    assert email_of(maja) == "maja@example.org"


def test_sessions_elsewhere_end(maja: User, browser: Client) -> None:
    elsewhere = signed_in(maja)
    links = ask(browser)
    agree(links["maja@example.org"])
    agree(links[NEW], browser)
    assert (who(browser), elsewhere.get("/account/").status_code) == (str(maja.pk), 302)
    assert Session.objects.filter(user=maja).count() == 1


def test_links_work_once_and_for_a_day(maja: User, browser: Client) -> None:
    links = ask(browser)
    with travel(time.time() + 25 * 3600):
        assert all(no_longer_works(Client().get(link)) for link in links.values())
    assert email_of(maja) == "maja@example.org"
    for link in links.values():
        agree(link)
    assert all(no_longer_works(Client().get(link)) for link in links.values())
    assert email_of(maja) == NEW


def test_asking_again_replaces_what_was_asked(maja: User, browser: Client) -> None:
    first = ask(browser)
    agree(first["maja@example.org"])
    second = ask(browser, "third@example.org")
    assert all(no_longer_works(Client().get(link)) for link in first.values())
    agree(second["third@example.org"])
    assert email_of(maja) == "maja@example.org"


def test_address_of_another_account_is_answered_alike_and_its_owner_gets_a_letter(maja: User, browser: Client) -> None:
    somebody("taken@example.org")
    answers, pages = [], set()
    for name in ("taken@example.org", NEW):
        mail.outbox.clear()
        answers.append(browser.post(CHANGE, {"email": name}))
        pages.add(without_token(browser.get("/account/")))
        if name == "taken@example.org":
            assert [(message.to, "link=" in str(message.body)) for message in mail.outbox] == [([name], False)]
    assert ({answer.status_code for answer in answers}, len(pages)) == ({302}, 1)


def test_address_that_was_taken_meanwhile_stays_with_whoever_has_it(maja: User, browser: Client) -> None:
    links = ask(browser)
    agree(links["maja@example.org"])
    other = somebody("NEW@example.org")
    assert "The address was not changed: another account now uses it." in agree(links[NEW])
    assert (email_of(maja), email_of(other)) == ("maja@example.org", "NEW@example.org")


def test_own_address_may_be_written_otherwise(maja: User, browser: Client) -> None:
    links = ask(browser, "Maja@example.org")
    assert set(links) == {"maja@example.org", "Maja@example.org"}
    for link in links.values():
        agree(link)
    assert email_of(maja) == "Maja@example.org"


def test_only_digests_of_the_links_are_kept(browser: Client) -> None:
    links = [secret_of(link) for link in ask(browser).values()]
    row = EmailChange.objects.get()
    assert set(links) & {row.old_link, row.new_link} == set()
    assert (len(row.old_link), len(row.new_link)) == (64, 64)


def test_change_that_is_not_confirmed_in_time_is_deleted(browser: Client) -> None:
    ask(browser)
    row = EmailChange.objects.get()
    forget = next(due.do for due in PERIODIC_WORK if due.name == "old changes of address")
    assert forget(row.expires_at - timedelta(seconds=1)) == 0
    assert forget(row.expires_at) == 1
    assert not EmailChange.objects.exists()


@pytest.mark.parametrize(
    ("email", "error"),
    [
        ("maja@example.org", "This is your address already. Type another one."),
        ("maja", "Enter a valid email address."),
        ("", "This field is required."),
    ],
)
def test_bad_address_is_shown_with_an_error(browser: Client, email: str, error: str) -> None:
    answer = browser.post(CHANGE, {"email": email})
    assert answer.context["form"].errors == {"email": [error]}
    assert mail.outbox == []


def test_name_is_changed(maja: User, browser: Client) -> None:
    assert browser.post("/account/name/", {"name": "Маја"}).headers["Location"] == "/account/"
    assert User.objects.get(pk=maja.pk).name == "Маја"
    answer = browser.post("/account/name/", {"name": "x" * 201})
    assert answer.context["form"].errors == {"name": ["Ensure this value has at most 200 characters (it has 201)."]}
