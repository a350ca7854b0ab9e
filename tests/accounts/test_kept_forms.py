"""Whoever was signed out while they typed at the desk gets it back after signing in, and sends it by a button of theirs."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any, NamedTuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from accounts.sessions import end_sessions
from announcements.models import Post
from participants.models import Delegate
from tests.accounts.signing_in import CODE, PASSWORD, SIGN_IN, code_now, with_app
from tests.factories import rows
from tests.participants import makers
from tours.models import AgendaItem, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
NEW_POST = "/desk/posts/new/"
TYPED = {
    "title": "“Week” & <b>weeks</b>",
    "about": "week",
    "language": "en",
    "body": "Half\r\nan hour.",
    "summary": "",
    "then": "save",
}
BACK = "/account/signed-in/"


class Work(NamedTuple):
    """A page of the desk, what is typed there, and what is stored once that is sent."""

    address: str
    typed: dict[str, Any]
    stored: Callable[[], Any]
    expected: Any
    status: int = 302


def facts(event: Event) -> Work:
    shown = {"slug": "week", "kind": "study_tour", "starts": "2017-09-04", "ends": "2017-09-08", "state": "planned"}
    more = {"city": "Seoul, Republic of Korea", "zone": "Asia/Seoul", "language": "en", "access": "public"}
    stored = Event.objects.filter(pk=event.pk).values_list("title", flat=True).get
    return Work(f"/desk/events/{event.uid}/facts/", {"title": "Days", **shown, **more}, stored, "Days")


def post(_event: Event) -> Work:
    return Work(NEW_POST, TYPED, Post.objects.values_list("body", flat=True).first, "Half\r\nan hour.")


def pasted_agenda(event: Event) -> Work:
    sent = {"text": "Monday 4 September 2017\r\n09:30-10:15 Opening", "step": "review"}
    shown = AgendaItem.objects.filter(event=event).count
    return Work(reverse("tours:desk_import", args=[event.uid]), sent, shown, 0, status=200)


def delegate(event: Event) -> Work:
    sent = {"card": "new", "name_on_card": "Driver Primer", "capacity": "driver"}
    stored = Delegate.objects.values_list("person__display_name", flat=True).first
    return Work(reverse("participants:register", args=[event.uid]), sent, stored, "Driver Primer")


class Typist:
    """A browser with the pages that it shows."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"})

    def sign_in(self, user: User, **fields: str) -> str:
        """Signs in by the page, and gives the address to which that leads."""
        sent = {"login": user.email, "password": PASSWORD, **fields, **token(self.client.get(SIGN_IN))}
        return str(self.client.post(SIGN_IN, sent).headers["Location"])

    def interrupted(self, user: User, address: str, typed: dict[str, Any], **extra: Any) -> Any:
        """The page that answers what they send of a form after their session has ended."""
        self.sign_in(user)
        shown = token(self.client.get(address))
        end_sessions(of=user)
        return self.client.post(address, {**typed, **shown}, **extra)

    def press(self, page: Any, **more: Any) -> Any:
        """Presses the only button of the page."""
        (address,) = re.findall(r'<form method="post" action="([^"]*)"', page.text)
        return self.client.post(unescape(address), {**hidden(page), **token(page), **more})


def token(page: Any) -> dict[str, str]:
    return {"csrfmiddlewaretoken": re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[-1]}


def hidden(page: Any) -> dict[str, list[str]]:
    """What the page's form carries, without the token."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page.text):
        found.setdefault(unescape(name), []).append(unescape(value))
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def heading(page: Any) -> tuple[int, str]:
    return page.status_code, re.findall(r"<h1>(.*)</h1>", page.text)[0]


def member(**role: Any) -> User:
    user = rows.colleague(role.pop("kind", RoleKind.COORDINATOR), **role)
    user.set_password(PASSWORD)
    user.save()
    return user


OUT = (401, "You were signed out")
READY = (403, "Send what you typed")


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Week", slug="week")


@pytest.fixture
def maja(event: Event) -> User:
    return member(at=event.programme)


@pytest.mark.parametrize("work_of", [facts, post, pasted_agenda, delegate])
def test_what_was_typed_is_sent_by_a_button_after_signing_in(event: Event, work_of: Callable[[Event], Work]) -> None:
    work, typist = work_of(event), Typist()
    user = member(at=event.programme, kind=RoleKind.REGISTRAR if work_of is delegate else RoleKind.COORDINATOR)
    before = work.stored()
    first = typist.interrupted(user, work.address, work.typed)
    arrived = typist.sign_in(user, next=BACK)
    second = typist.press(first)
    typed = {name: [value] for name, value in work.typed.items()}
    assert (heading(first), hidden(first), arrived) == (OUT, typed, BACK)
    assert (heading(second), hidden(second), work.stored()) == (READY, typed, before)
    assert (typist.press(second).status_code, work.stored()) == (work.status, work.expected)


def test_page_says_what_goes_where_and_as_whom(maja: User) -> None:
    of_rows = {"links-0-open_to": "staff", "place-453fc2051": "City Hall"}
    of_page = {"row_tag": "{}", "shown": "0f" * 16, "links-TOTAL_FORMS": "1"}
    typist = Typist()
    first = typist.interrupted(maja, f"{NEW_POST}?next=https://evil.example.org/", TYPED | of_rows | of_page)
    typist.sign_in(maja)
    page = typist.press(first)
    facts = re.findall(r"<dt>(.*?)</dt>((?:<dd.*?</dd>)+)", page.text, re.DOTALL)
    assert [(name, unescape(re.sub(r"</?dd[^>]*>", "", values))) for name, values in facts] == [
        ("Title", TYPED["title"]),
        ("About", "week"),
        ("Language", "en"),
        ("Body", TYPED["body"]),
        ("Then", "save"),
        ("Links 1: Open to", "staff"),
        ("Place", "City Hall"),
        ("Left empty", "Summary"),
        ("Goes to", f"{NEW_POST}?next=https://evil.example.org/"),
    ]
    assert f"You are signed in as {maja.email}." in page.text
    assert page.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_second_factor_is_asked_for_on_the_way(maja: User) -> None:
    typist = Typist()
    first = typist.interrupted(maja, NEW_POST, TYPED)
    with_app(maja)
    assert typist.sign_in(maja, next=BACK) == CODE
    assert heading(typist.press(first)) == OUT
    sent = {"code": code_now(), **token(typist.client.get(CODE))}
    assert typist.client.post(CODE, sent).headers["Location"] == BACK
    assert "Close this tab" in typist.client.get(BACK).text
    assert heading(typist.press(first)) == READY


def test_what_was_typed_waits_for_a_second_factor_that_is_due(maja: User, settings: Settings) -> None:
    typist = Typist()
    first = typist.interrupted(maja, NEW_POST, TYPED)
    typist.sign_in(maja)
    settings.SECOND_FACTOR_FOR = ["everyone"]
    waiting = typist.press(typist.press(first))
    assert heading(waiting) == (403, "Your account needs a second factor")
    assert typist.client.get(BACK).headers["Location"] == "/account/"
    with_app(maja)
    assert typist.press(waiting).status_code == 302
    assert Post.objects.count() == 1


def test_another_account_sends_within_its_own_rights(maja: User, event: Event) -> None:
    work, other, typist = facts(event), member(at=rows.event()), Typist()
    first = typist.interrupted(maja, work.address, work.typed)
    typist.sign_in(other)
    assert typist.press(typist.press(first)).status_code == 404
    assert work.stored() == "Week"


@pytest.mark.parametrize(
    "says",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example.org"},
        {"Origin": "null"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://testserver.example.org", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_nothing_is_kept_of_what_another_site_sends(maja: User, says: dict[str, str]) -> None:
    """Neither of somebody signed out, nor beside a session, where Django refuses it."""
    out = Client(headers=says).post(NEW_POST, TYPED)
    browser = Client(enforce_csrf_checks=True, headers=says)
    browser.force_login(maja)
    refused = browser.post(NEW_POST, TYPED)
    assert out.headers["Location"] == f"{SIGN_IN}?next={NEW_POST}"
    assert heading(refused) == (403, "The form could not be checked")
    assert "Half" not in refused.text


@pytest.mark.parametrize("says", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_either_header_says_that_a_form_is_from_here(says: dict[str, str]) -> None:
    assert heading(Client(headers=says).post(NEW_POST, TYPED)) == OUT


@pytest.mark.parametrize("address", ["/account/name/", "/admin/tours/event/add/", "/desk/nothing/"])
def test_only_forms_of_the_desk_are_kept(address: str) -> None:
    answer = Client(headers={"Sec-Fetch-Site": "same-origin"}).post(address, TYPED)
    assert "Half" not in answer.text


def test_no_password_and_no_code_is_kept() -> None:
    typed = {"title": "Week", "code": "123456", "password": "a", "new_password1": "b", "credential": "{}"}
    page = Client(headers={"Sec-Fetch-Site": "same-origin"}).post(NEW_POST, typed)
    assert hidden(page) == {"title": ["Week"]}


def test_files_are_chosen_again(maja: User) -> None:
    typist = Typist()
    typed = TYPED | {"file": [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]}
    first = typist.interrupted(maja, NEW_POST, typed)
    typist.sign_in(maja)
    second = typist.press(first)
    assert "On the next page you choose a.txt, b.txt again." in first.text
    assert '<label for="file-1">File: choose a.txt, b.txt again</label>' in second.text
    assert '<input type="file" name="file" id="file-1" multiple>' in second.text
    assert set(hidden(second)) == set(TYPED)


@pytest.mark.parametrize("typed", [{"body": "x" * 500_000}, {"body": ["x"] * 2_001}])
def test_what_is_too_much_to_keep_says_what_to_do(typed: dict[str, Any]) -> None:
    page = Client(headers={"Sec-Fetch-Site": "same-origin"}).post(NEW_POST, typed)
    assert heading(page) == (413, "Too much to keep here")
    assert hidden(page) == {}
    assert (
        "go back with your browser’s button. In most browsers what you typed still stands there: copy it." in page.text
    )
