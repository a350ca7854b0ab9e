"""Signing in by code, the list of all that a mailbox serves, the code before private pages, links sent again, and leaving."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from participants.links.sessions import open_visit_by_code
from participants.models import Delegate, DelegateContact, LinkSession
from participants.vocabulary import Whose
from tests.accounts.signing_in import without_token
from tests.participants.entering.mailboxes import SECRETARY, addresses_in, code_in, delegate_of, point_of
from tests.participants.visits import coming_event, proven_visitor, visitor
from tours.models import Event

pytestmark = pytest.mark.django_db
CODE, ENTER, MAILBOX, CHOOSE, PROVE, AGAIN = (
    "/d/code/",
    "/d/code/enter/",
    "/d/mailbox/",
    "/d/mailbox/choose/",
    "/d/prove/",
    "/d/again/",
)

UNKNOWN = "nobody@example.org"


@pytest.fixture(autouse=True)
def _no_attempt_is_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def event() -> Event:
    return coming_event(title="Smart City Week")


@pytest.fixture
def mayor(event: Event) -> Delegate:
    return delegate_of(SECRETARY, "Đorđe Čačak", event=event, whose=Whose.ASSISTANT)


@pytest.fixture
def ana(event: Event) -> Delegate:
    return delegate_of(SECRETARY, "Ana Primer", event=event)


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def code_sent(client: Client, mailoutbox: list[Any], email: str = SECRETARY) -> str:
    mailoutbox.clear()
    assert client.post(CODE, {"email": email}).status_code == 200
    return code_in(mailoutbox[0])


def test_code_leads_to_all_that_the_mailbox_serves(
    client: Client, mayor: Delegate, ana: Delegate, mailoutbox: list[Any]
) -> None:
    point = point_of(SECRETARY, mayor.event)
    code = code_sent(client, mailoutbox)
    answer = client.post(ENTER, {"email": SECRETARY, "code": f" {code[:3]} {code[3:]} "})
    assert (answer.status_code, answer["Location"]) == (302, MAILBOX)
    page = client.get(MAILBOX)
    groups = [(title, [line.key for line in lines]) for title, lines in page.context["groups"]]
    assert groups == [
        ("My tours", [f"d-{ana.pk}"]),
        ("People whom I assist", [f"d-{mayor.pk}"]),
        ("Invitations that I answer", [f"f-{point.pk}"]),
    ]
    assert client.get("/d/")["Location"] == MAILBOX


def test_one_is_chosen_at_a_time(mayor: Delegate, ana: Delegate) -> None:
    client = proven_visitor(mayor, mailbox=SECRETARY)
    long_ago = timezone.now() - timedelta(days=3)
    LinkSession.objects.update(proven_at=long_ago)
    assert "You are here as Đorđe Čačak. Another choice ends that." in text(client.get(MAILBOX))
    answer = client.post(CHOOSE, {"holder": f"d-{ana.pk}"})
    visit = LinkSession.objects.get()
    assert (answer["Location"], answer["Clear-Site-Data"]) == ("/d/", '"storage"')
    assert (visit.holder, visit.mailbox, visit.proven_at) == (ana, SECRETARY, long_ago)


def test_pages_say_for_whom_a_code_came_to_the_mailbox_of_an_assistant(
    client: Client, mayor: Delegate, ana: Delegate, mailoutbox: list[Any]
) -> None:
    client.post(ENTER, {"email": SECRETARY, "code": code_sent(client, mailoutbox)})
    said = []
    for row in (mayor, ana):
        client.post(CHOOSE, {"holder": f"d-{row.pk}"})
        said.append("You are here for Đorđe Čačak" in text(client.get("/d/")))
    assert said == [True, False]


def test_pages_say_for_whom_a_code_of_the_assistant_opens_what_is_private(
    mayor: Delegate, mailoutbox: list[Any]
) -> None:
    DelegateContact.objects.create(delegate=mayor, email="mayor@example.org")
    client, said = visitor(mayor, email="mayor@example.org"), []
    for mailbox in ("own", "assistant", "own"):
        client.post(PROVE, {"mailbox": mailbox})
        client.post(PROVE, {"mailbox": mailbox, "code": code_in(mailoutbox[-1])})
        said.append("You are here for Đorđe Čačak" in text(client.get("/d/me/details/")))
    assert said == [False, True, False]


def test_choosing_a_focal_point_leads_to_their_pages(mayor: Delegate) -> None:
    point = point_of(SECRETARY, mayor.event)
    client = proven_visitor(mayor, mailbox=SECRETARY)
    answer = client.post(CHOOSE, {"holder": f"f-{point.pk}"})
    assert (answer["Location"], client.get("/f/").status_code, client.get("/d/").status_code) == ("/f/", 200, 200)
    cookie = answer.cookies["focal-point"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/f/", True, "Lax")


def test_whom_the_mailbox_does_not_serve_cannot_be_chosen(mayor: Delegate, event: Event) -> None:
    other = delegate_of("other@example.org", "Eva Primer", event=event)
    client = proven_visitor(mayor, mailbox=SECRETARY)
    sent = [f"d-{other.pk}", "", "d-", "x", "d-987654321", "\0"]
    assert [client.post(CHOOSE, {"holder": key}).status_code for key in sent] == [404] * 6


def test_link_alone_does_not_show_what_the_mailbox_serves(mayor: Delegate) -> None:
    client = visitor(mayor, email=SECRETARY)
    answers = [client.get(MAILBOX), client.post(CHOOSE, {"holder": f"d-{mayor.pk}"})]
    assert [answer["Location"] for answer in answers] == [f"{PROVE}?next=%2Fd%2Fmailbox%2F"] * 2


def test_wrong_code_says_so_and_keeps_the_address(client: Client, ana: Delegate, mailoutbox: list[Any]) -> None:
    code = code_sent(client, mailoutbox)
    wrong = [f"{(int(code) + 1) % 10**6:06}", "12345", "abcdef", "", "١٢٣٤٥٦"]
    answers = [client.post(ENTER, {"email": SECRETARY, "code": typed}) for typed in wrong]
    assert [answer.status_code for answer in answers] == [400] * 5
    assert "This is not the code, or it is too old." in text(answers[0])
    assert f'name="email" value="{SECRETARY}"' in text(answers[0])
    assert client.post(ENTER, {"email": SECRETARY, "code": code}).status_code == 302


def test_code_page_without_an_address_begins_again(client: Client) -> None:
    answers = [client.get(ENTER), client.post(ENTER, {"code": "123456"}), client.post(CODE, {"email": "no"})]
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (302, CODE),
        (302, CODE),
        (400, None),
    ]


@pytest.mark.parametrize("page", [CODE, AGAIN])
def test_unknown_address_is_answered_as_a_known_one(
    client: Client, ana: Delegate, page: str, mailoutbox: list[Any]
) -> None:
    mailoutbox.clear()
    known, unknown = (client.post(page, {"email": email}) for email in (SECRETARY, UNKNOWN))
    assert without_token(known, SECRETARY) == without_token(unknown, UNKNOWN)
    assert (known.status_code, unknown.status_code, len(mailoutbox)) == (200, 200, 1)


def test_link_that_is_sent_again_opens(client: Client, mayor: Delegate, ana: Delegate, mailoutbox: list[Any]) -> None:
    mailoutbox.clear()
    client.post(AGAIN, {"email": SECRETARY.title()})
    pages = [client.get(f"/{address}") for address in addresses_in(mailoutbox)]
    assert sorted(page.context["of"]["name"] for page in pages) == ["Ana Primer", "Đorđe Čačak"]


def asked_from_anywhere(page: str, email: str, times: int) -> int:
    """How often it was answered, before the mailbox had asked too often."""
    return asked(page, email, [f"192.0.2.{number}" for number in range(times)])


def asked(page: str, email: str, sources: list[str]) -> int:
    times = len(sources)
    answers = [Client(REMOTE_ADDR=source).post(page, {"email": email}) for source in sources]
    answered = [answer.status_code for answer in answers].count(200)
    assert [answer.status_code for answer in answers] == [200] * answered + [429] * (times - answered)
    return answered


@pytest.mark.parametrize("email", [SECRETARY, UNKNOWN])
@pytest.mark.parametrize(("page", "an_hour", "a_day"), [(CODE, 5, 20), (AGAIN, 3, 10)])
def test_mail_is_asked_for_so_often_an_hour_and_from_one_source_a_day(
    ana: Delegate, page: str, email: str, an_hour: int, a_day: int
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        answered = []
        for _hour in range(5):
            answered.append(asked(page, email, ["192.0.2.1"] * (an_hour + 1)))
            clock.shift(timedelta(hours=1))
        assert (answered[0], sum(answered)) == (an_hour, a_day)
        assert asked(page, email, ["198.51.100.7"]) == 1  # the owner, from elsewhere
        clock.shift(timedelta(days=1))
        assert asked(page, email, ["192.0.2.1"] * (an_hour + 1)) == an_hour


@pytest.mark.parametrize(("filled", "other"), [(CODE, AGAIN), (AGAIN, CODE)])
def test_whoever_fills_a_mailbox_keeps_its_owner_out_of_no_other_way(ana: Delegate, filled: str, other: str) -> None:
    assert asked_from_anywhere(filled, SECRETARY, 6) < 6
    answers = [Client().post(other, {"email": SECRETARY}), visitor(ana).post(PROVE, {"mailbox": "own"})]
    assert [answer.status_code for answer in answers] == [200, 200]


def test_secretary_asks_for_codes_of_many_visits(event: Event) -> None:
    rows = [delegate_of(SECRETARY, f"Name {number}", event=event, whose=Whose.ASSISTANT) for number in range(3)]
    visits = [visitor(row, email=SECRETARY, whose=Whose.ASSISTANT) for row in rows]
    asked = [visits[number % 3].post(PROVE, {"mailbox": "assistant"}).status_code for number in range(21)]
    assert asked == [200] * 20 + [429]


def test_codes_are_typed_ten_times_in_five_minutes(ana: Delegate) -> None:
    sent = {"email": SECRETARY, "code": "123456"}
    tried = [Client(REMOTE_ADDR=f"192.0.2.{number}").post(ENTER, sent).status_code for number in range(12)]
    assert tried == [400] * 10 + [429] * 2


def test_private_page_asks_for_a_code_to_a_mailbox_of_the_holder(mayor: Delegate, mailoutbox: list[Any]) -> None:
    """Whoever was forwarded the link reads no other mailbox, and learns no whole address."""
    DelegateContact.objects.create(delegate=mayor, email="mayor@example.org")
    client = visitor(mayor, email=SECRETARY)
    where = f"{PROVE}?next=/d/needs/"
    page = text(client.get(where))
    assert [words in page for words in ("o…@r….org", "m…@e….org", "mayor@", "office@")] == [True, True, False, False]
    mailoutbox.clear()
    client.post(where, {"mailbox": "own"})
    [mail] = mailoutbox
    assert mail.to == ["mayor@example.org"]
    answer = client.post(where, {"mailbox": "own", "code": code_in(mail)})
    visit = LinkSession.objects.get()
    assert (answer["Location"], visit.mailbox, visit.proven_at is not None) == (
        "/d/needs/",
        "mayor@example.org",
        True,
    )


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "/desk/",
        "/f/",
        "//evil.example.org/d/",
        "https://evil.example.org/d/",
        "/d/../desk/",
        "/d\\evil",
        "javascript:1",
    ],
)
def test_proof_leads_nowhere_else(ana: Delegate, wanted: str, mailoutbox: list[Any]) -> None:
    client = visitor(ana, email=SECRETARY)
    mailoutbox.clear()
    client.post(PROVE, {"mailbox": "own"})
    answer = client.post(f"{PROVE}?next={wanted}", {"mailbox": "own", "code": code_in(mailoutbox[0])})
    assert answer["Location"] == "/d/"


def test_wrong_proof_is_refused(ana: Delegate) -> None:
    client = visitor(ana, email=SECRETARY)
    sent = [{"mailbox": "own", "code": "123456"}, {"mailbox": "assistant", "code": "123456"}, {"mailbox": "x"}]
    assert [client.post(PROVE, data).status_code for data in sent] == [400, 200, 400]
    assert LinkSession.objects.get().proven_at is None


def test_holder_without_a_mailbox_is_told_whom_to_ask(ana: Delegate) -> None:
    ana.contacts.all().delete()
    assert "Ask whoever invited you to note yours." in text(visitor(ana).get(PROVE))


def test_focal_point_proves_their_mailbox(event: Event, mailoutbox: list[Any]) -> None:
    client = visitor(point_of(SECRETARY, event))
    mailoutbox.clear()
    client.post("/f/prove/", {"mailbox": "own"})
    answer = client.post("/f/prove/?next=/f/x/", {"mailbox": "own", "code": code_in(mailoutbox[0])})
    assert answer["Location"] == "/f/x/"


def test_leaving_ends_the_visit_and_no_account(ana: Delegate) -> None:
    client = visitor(ana)
    answer = client.post("/d/leave/")
    cookie = answer.cookies["delegate"]
    assert (answer.status_code, answer["Clear-Site-Data"]) == (200, '"storage"')
    assert (cookie["max-age"], cookie["path"], "sessionid" in answer.cookies) == (0, "/d/", False)
    assert (LinkSession.objects.count(), client.get("/d/").status_code) == (0, 401)
    assert client.post("/d/leave/").status_code == 200


def test_code_ends_the_visit_of_before(ana: Delegate, mailoutbox: list[Any]) -> None:
    client = visitor(ana)
    assert "You are here as Ana Primer. Signing in with a code ends that." in text(client.get(CODE))
    code = code_sent(client, mailoutbox)
    answer = client.post(ENTER, {"email": SECRETARY, "code": code})
    assert (answer["Clear-Site-Data"], LinkSession.objects.get().is_of_nobody) == ('"storage"', True)


@pytest.mark.parametrize("others", [1, 4])
def test_list_of_a_mailbox_costs_four_queries(
    event: Event, ana: Delegate, others: int, django_assert_num_queries: Any
) -> None:
    for number in range(others):
        delegate_of(SECRETARY, f"Primer {number}", event=event)
    client = proven_visitor(ana, mailbox=SECRETARY)
    with django_assert_num_queries(4):
        client.get(MAILBOX)


def test_mailbox_that_serves_nobody_any_more_says_so() -> None:
    _visit, secret = open_visit_by_code("nobody@example.org")
    client = Client()
    client.cookies["delegate"] = secret
    assert "Nothing is open for this mailbox at the moment." in text(client.get(MAILBOX))
