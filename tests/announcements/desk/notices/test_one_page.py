"""The page of one notice: whom it is for, what is decided, and how it went."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from accounts.stale_forms.tags import NAME
from announcements.desk.notices.forms import DecisionForm
from announcements.models import Notice, NoticeState
from announcements.notices.raising import HOLD
from announcements.notices.sending import send_due
from backstage.models import MailState, OutgoingMail, Undeliverable
from participants.models import Delegate, SeenEdition
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change
from tests.counting import asked
from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.vocabulary import Level, RoleKind

pytestmark = pytest.mark.django_db
NOBODY_NEAR = EVENING - timedelta(days=20)


def page_of(notice: Notice, name: str = "desk_notice") -> str:
    return reverse(f"announcements:{name}", args=[notice.event.uid, notice.pk])


def sent(notice: Notice, step: str, **typed: str) -> dict[str, str]:
    return {"version": str(notice.number or ""), "step": step, "words": "", **typed}


def lines(page: Any) -> list[tuple[str, int | None, str, list[str]]]:
    """Of each: name, number of entries, why no mail reaches them, and the numbers to call."""
    return [
        (line.name, entries, line.unreachable, [number.telephone for number in line.numbers])
        for line, entries in page.context["lines"]
    ]


def state(notice: Notice) -> tuple[str, Any]:
    notice.refresh_from_db()
    return notice.state, notice.goes_at


def test_before_it_goes_the_page_says_whom_it_is_for_and_what_they_read(browser: Client, notice: Notice) -> None:
    page = browser.get(page_of(notice))
    assert lines(page) == [("Boris", 1, "", [])]
    assert page.context["counts"] == {"delegate": 1, "person": 0, "role": 0, "focal_point": 0}
    (example,) = page.context["examples"].shown
    assert (example.people, example.subject) == (1, "Smart City Week: “Traffic centre” has changed")
    assert [(each.what, each.title, each.lines[1]) for each in example.said] == [
        ("Changed", "Traffic centre", "Place: Gate 2 → Gate 4")
    ]
    assert "It will be sent by itself: 5 Sep 2017, 21:45 Seoul time." in page.content.decode()


def test_first_stand_those_whom_no_mail_reaches_with_a_number(browser: Client, event: Event, notice: Notice) -> None:
    (b,) = event.groups.filter(name="B")
    far = makers.told(event, "Zoran", b)
    far.contacts.update(email="", telephone="+381 11 22")
    makers.told(event, "Wu", b)
    Undeliverable.objects.create(address="wu@example.org", since=timezone.now())
    page = browser.get(page_of(notice))
    assert lines(page) == [
        ("Wu", 1, "Mail comes back.", []),
        ("Zoran", 1, "No e-mail address is known.", ["+381 11 22"]),
        ("Boris", 1, "", []),
    ]
    assert (page.context["total"], page.context["unreached"]) == (3, 2)
    assert '<a href="tel:+3811122"><bdi>+381 11 22</bdi></a>' in page.content.decode()


def test_speakers_hosts_and_focal_points_are_among_them(browser: Client, event: Event, notice: Notice) -> None:
    makers.liaison(event)
    item = event.items.get()
    rows.speaker(item)
    change(item, room="Gate 5")
    makers.published_and_raised(event, at=EVENING)
    page = browser.get(page_of(notice))
    assert lines(page) == [
        ("Đorđe Čačak", 1, "No mail reaches them.", []),
        ("Boris", 1, "", []),
        ("Host Liaison", 1, "", []),
    ]
    assert [line.part for line, _entries in page.context["lines"]] == [
        "has a part in the programme",
        "",
        "liaison of the host",
    ]


def test_sending_now_comes_first_when_something_is_near(browser: Client, notice: Notice) -> None:
    text = browser.get(page_of(notice)).content.decode()
    assert text.index('value="now"') < text.index('value="release"')
    assert "Part of it begins within 24 hours" in text


def test_waiting_comes_first_when_nothing_is_near(browser: Client, event: Event, notice: Notice) -> None:
    event.items.update(day=event.ends)
    makers.published_and_raised(event, at=EVENING)
    Notice.objects.update(since=2, number=3)
    event.items.update(room="Gate 9")
    rows.publish(event)
    Notice.objects.update(number=4, since=3)
    text = browser.get(page_of(notice)).content.decode()
    assert text.index('value="release"') < text.index('value="now"')


@pytest.mark.parametrize(("step", "goes_at"), [("release", EVENING + HOLD), ("hold", None), ("keep", EVENING + HOLD)])
def test_every_button_saves_words_and_copies(browser: Client, notice: Notice, step: str, goes_at: Any) -> None:
    answer = browser.post(page_of(notice), sent(notice, step, words="Добро дошли", copies="on"))
    assert answer.status_code == 302
    assert state(notice) == (NoticeState.HELD, goes_at)
    assert (notice.words, notice.copies_focal_points) == ("Добро дошли", True)


def test_send_now_sends_it_and_the_page_says_what_became_of_it(
    browser: Client, event: Event, notice: Notice, mailoutbox: list[EmailMessage]
) -> None:
    answer = browser.post(page_of(notice), sent(notice, "now", words="Come early."))
    send_due(EVENING)
    assert ([mail.to for mail in mailoutbox], state(notice)[0]) == ([["boris@example.org"]], NoticeState.SENT)
    page = browser.get(answer["Location"])
    text = page.content.decode()
    assert ("Sent: 5 Sep 2017, 21:40 Seoul time." in text, "Come early." in text) == (True, True)
    assert lines(page) == [("Boris", None, "", [])]


def test_after_it_went_mails_are_counted_by_what_became_of_them(browser: Client, event: Event, notice: Notice) -> None:
    browser.post(page_of(notice), sent(notice, "now"))
    send_due(EVENING)
    stem = f"event {event.pk} delegate 1 notice notice"
    for number, state_of_mail in enumerate(
        [MailState.WAITING, MailState.SENT, MailState.SENT, MailState.BOUNCED, MailState.REFUSED]
    ):
        mail(f"{stem} {notice.pk}", number, state_of_mail)
    mail(f"{stem} {notice.pk}1", 9, MailState.SENT)
    mail(f"event {event.pk}1 delegate 1 notice notice {notice.pk}", 9, MailState.SENT)
    page = browser.get(page_of(notice))
    assert tuple(page.context["mails"]) == (1, 2, 2)


def test_mails_that_were_written_for_it_are_counted(browser: Client, notice: Notice, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    browser.post(page_of(notice), sent(notice, "now"))
    send_due(EVENING)
    assert tuple(browser.get(page_of(notice)).context["mails"]) == (1, 0, 0)


def mail(key: str, number: int, state_of_mail: MailState) -> None:
    OutgoingMail.objects.create(
        key=key,
        message_id=f"<{key} {number}>",
        recipient=f"{number}@example.org",
        host="example.org",
        content=b"Hello",
        state=state_of_mail,
        next_at=EVENING,
        created_at=EVENING,
        settled_at=None if state_of_mail == MailState.WAITING else EVENING,
    )


def test_after_it_went_first_stand_those_who_have_not_seen_it(browser: Client, event: Event, notice: Notice) -> None:
    (b,) = event.groups.filter(name="B")
    makers.told(event, "Ema", b)
    makers.told(event, "Zoran", b)
    browser.post(page_of(notice), sent(notice, "now"))
    send_due(EVENING)
    SeenEdition.objects.create(delegate=Delegate.objects.get(name="Boris"), number=2, at=EVENING)
    SeenEdition.objects.create(delegate=Delegate.objects.get(name="Ema"), number=1, at=EVENING)
    Undeliverable.objects.create(address="zoran@example.org", since=timezone.now())
    page = browser.get(page_of(notice))
    found = [(line.name, line.has_seen, line.unreachable) for line, _entries in page.context["lines"]]
    assert found == [("Zoran", False, "Mail comes back."), ("Ema", False, ""), ("Boris", True, "")]
    assert "1 of 3 delegates who were told have seen it." in page.content.decode()


def test_what_was_not_shown_is_not_sent(browser: Client, event: Event, notice: Notice) -> None:
    """A version that was published meanwhile is shown first, and the words that were typed are there."""
    old = sent(notice, "now", words="Come early.")
    change(event.items.get(), room="Gate 5")
    makers.published_and_raised(event, at=EVENING)
    answer = browser.post(page_of(notice), old)
    text = answer.content.decode()
    assert (answer.status_code, state(notice)) == (400, (NoticeState.HELD, EVENING + HOLD))
    assert ("Another version was published" in text, "Come early." in text) == (True, True)


def test_what_a_colleague_wrote_meanwhile_is_not_overwritten(browser: Client, notice: Notice) -> None:
    tag = browser.get(page_of(notice)).context["form"][NAME].value()
    Notice.objects.update(words="From Ana")
    answer = browser.post(page_of(notice), sent(notice, "keep", words="From me", **{NAME: tag}))
    notice.refresh_from_db()
    assert (answer.status_code, notice.words) == (400, "From Ana")
    assert "From me" in answer.content.decode()


def test_what_was_sent_is_not_decided_again(browser: Client, notice: Notice) -> None:
    browser.post(page_of(notice), sent(notice, "now"))
    send_due(EVENING)
    answer = browser.post(page_of(notice), sent(notice, "hold"))
    assert (answer.status_code, state(notice)[0]) == (400, NoticeState.SENT)
    assert "This notice does not wait any more: Sent." in answer.content.decode()


def test_what_the_worker_sends_meanwhile_is_shown_as_sent(
    browser: Client, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide = DecisionForm.decide

    def after_it_was_sent(form: DecisionForm, step: str, *, by: User) -> bool:
        send_due(EVENING + HOLD)
        return decide(form, step, by=by)

    monkeypatch.setattr(DecisionForm, "decide", after_it_was_sent)
    answer = browser.post(page_of(notice), sent(notice, "hold", words="Too late"))
    text = answer.content.decode()
    assert (answer.status_code, "Sent: 5 Sep 2017" in text, 'name="step"' in text) == (400, True, False)
    notice.refresh_from_db()
    assert notice.words == ""


def test_no_button_and_no_other_step_decides(browser: Client, notice: Notice) -> None:
    for step in ("", "cancel"):
        answer = browser.post(page_of(notice), sent(notice, step))
        assert (answer.status_code, state(notice)) == (400, (NoticeState.HELD, EVENING + HOLD))


def test_not_sending_asks_first(browser: Client, notice: Notice, mailoutbox: list[EmailMessage]) -> None:
    address = page_of(notice, "desk_cancel_notice")
    assert "Nobody gets a mail about what changed" in browser.get(address).content.decode()
    assert state(notice)[0] == NoticeState.HELD
    assert browser.post(address, {"version": "1"}).status_code == 400
    assert state(notice)[0] == NoticeState.HELD  # another version was published since
    assert browser.post(address, {"version": str(notice.number)}).status_code == 302
    send_due(EVENING + HOLD)
    assert (state(notice)[0], mailoutbox) == (NoticeState.CANCELLED, [])
    assert browser.post(address, {"version": str(notice.number)}).status_code == 400
    assert "Not sent, as was decided" in browser.get(page_of(notice)).content.decode()


def test_text_for_a_chat_tells_what_delegates_of_all_groups_read(browser: Client, notice: Notice) -> None:
    expected = """Smart City Week: the programme has changed

Changed: Traffic centre (B)
Time: Wednesday 6 September 2017 09:30–11:00, Seoul time (UTC+9)
Place: Gate 2 -> Gate 4

http://127.0.0.1:8000/events/week/
"""
    page = browser.get(page_of(notice))
    assert page.context["chat"] == expected
    send_due(EVENING + HOLD)
    with time_machine.travel(EVENING + timedelta(days=2), tick=False):
        assert browser.get(page_of(notice)).context["chat"] == expected
    assert '<textarea id="chat" readonly' in page.content.decode()


def test_what_only_staff_see_is_in_no_chat(browser: Client, event: Event, notice: Notice) -> None:
    event.items.update(level=Level.STAFF, room="Gate 7")
    makers.published_and_raised(event, at=EVENING)
    chat = browser.get(page_of(notice)).context["chat"]
    assert ("Gate 4" in chat, "Gate 7" in chat) == (True, False)


def test_registrars_decide_and_others_do_not(client: Client, event: Event, notice: Notice) -> None:
    found = {}
    for kind in (RoleKind.REGISTRAR, RoleKind.EDITOR, RoleKind.VIEWER):
        client.force_login(rows.colleague(kind, at=event))
        found[kind] = client.get(page_of(notice)).status_code
    client.force_login(rows.stranger())
    assert (found, client.get(page_of(notice)).status_code) == (
        {RoleKind.REGISTRAR: 200, RoleKind.EDITOR: 403, RoleKind.VIEWER: 403},
        404,
    )


def test_notice_of_another_event_is_not_found(browser: Client, event: Event, notice: Notice) -> None:
    Notice.objects.update(event=rows.event(title="Another", slug="another"))
    address = reverse("announcements:desk_notice", args=[event.uid, notice.pk])
    assert browser.get(address).status_code == 404


def test_number_of_queries_does_not_grow(browser: Client, event: Event, notice: Notice, visit: AgendaItem) -> None:
    (b,) = event.groups.filter(name="B")
    browser.get(page_of(notice))
    with asked() as few:
        browser.get(page_of(notice))
    for number in range(60):
        makers.told(event, f"Delegate {number:02}", b)
    with asked() as many:
        page = browser.get(page_of(notice))
    assert (page.context["total"], len(page.context["lines"])) == (61, 50)
    assert (few.queries, many.queries) == (19, 19)
