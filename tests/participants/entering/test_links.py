"""Opening a personal link: GET shows whose it is, and *Continue* opens a visit and does nothing more."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from backstage.models import AuditEntry
from participants.letters.to_registrars.happenings import What, happenings
from participants.links.making import make_link
from participants.models import AccessLink, Delegate, LinkSession, SeenEdition
from participants.vocabulary import LinkEnd, Whose
from tests.factories import rows
from tests.participants.entering.mailboxes import SECRETARY, delegate_of, point_of
from tests.participants.visits import coming_event, proven_visitor, visitor
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
OPEN, NOT_MINE = "/d/open/", "/d/open/not-mine/"


@pytest.fixture
def mayor() -> Delegate:
    event = coming_event(title="Smart City Week")
    rows.colleague(RoleKind.EDITOR, at=event)
    return delegate_of(SECRETARY, "Đorđe Čačak", event=event)


def address(holder: Any, page: str = OPEN, *, email: str = SECRETARY, whose: Whose = Whose.OWN) -> str:
    return f"{page}?key={make_link(holder, email=email, whose=whose)[1]}"


def who_registers(*kinds: RoleKind) -> list[str]:
    """The addresses of the users with one of the roles. All are of the one programme, or of the one event."""
    asked = kinds or (RoleKind.COORDINATOR, RoleKind.REGISTRAR)
    return [user.email for user in User.objects.filter(roles__kind__in=asked)]


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_page_says_whose_link_it_is_and_names_no_mailbox(client: Client, mayor: Delegate) -> None:
    html = text(client.get(address(mayor)))
    found = [words in html for words in ("<h1>Smart City Week</h1>", "Đorđe Čačak, Town", "o…@r….org", "Continue")]
    assert (found, SECRETARY in html) == ([True] * 4, False)


def test_page_for_an_assistant_says_for_whom(client: Client, mayor: Delegate) -> None:
    words = "You got this link as the assistant of Đorđe Čačak."
    assert words in text(client.get(address(mayor, whose=Whose.ASSISTANT)))
    assert words not in text(client.get(address(mayor)))


def test_page_for_a_focal_point_says_city_and_programme(client: Client) -> None:
    event = coming_event()
    html = text(client.get(address(point_of(SECRETARY, event), "/f/open/")))
    assert f"<h1>{event.programme.name}</h1>" in html
    assert "Ana Primer, Rijeka" in html


def test_link_of_one_area_opens_nothing_in_another(client: Client, mayor: Delegate) -> None:
    assert client.get(address(mayor, "/f/open/")).status_code == 410
    assert client.get(address(point_of(SECRETARY, mayor.event))).status_code == 410


def test_continue_opens_a_visit_and_changes_nothing_else(client: Client, mayor: Delegate) -> None:
    before = Delegate.objects.filter(pk=mayor.pk).values().get()
    entries = AuditEntry.objects.count()
    where = address(mayor)
    assert client.get(where).status_code == 200
    assert LinkSession.objects.count() == 0
    answer = client.post(where)
    assert (answer.status_code, answer["Location"], client.get("/d/").status_code) == (302, "/d/", 200)
    assert Delegate.objects.filter(pk=mayor.pk).values().get() == before
    assert (SeenEdition.objects.count(), AuditEntry.objects.count()) == (0, entries + 1)  # that the link was made


def test_scanner_spends_nothing(mayor: Delegate) -> None:
    where, scanner, reader = address(mayor), Client(), Client()
    assert [scanner.get(where).status_code, scanner.post(where).status_code] == [200, 302]
    assert scanner.post(where.replace(OPEN, NOT_MINE)).status_code == 400
    assert [reader.post(where).status_code, reader.get("/d/").status_code] == [302, 200]


def test_account_beside_it_stays_as_it_was(client: Client, mayor: Delegate) -> None:
    user = rows.coordinator()
    client.force_login(user)
    client.post(address(mayor))
    assert client.get("/desk/").status_code == 200
    assert client.session["_auth_user_id"] == str(user.pk)


def test_page_says_who_is_here_and_continue_ends_that(mayor: Delegate) -> None:
    client = visitor(delegate_of(SECRETARY, "Ana Primer", event=mayor.event))
    where = address(mayor)
    assert "You are here as Ana Primer. Continue as Đorđe Čačak ends that." in text(client.get(where))
    answer = client.post(where)
    assert (answer["Clear-Site-Data"], LinkSession.objects.get().holder) == ('"storage"', mayor)


def test_who_is_here_stays_with_what_a_code_has_proven(mayor: Delegate) -> None:
    client = proven_visitor(mayor)
    visit = LinkSession.objects.get()
    where = address(mayor)
    assert "You are here" not in text(client.get(where))
    answer = client.post(where)
    assert (answer["Location"], answer.has_header("Clear-Site-Data")) == ("/d/", False)
    assert LinkSession.objects.get() == visit


@pytest.mark.parametrize("key", ["", "no", "sojourn_link_" + "0" * 64, "\0"])
@pytest.mark.parametrize("page", [OPEN, NOT_MINE, "/f/open/", "/h/open/"])
def test_unknown_key_is_told_what_to_do(client: Client, key: str, page: str) -> None:
    answers = [client.get(page, {"key": key}), client.post(f"{page}?key=", {"sure": "on"})]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert '<a href="/d/again/">Send my link again</a>' in text(answers[0])


def test_not_mine_asks_for_a_tick(client: Client, mayor: Delegate, mailoutbox: list[Any]) -> None:
    where = address(mayor, NOT_MINE)
    mailoutbox.clear()
    assert [client.get(where).status_code, client.post(where).status_code] == [200, 400]
    assert (mailoutbox, AccessLink.objects.get().ended_at) == ([], None)


def test_not_mine_ends_the_link_and_tells_who_registers_people_once(mayor: Delegate, mailoutbox: list[Any]) -> None:
    rows.colleague(RoleKind.REGISTRAR, at=mayor.event)
    where, client = address(mayor), visitor(mayor)
    mailoutbox.clear()
    answers = [browser.post(where.replace(OPEN, NOT_MINE), {"sure": "on"}) for browser in (client, Client())]
    assert [answer.status_code for answer in answers] == [200, 410]
    assert [mail.to[0] for mail in mailoutbox] == sorted(who_registers())
    assert {mail.subject for mail in mailoutbox} == {
        "Smart City Week: the personal link of Đorđe Čačak went to somebody else"
    }
    ended = AccessLink.objects.get(ended_at__isnull=False)
    assert (ended.end, ended.email, client.get("/d/").status_code) == (LinkEnd.NOT_MINE, SECRETARY, 200)


def test_browser_that_came_by_the_link_keeps_nothing(client: Client, mayor: Delegate) -> None:
    where = address(mayor)
    client.post(where)
    answer = client.post(where.replace(OPEN, NOT_MINE), {"sure": "on"})
    assert (answer["Clear-Site-Data"], client.get("/d/").status_code) == ('"storage"', 401)
    assert LinkSession.objects.count() == 0


def test_focal_point_that_is_somebody_else_is_told_to_who_registers_in_the_programme(
    client: Client, mailoutbox: list[Any]
) -> None:
    event = coming_event()
    rows.colleague(RoleKind.COORDINATOR, at=event.programme)
    rows.colleague(RoleKind.REGISTRAR, at=event)
    where = address(point_of(SECRETARY, event), "/f/open/not-mine/")
    mailoutbox.clear()
    client.post(where, {"sure": "on"})
    assert [mail.to[0] for mail in mailoutbox] == sorted(who_registers(RoleKind.COORDINATOR))


def test_digest_tells_of_a_link_that_went_to_somebody_else(client: Client, mayor: Delegate) -> None:
    client.post(address(mayor, NOT_MINE), {"sure": "on"})
    found = happenings(mayor.event, timezone.now() - timedelta(days=1))
    told = [(each.body, each.by) for each in found if each.what is What.NOT_MINE]
    assert told == [(str(mayor.delegation), None)]


def test_trail_tells_that_a_link_was_made_and_why_it_ended(client: Client, mayor: Delegate) -> None:
    where = address(mayor, NOT_MINE)
    client.post(where, {"sure": "on"})
    made, ended = AuditEntry.objects.filter(content_type__model="accesslink").order_by("pk")
    assert sorted(made.changes or {}) == ["delegate", "whose"]
    assert ended.changes == {"end": ["", "not_mine"]}
    assert SECRETARY not in str([made.changes, made.object_repr, ended.changes])
