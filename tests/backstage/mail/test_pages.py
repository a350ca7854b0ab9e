"""The outbox at the desk: for operators, and in the demonstration for reading by everyone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.letters.urgency import Urgency
from backstage.models import MailState, OutgoingMail, Undeliverable
from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db
LIST = "/desk/mail/"


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(rows.operator())
    return client


def write(
    recipient: str = "maja@example.org", body: str = "Come at nine.", state: MailState = MailState.WAITING
) -> OutgoingMail:
    EmailMessage(f"To {recipient}", body, to=[recipient]).send()
    mail = OutgoingMail.objects.latest("pk")
    if state != MailState.WAITING:
        OutgoingMail.objects.filter(pk=mail.pk).update(state=state, settled_at=timezone.now(), reason="550 5.6.0 No")
    mail.refresh_from_db()
    return mail


def undeliverable(address: str = "maja@example.org") -> Undeliverable:
    return Undeliverable.objects.create(address=address, since=timezone.now(), reason="5.1.1 No such user")


def texts(page: str) -> str:
    """The text of the page without markup."""
    return " ".join(re.sub("<[^>]*>", " ", page).split())


def addresses(mail: OutgoingMail, blocked: Undeliverable) -> dict[str, str]:
    return {
        LIST: "GET",
        f"{LIST}{mail.pk}/": "GET",
        f"{LIST}{mail.pk}/retry/": "POST",
        f"{LIST}undeliverable/{blocked.pk}/clear/": "POST",
    }


def test_only_operators_get_in(client: Client) -> None:
    mail, blocked = write(state=MailState.GIVEN_UP), undeliverable()
    personas = {"anonymous": None, "stranger": rows.stranger(), "coordinator": rows.coordinator()}
    got = {}
    for name, user in personas.items():
        browser = Client()
        if user:
            browser.force_login(user)
        answers = [browser.generic(method, address) for address, method in addresses(mail, blocked).items()]
        got[name] = [answer.status_code for answer in answers]
    assert got == {"anonymous": [302] * 4, "stranger": [403] * 4, "coordinator": [403] * 4}
    mail.refresh_from_db()
    assert (mail.state, Undeliverable.objects.count()) == (MailState.GIVEN_UP, 1)


def test_an_operator_who_owes_a_second_factor_is_led_to_set_it_up(operator: Client, settings: Settings) -> None:
    mail, blocked = write(state=MailState.GIVEN_UP), undeliverable()
    settings.SECOND_FACTOR_FOR = ["operators"]
    answers = [operator.generic(method, address) for address, method in addresses(mail, blocked).items()]
    assert [(answer.status_code, answer.headers.get("Location")) for answer in answers] == [(302, "/account/")] * 4
    mail.refresh_from_db()
    assert (mail.state, Undeliverable.objects.count()) == (MailState.GIVEN_UP, 1)


def test_whoever_is_not_signed_in_is_led_to_the_list_afterwards(client: Client) -> None:
    mail = write()
    assert client.get(f"{LIST}?q=maja").url.endswith("?next=/desk/mail/%3Fq%3Dmaja")  # type: ignore[attr-defined]
    assert client.post(f"{LIST}{mail.pk}/retry/").url.endswith("?next=/desk/mail/")  # type: ignore[attr-defined]


def test_every_page_answers_to_its_method_alone_and_is_kept_by_no_cache(operator: Client) -> None:
    mail, blocked = write(), undeliverable()
    for address, method in addresses(mail, blocked).items():
        other = "POST" if method == "GET" else "GET"
        assert operator.generic(other, address).status_code == 405
        answer = operator.generic(method, address)
        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("key", [0, 7, 10**30])
def test_there_is_no_page_of_what_is_not_there(operator: Client, key: int) -> None:
    assert is_not_found(operator.get(f"{LIST}{key}/"))
    assert is_not_found(operator.post(f"{LIST}{key}/retry/"))
    assert is_not_found(operator.post(f"{LIST}undeliverable/{key}/clear/"))


def test_list_says_what_belongs_here_as_long_as_it_is_empty(operator: Client) -> None:
    page = operator.get(LIST).content.decode()
    assert "Mails that the site sends will be listed here. There are none yet." in page
    assert "<table" not in page


def test_list_counts_states_and_shows_each_mail(operator: Client) -> None:
    write("ana@example.org", state=MailState.GIVEN_UP)
    write("maja@example.org")
    page = texts(operator.get(LIST).content.decode())
    assert re.findall("(Waiting|Failed) (1) : ", page) == [("Waiting", "1"), ("Failed", "1")]
    assert re.findall(r"To \S+", page) == ["To maja@example.org", "To ana@example.org"]
    assert "Letter Failed 0 550 5.6.0 No" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?state=given_up", ["ana@example.org"]),
        ("?q=EXAMPLE+maja", ["maja@example.org"]),
        ("?q=example.org&state=waiting", ["maja@example.org"]),
        ("?q=zanzibar", []),
        ("?q=%25", []),
        ("?q=%00maja", ["maja@example.org", "ana@example.org"]),
        ("?urgency=3", ["ana@example.org"]),
        ("?urgency=4&state=waiting", ["maja@example.org"]),
        ("?urgency=9", ["maja@example.org", "ana@example.org"]),
        ("?state=none", ["maja@example.org", "ana@example.org"]),
        (f"?q={'x' * 201}", ["maja@example.org", "ana@example.org"]),
        ("?page=none", ["maja@example.org", "ana@example.org"]),
    ],
)
def test_list_is_narrowed_by_state_recipient_and_urgency(operator: Client, query: str, found: list[str]) -> None:
    write("ana@example.org", state=MailState.GIVEN_UP)
    bulk = write("maja@example.org")
    OutgoingMail.objects.filter(pk=bulk.pk).update(urgency=Urgency.BULK)
    page = operator.get(LIST + query).content.decode()
    assert re.findall(r">To (\S+)</a>", page) == found
    assert ("No mail matches." in page) is (not found)


def test_list_has_pages_that_keep_the_filters_and_costs_the_same_at_any_length(operator: Client) -> None:
    costs = []
    for number in (3, 60):
        for each in range(number):
            write(f"m{number}-{each}@example.org")
        undeliverable(f"m{number}@example.org")
        with asked() as counted:
            page = operator.get(f"{LIST}?q=m&state=waiting").content.decode()
        costs.append((counted.queries, counted.rows()))
    # Session, user; number, rows; states; number and rows of addresses that take no mail.
    assert costs == [(7, 1 + 1 + 1 + 3 + 1 + 1 + 1), (7, 1 + 1 + 1 + 50 + 1 + 1 + 2)]
    assert 'rel="next" href="?q=m&amp;state=waiting&amp;page=2"' in page
    assert len(re.findall(r">To (\S+)</a>", page)) == 50


def test_list_does_not_read_the_contents(operator: Client) -> None:
    write()
    with asked() as counted:
        operator.get(LIST)
    assert [sql for sql, _params in counted.statements if '"content"' in sql] == []


def test_page_of_a_mail_shows_its_words_and_headers(operator: Client) -> None:
    mail = write(body="Come at nine, Đorđe <b>.")
    page = operator.get(mail.get_absolute_url()).content.decode()
    assert '<div class="mail-text">Come at nine, Đorđe &lt;b&gt;.' in page
    shown = texts(page)
    assert f"Message-ID {mail.message_id.replace('<', '&lt;').replace('>', '&gt;')}" in shown
    assert "Auto-Submitted auto-generated" in shown
    assert "Send it again" not in shown


def test_long_name_is_shown_as_it_was_written(operator: Client) -> None:
    name = "ZZZZZĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐĐ서서서서"
    mail = write(f"{name} <maja@example.org>")
    page = operator.get(mail.get_absolute_url()).content.decode()
    assert f"<dt>To</dt><dd>{name} &lt;maja@example.org&gt;</dd>" in page


def test_text_with_a_link_is_shown_to_no_operator(operator: Client) -> None:
    mail = write(body="Open https://example.org/reset/abc")
    page = operator.get(mail.get_absolute_url()).content.decode()
    assert "reset/abc" not in page
    assert "The text is not shown: it holds a link, a code or a file" in page
    OutgoingMail.objects.update(content=b"", state=MailState.SENT, settled_at=timezone.now())
    assert (
        "The text is gone: it held a link, a code or a file" in operator.get(mail.get_absolute_url()).content.decode()
    )


def write_with_calendar() -> OutgoingMail:
    mail = EmailMultiAlternatives("Visit moved", "Dear Đorđe, the visit is moved.", to=["maja@example.org"])
    mail.attach_alternative("<p>Dear Đorđe, the visit is moved.</p>", "text/html")
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nATTENDEE;CN=Maja:mailto:m@example.org\r\nEND:VCALENDAR\r\n"
    mail.attach_alternative(calendar, "text/calendar; method=REQUEST; component=VEVENT")
    mail.send()
    return OutgoingMail.objects.get()


def test_nothing_of_a_mail_with_a_calendar_is_shown_to_an_operator_but_its_headers(operator: Client) -> None:
    page = operator.get(write_with_calendar().get_absolute_url()).content.decode()
    assert "The text is not shown: it holds a link, a code or a file" in page
    assert [words for words in ("Đorđe", "visit is", "CN=Maja", "mailto:m@", "VCALENDAR") if words in page] == []


def test_demonstration_shows_the_words_of_a_mail_with_a_calendar(operator: Client, settings: Settings) -> None:
    settings.MODE = "demo"
    page = operator.get(write_with_calendar().get_absolute_url()).content.decode()
    assert '<div class="mail-text">Dear Đorđe, the visit is moved.</div>' in page
    assert [words for words in ("CN=Maja", "VCALENDAR", "text/calendar") if words in page] == []


def test_operator_sends_again_what_was_given_up(operator: Client) -> None:
    mail = write(state=MailState.GIVEN_UP)
    page = operator.get(mail.get_absolute_url()).content.decode()
    assert "550 5.6.0 No" in page
    assert f'action="{LIST}{mail.pk}/retry/"' in page
    answer = operator.post(f"{LIST}{mail.pk}/retry/", follow=True)
    assert "The mail will be sent again." in answer.content.decode()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.settled_at) == (MailState.WAITING, 0, None)


def test_page_says_how_urgent_a_mail_is_and_until_when_it_is_of_use(operator: Client) -> None:
    mail = write()
    shown = texts(operator.get(mail.get_absolute_url()).content.decode())
    assert ("Urgency Letter Created" in shown, "Not sent after" in shown) == (True, False)
    OutgoingMail.objects.update(urgency=Urgency.CODE, useless_after=datetime(2017, 9, 4, 12, tzinfo=UTC))
    shown = texts(operator.get(mail.get_absolute_url()).content.decode())
    assert ("Urgency Code Created" in shown, "Not sent after 4 Sep 2017 12:00 UTC" in shown) == (True, True)


def test_mail_that_came_too_late_is_not_sent_again(operator: Client) -> None:
    mail = write(state=MailState.GIVEN_UP)
    OutgoingMail.objects.update(useless_after=timezone.now())
    assert "Send it again" not in operator.get(mail.get_absolute_url()).content.decode()
    answer = operator.post(f"{LIST}{mail.pk}/retry/", follow=True)
    assert "This mail cannot be sent again. Repeat the action that sent it." in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == MailState.GIVEN_UP


@pytest.mark.parametrize("state", [MailState.SENT, MailState.WAITING, MailState.BOUNCED])
def test_what_was_sent_or_waits_is_not_sent_again(operator: Client, state: MailState) -> None:
    mail = write(state=state)
    answer = operator.post(f"{LIST}{mail.pk}/retry/", follow=True)
    assert "This mail cannot be sent again." in answer.content.decode()
    mail.refresh_from_db()
    assert mail.state == state


def test_operator_clears_an_address_that_took_no_mail(operator: Client) -> None:
    blocked, other = undeliverable(), undeliverable("ana@example.org")
    mail = write(state=MailState.REFUSED)
    button = f'action="{LIST}undeliverable/{blocked.pk}/clear/"'
    for address in (LIST, mail.get_absolute_url()):
        page = operator.get(address).content.decode()
        assert button in page
        assert "5.1.1 No such user" in page
    answer = operator.post(f"{LIST}undeliverable/{blocked.pk}/clear/", follow=True)
    assert "Mail to maja@example.org is allowed again." in answer.content.decode()
    assert list(Undeliverable.objects.all()) == [other]


def test_posting_without_the_form_s_token_is_refused() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(rows.operator())
    mail = write(state=MailState.GIVEN_UP)
    assert browser.post(f"{LIST}{mail.pk}/retry/").status_code == 403
    mail.refresh_from_db()
    assert mail.state == MailState.GIVEN_UP


def test_demonstration_lets_everyone_read_and_nobody_but_operators_act(client: Client, settings: Settings) -> None:
    settings.MODE = "demo"
    message = EmailMultiAlternatives("Reset", "Open https://example.org/reset/abc now", to=["maja@example.org"])
    message.attach_alternative("<p>Open</p>", "text/html")
    message.send()
    mail, blocked = OutgoingMail.objects.get(), undeliverable()
    page = client.get(LIST).content.decode()
    assert "This is a demonstration: it sends no mail." in page
    assert re.findall("Demonstration only 1 : Demonstration only", texts(page)) == [
        "Demonstration only 1 : Demonstration only"
    ]
    assert "AnonymousUser" not in page
    assert "<button" not in page.partition('id="main"')[2].partition("<table")[2]
    shown = client.get(mail.get_absolute_url()).content.decode()
    assert '<a href="https://example.org/reset/abc" rel="nofollow">https://example.org/reset/abc</a> now' in shown
    assert "The same is sent as HTML too." in shown
    assert client.post(f"{LIST}undeliverable/{blocked.pk}/clear/").status_code == 302
    assert Undeliverable.objects.count() == 1


def test_demonstration_shows_no_link_that_was_meant_to_leave(client: Client, settings: Settings) -> None:
    mail = write(body="Open https://example.org/reset/abc")
    settings.MODE = "demo"
    assert "reset/abc" not in client.get(mail.get_absolute_url()).content.decode()


def test_operators_find_the_outbox_in_the_desk_s_navigation(operator: Client) -> None:
    link = f'<a href="{LIST}">Mail</a>'
    assert link in operator.get("/desk/").content.decode()
    other = Client()
    other.force_login(rows.coordinator())
    assert link not in other.get("/desk/").content.decode()


def test_mail_that_waits_says_when_it_is_tried_next(operator: Client) -> None:
    mail = write()
    OutgoingMail.objects.update(next_at=mail.created_at + timedelta(minutes=1))
    moment = f"{mail.created_at + timedelta(minutes=1):%-d %b %Y %H:%M} UTC"
    assert f"Next attempt {moment}" in texts(operator.get(mail.get_absolute_url()).content.decode())
