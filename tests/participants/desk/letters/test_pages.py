"""The desk's pages about letters, as registrars and others meet them."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from backstage.mail.bounces import mark_undeliverable
from backstage.models import AuditEntry
from participants.delegations import answering
from participants.delegations.invitations import set_invitation
from participants.letters.inviting import send_invitations
from participants.models import Delegation, Invitation, SupportingFile
from tests.factories import rows
from tests.html_checker import complaints
from tests.participants import makers
from tests.participants.letters.values import without_links
from tests.tours.admin.conftest import browser_of
from tours.models import City, Event
from tours.record.events import change_event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"
LONG = "Đорђе 김철수 <b>" + "Čačak " * 30


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week", slug="week")


@pytest.fixture
def registrar(event: Event) -> User:
    return rows.colleague(RoleKind.REGISTRAR, at=event)


@pytest.fixture
def browser(registrar: User) -> Client:
    return browser_of(registrar)


def invited(event: Event, *, by: User, city: City | None = None, **facts: Any) -> Delegation:
    home = city or rows.rijeka()
    makers.focal_point(event, home, **facts)
    return makers.delegation(event, by=by, city=home, nominate_by=date(2017, 6, 30))


def page_of(route: str, row: Event | Delegation) -> str:
    return reverse(f"participants:{route}", args=[row.uid if isinstance(row, Event) else row.pk])


def form(*paragraphs: tuple[str, str], **facts: Any) -> dict[str, Any]:
    """What the page of the invitation sends, with paragraphs by language."""
    numbered = {
        f"paragraphs-{number}-{name}": value
        for number, paragraph in enumerate(paragraphs)
        for name, value in zip(("language", "text"), paragraph, strict=True)
    }
    management = {"paragraphs-TOTAL_FORMS": str(len(paragraphs)), "paragraphs-INITIAL_FORMS": "0"}
    return {"offer_hours": "24", **management, **numbered, **facts}


def errors_of(answer: Any) -> list[str]:
    summary = re.search(r'class="error-summary".*?<ul>(.*?)</ul>', answer.content.decode(), re.DOTALL)
    assert (answer.status_code, summary is None) == (400, False)
    assert summary
    return [re.sub("<.*?>", "", line) for line in re.findall("<li>(.*?)</li>", summary[1], re.DOTALL)]


def messages_of(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def test_invitation_is_made_and_changed(browser: Client, event: Event, registrar: User) -> None:
    address = page_of("invitation", event)
    facts = {"profile": "Heads of transport.", "reminds": "on", "title": "Signed", "offer_hours": "6"}
    sent = form(("sr-latn", "Poziv."), ("", ""), file=SimpleUploadedFile("a.pdf", PDF), **facts)
    answer = browser.post(address, sent, follow=True)
    assert (messages_of(answer), answer.redirect_chain) == (["The invitation is saved."], [(address, 302)])
    row = Invitation.objects.get()
    assert (row.profile, row.reminds, row.offers_by_itself, row.offer_hours) == ("Heads of transport.", True, False, 6)
    assert list(row.paragraphs.values_list("language", "text")) == [("sr-Latn", "Poziv.")]
    assert list(row.files.values_list("title", "file_name")) == [("Signed", "a.pdf")]
    assert {entry.actor for entry in AuditEntry.objects.filter(event_key=event.pk, words__contains="signed")} == {
        registrar
    }
    browser.post(address, form(("sr-Latn", ""), ("ko", "초대"), remove=[str(row.files.get().pk)]))
    row.refresh_from_db()
    assert (row.profile, list(row.paragraphs.values_list("language", "text")), row.files.count()) == (
        "",
        [("ko", "초대")],
        0,
    )


def test_refused_invitation_keeps_what_was_typed(browser: Client, event: Event) -> None:
    address = page_of("invitation", event)
    wrong = form(("xx-Nope", "Текст"), offer_hours="0", reply_to="nobody", profile=LONG)
    answer = browser.post(address, wrong)
    assert errors_of(answer) == [
        "Correct the paragraphs below.",
        "Replies go to: Enter a valid email address.",
        "Hours for which a place is offered: Ensure this value is greater than or equal to 1.",
    ]
    assert (answer.context["form"]["profile"].value(), "Текст" in answer.content.decode()) == (LONG, True)
    twice = form(("ko", "하나"), ("KO", "둘"))
    assert errors_of(browser.post(address, twice)) == ["Two paragraphs have the same language. Join them."]
    picture = form(file=SimpleUploadedFile("a.exe", b"MZ"))
    assert errors_of(browser.post(address, picture)) == [
        "New file: This kind of file is not accepted. Use PDF, an office document or a picture."
    ]
    assert Invitation.objects.count() == 0


def test_page_shows_the_letter_of_the_city_that_is_asked_for(browser: Client, event: Event, registrar: User) -> None:
    ours = invited(event, by=registrar)
    other = makers.delegation(event, by=registrar, city=rows.belgrade())
    address = page_of("invitation", event)
    first = browser.get(address).context["preview"]
    assert (first.delegation, first.to, first.reply_to, first.problem) == (
        ours,
        "ana@example.org",
        "office@sojourn.invalid",
        "",
    )
    second = browser.get(address, {"delegation": str(other.pk)}).context["preview"]
    assert (second.delegation, second.to) == (other, "")
    assert second.problem == "Belgrade has no focal point with an address. Choose one first."
    send_invitations([ours], by=registrar)
    shown = first.letter.body.replace("[The personal link stands here in the mail that is sent.]", "LINK")
    assert (mail.outbox[0].subject, without_links(mail.outbox[0]), "LINK" in shown) == (
        first.letter.subject,
        shown,
        True,
    )


@pytest.mark.parametrize("key", ["", "0", "x", "9" * 5000, "²"])
def test_unknown_city_shows_the_first(browser: Client, event: Event, registrar: User, key: str) -> None:
    ours = invited(event, by=registrar)
    assert browser.get(page_of("invitation", event), {"delegation": key}).context["preview"].delegation == ours


def test_letters_and_reminders_are_sent_to_those_ticked(browser: Client, event: Event, registrar: User) -> None:
    address = page_of("remind", event)
    ours, other = (
        invited(event, by=registrar),
        invited(event, by=registrar, city=rows.belgrade(), email="b@example.org"),
    )
    answer = browser.post(address, {"step": "invite", "delegation": [str(ours.pk)]}, follow=True)
    assert (messages_of(answer), [message.to for message in mail.outbox]) == (
        ["1 letter is on its way."],
        [["ana@example.org"]],
    )
    assert lists(answer) == {"invite": [other], "remind": [ours], "ask": []}
    Delegation.objects.update(
        letter_at=timezone.now() - timedelta(days=3), invited_at=timezone.now() - timedelta(days=4)
    )
    answer = browser.post(address, {"step": "remind", "delegation": [str(ours.pk), str(other.pk)]}, follow=True)
    assert messages_of(answer) == ["2 letters are on their way."]
    answering.accept_invitation(ours, by=registrar)
    assert lists(browser.get(address)) == {"invite": [], "remind": [other], "ask": [ours]}


def lists(answer: Any) -> dict[str, list[Delegation]]:
    return {
        section.key: [recipient.delegation for recipient in section.recipients]
        for section in answer.context["sections"]
    }


def test_refused_sending_keeps_the_ticks(browser: Client, event: Event, registrar: User) -> None:
    address = page_of("remind", event)
    ours = invited(event, by=registrar)
    assert errors_of(browser.post(address)) == ["Choose what to send."]
    assert errors_of(browser.post(address, {"step": "invite"})) == ["Choose at least one delegation."]
    stale = browser.post(address, {"step": "invite", "delegation": [str(ours.pk), "9" * 5000]})
    assert errors_of(stale) == [
        "One of these delegations got a letter or answered meanwhile. Look at the list again, and then send."
    ]
    assert [recipient.is_ticked for recipient in stale.context["sections"][0].recipients] == [True]
    unticked = browser.post(address, {"step": "invite"})
    assert [recipient.is_ticked for recipient in unticked.context["sections"][0].recipients] == [False]
    assert mail.outbox == []


def test_delegation_of_another_event_is_refused(browser: Client, event: Event, registrar: User) -> None:
    elsewhere = invited(makers.published_event(), by=rows.coordinator())
    answer = browser.post(page_of("remind", event), {"step": "invite", "delegation": [str(elsewhere.pk)]})
    assert errors_of(answer) == [
        "One of these delegations got a letter or answered meanwhile. Look at the list again, and then send."
    ]


def test_who_cannot_be_reached_is_listed_with_what_to_do(browser: Client, event: Event, registrar: User) -> None:
    ours = invited(event, by=registrar)
    makers.delegation(event, by=registrar, city=rows.belgrade())
    mark_undeliverable("ana@example.org", reason="5.1.1")
    page = browser.get(page_of("remind", event))
    assert [recipient.problem for recipient in page.context["sections"][0].recipients] == [
        "Mail to ana@example.org comes back. Correct the address of Rijeka first.",
        "Belgrade has no focal point with an address. Choose one first.",
    ]
    assert (
        page.content.decode().count('type="checkbox"'),
        page_of("correct_address", ours) in page.content.decode(),
    ) == (
        0,
        True,
    )


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_nothing_can_be_sent_of_an_event_that_does_not_take_place(
    browser: Client, event: Event, registrar: User, state: str
) -> None:
    ours = invited(event, by=registrar)
    change_event(event, {"state": state})
    address = page_of("remind", event)
    assert browser.get(address).context["why_not"] == f"Nothing can be sent now. State of the event: {state}."
    [refusal] = errors_of(browser.post(address, {"step": "invite", "delegation": [str(ours.pk)]}))
    assert refusal.startswith(f"The event is {state}")


def test_returned_invitation_is_corrected_and_sent_again(browser: Client, event: Event, registrar: User) -> None:
    ours = invited(event, by=registrar)
    send_invitations([ours], by=registrar)
    mark_undeliverable("ana@example.org", reason="5.1.1")
    assert browser.get(page_of("remind", event)).context["returned"] == [ours]
    address = page_of("correct_address", ours)
    assert "The invitation to ana@example.org could not be delivered." in browser.get(address).content.decode()
    assert errors_of(browser.post(address, {"email": "ana@example.org"})) == [
        "Mail to ana@example.org comes back. Correct the address of Rijeka first."
    ]
    assert errors_of(browser.post(address, {"email": "ana"})) == ["E-mail address: Enter a valid email address."]
    facts = {"reason": "a typing mistake", "told": "telephone", "file": SimpleUploadedFile("a.pdf", PDF)}
    answer = browser.post(address, {"email": "ana.primer@example.org", **facts}, follow=True)
    assert messages_of(answer) == ["The invitation of Rijeka is on its way to ana.primer@example.org."]
    assert answer.context["returned"] == []
    assert ([message.to for message in mail.outbox][1:], SupportingFile.objects.get().delegation) == (
        [["ana.primer@example.org"]],
        ours,
    )


def test_delegation_without_focal_point_says_what_to_do(browser: Client, event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    address = page_of("correct_address", ours)
    assert "Choose a focal point first." in browser.get(address).content.decode()
    assert browser.post(address, {"email": "ana@example.org"}).status_code == 400


@pytest.mark.parametrize("route", ["invitation", "remind", "correct_address"])
def test_only_those_who_register_people_see_the_pages(event: Event, registrar: User, route: str) -> None:
    address = page_of(route, event if route != "correct_address" else invited(event, by=registrar))
    people = [
        rows.coordinator(),
        registrar,
        rows.colleague(RoleKind.EDITOR, at=event),
        rows.colleague(RoleKind.VIEWER, at=event),
        rows.colleague(RoleKind.COORDINATOR, at=rows.event()),
        rows.stranger(),
    ]
    assert [browser_of(user).get(address).status_code for user in people] == [200, 200, 403, 403, 404, 404]
    assert [browser_of(user).post(address).status_code for user in people] == [400, 400, 403, 403, 404, 404]


@pytest.mark.slow
def test_pages_are_valid(browser: Client, event: Event, registrar: User, tmp_path: Path) -> None:
    ours = invited(event, by=registrar, name=LONG[:200])
    makers.delegation(event, by=registrar, city=rows.belgrade())
    invitation, remind = page_of("invitation", event), page_of("remind", event)
    address = page_of("correct_address", ours)
    answers = [browser.get(page) for page in (invitation, remind, address)]
    answers += [browser.post(page, {"step": "invite"}) for page in (invitation, remind, address)]
    set_invitation(event, {}, by=registrar, paragraphs={"ko": "초대", "sr": "Позив"})
    send_invitations([ours], by=registrar)
    mark_undeliverable("ana@example.org", reason="5.1.1")
    answers += [browser.get(page) for page in (invitation, remind, address)]
    answers.append(browser.post(invitation, form(("", "x"), offer_hours="0")))
    for number, answer in enumerate(answers):
        (tmp_path / f"{number}.html").write_bytes(answer.content)
    assert complaints(sorted(tmp_path.glob("*.html"))) == []
