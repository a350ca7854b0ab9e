"""Links at the desk: whose work, a new one by mail, the end of all, and the end of a private calendar."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from backstage.models import Undeliverable
from participants.links.ending import end_links
from participants.links.making import make_link
from participants.links.sessions import link_of
from participants.models import AccessLink, Delegate, FeedToken, LinkSession
from participants.vocabulary import Area, DelegateState, LinkEnd, Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import visitor
from tests.tours.admin.conftest import browser_of
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
KEY = re.compile(r"\?key=(\S+)")


def page_of(name: str, *keys: object) -> str:
    return reverse(f"participants:{name}", args=keys)


def words_of(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def cells_of(answer: Any) -> list[str]:
    return [" | ".join(link) for link in answer.context["access"].links]


def test_page_of_a_delegate_tells_of_their_links(mayor: Delegate, browser: Client) -> None:
    first, _secret = make_link(mayor, email="old@example.org")
    end_links(mayor, LinkEnd.ADDRESS)
    second, _secret = make_link(mayor, email="office@example.org", whose=Whose.ASSISTANT)
    at = datetime(2026, 9, 1, 12, tzinfo=UTC)
    AccessLink.objects.filter(pk=first.pk).update(made_at=at, ended_at=at)
    AccessLink.objects.filter(pk=second.pk).update(made_at=at, opened_at=at)
    there = "1 September 2026, 21:00 Seoul time (UTC+9)"
    answer = browser.get(page_of("delegate", mayor.pk))
    assert cells_of(answer) == [
        f"office@example.org | Assistant's | {there} | {there} | Works",
        f"old@example.org | Own | {there} | not yet | Ended {there}. The address changed.",
    ]
    assert page_of("end_delegate_links", mayor.pk) in answer.content.decode()


def test_link_of_an_event_that_is_over_opens_nothing(mayor: Delegate, browser: Client) -> None:
    make_link(mayor, email="a@example.org")
    ended = timezone.now().date() - timedelta(days=31)
    Event.objects.filter(pk=mayor.event_id).update(starts=ended, ends=ended)
    answer = browser.get(page_of("delegate", mayor.pk))
    assert [link.state for link in answer.context["access"].links] == ["No longer works"]
    assert page_of("end_delegate_links", mayor.pk) not in answer.content.decode()
    refused = browser.post(page_of("send_delegate_link", mayor.pk), {"to": "own"})
    assert (refused.status_code, mail.outbox, AccessLink.objects.count()) == (400, [], 1)


def test_new_link_goes_to_the_chosen_mailbox_and_opens(mayor: Delegate, browser: Client) -> None:
    kept, _secret = make_link(mayor, email="mayor@example.org")
    answer = browser.post(page_of("send_delegate_link", mayor.pk), {"to": "assistant"}, follow=True)
    assert words_of(answer) == ["A new personal link of Đorđe Čačak is on its way to office@example.org."]
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["office@example.org"], "Week: the personal link of Đorđe Čačak")
    [key] = KEY.findall(str(sent.body))
    link = link_of(key, Area.DELEGATE)
    assert link
    assert (link.delegate, link.email, link.whose) == (mayor, "office@example.org", "assistant")
    assert key not in answer.content.decode()
    assert AccessLink.objects.filter(pk=kept.pk, ended_at=None).exists()


@pytest.mark.parametrize(
    ("state", "undeliverable", "words"),
    [
        (DelegateState.REPLACED, "", "Only who comes, or may still come, gets a personal link."),
        (
            DelegateState.ACCEPTED,
            "mayor@example.org",
            "Mail to mayor@example.org comes back. Correct the address first.",
        ),
    ],
)
def test_link_is_refused_with_a_sentence(
    mayor: Delegate, browser: Client, state: str, undeliverable: str, words: str
) -> None:
    Delegate.objects.filter(pk=mayor.pk).update(state=state)
    if undeliverable:
        Undeliverable.objects.create(address=undeliverable, since=timezone.now())
    answer = browser.post(page_of("send_delegate_link", mayor.pk), {"to": "own"})
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (400, [words])
    assert (mail.outbox, AccessLink.objects.count()) == ([], 0)


def test_who_has_no_address_gets_no_link(mayor: Delegate, browser: Client) -> None:
    mayor.contacts.all().delete()
    address = page_of("send_delegate_link", mayor.pk)
    assert "No e-mail address is known" in browser.get(address).content.decode()
    assert (browser.post(address, {"to": "own"}).status_code, mail.outbox) == (400, [])


def test_all_links_end_after_a_question(mayor: Delegate, browser: Client) -> None:
    theirs, address = visitor(mayor), page_of("end_delegate_links", mayor.pk)
    assert browser.get(address).status_code == 200
    assert theirs.get("/d/").status_code == 200
    answer = browser.post(address, follow=True)
    assert words_of(answer) == ["All personal links of Đorđe Čačak are ended."]
    assert (AccessLink.objects.get().end, LinkSession.objects.count()) == (LinkEnd.ASKED, 0)
    assert theirs.get("/d/").status_code == 401


def test_private_calendar_is_shown_and_ended(mayor: Delegate, browser: Client) -> None:
    at = datetime(2026, 9, 1, 12, tzinfo=UTC)
    FeedToken.objects.create(delegate=mayor, digest="d", sealed="s", made_at=at, fetched_at=at)
    there = "1 September 2026, 21:00 Seoul time (UTC+9)"
    page, address = page_of("delegate", mayor.pk), page_of("end_private_calendar", mayor.pk)
    assert browser.get(page).context["access"].calendar == f"Since {there}, last fetched {there}."
    assert (browser.get(address).status_code, FeedToken.objects.get().ended_at) == (200, None)
    answer = browser.post(address, follow=True)
    assert words_of(answer) == ["The private calendar of Đorđe Čačak is ended."]
    assert (answer.context["access"].has_calendar, FeedToken.objects.get().ended_at is None) == (False, False)


def test_link_of_a_focal_point(event: Event) -> None:
    browser = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event.programme))
    point = makers.focal_point(event, rows.city("Rijeka"))
    keys = (event.programme.slug, point.pk)
    answer = browser.post(page_of("send_focal_point_link", *keys), {"to": "own"}, follow=True)
    assert words_of(answer) == ["A new personal link of Ana Primer is on its way to ana@example.org."]
    [key] = KEY.findall(str(mail.outbox[0].body))
    assert link_of(key, Area.FOCAL_POINT)
    assert [link.state for link in answer.context["access"].links] == ["Works"]
    browser.post(page_of("end_focal_point_links", *keys))
    assert link_of(key, Area.FOCAL_POINT) is None


def test_coordinator_sends_the_link_of_a_host_to_the_account(event: Event) -> None:
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))
    role = rows.role(rows.stranger(), RoleKind.HOST, at=event)
    keys = (event.uid, role.pk)
    assert page_of("host_links", *keys) in browser.get(reverse("tours:event_roles", args=[event.uid])).content.decode()
    answer = browser.post(page_of("send_host_link", *keys), {"to": "own"}, follow=True)
    assert (answer.request["PATH_INFO"], mail.outbox[0].to) == (page_of("host_links", *keys), [role.user.email])
    [key] = KEY.findall(str(mail.outbox[0].body))
    assert link_of(key, Area.HOST)
    browser.post(page_of("end_host_links", *keys))
    assert link_of(key, Area.HOST) is None


@pytest.mark.parametrize("name", ["host_links", "send_host_link", "end_host_links"])
def test_only_the_role_of_a_host_has_a_link(event: Event, name: str) -> None:
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))
    viewer = rows.role(rows.stranger(), RoleKind.VIEWER, at=event)
    assert browser.get(page_of(name, event.uid, viewer.pk)).status_code == 404


def test_page_tells_links_to_those_alone_who_register(mayor: Delegate, registrar: User) -> None:
    make_link(mayor, email="mayor@example.org")
    editor = browser_of(rows.colleague(RoleKind.EDITOR, at=mayor.event))
    answer = editor.get(page_of("delegate", mayor.pk))
    assert (answer.status_code, "access" in answer.context, "mayor@example.org" in answer.content.decode()) == (
        200,
        False,
        False,
    )
