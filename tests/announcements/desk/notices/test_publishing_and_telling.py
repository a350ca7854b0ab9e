"""The publish page says whom a change concerns, and publishes with telling them at once."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from announcements.models import Notice, NoticeState
from announcements.notices import waiting
from announcements.notices.deciding import hold
from announcements.notices.raising import HOLD, raise_notice
from announcements.notices.sending import send_due
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change
from tests.counting import asked
from tests.factories import rows
from tours.editions.preview import preview
from tours.models import AgendaItem, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
LATER = date(2017, 9, 7)


def page_of(event: Event) -> str:
    return reverse("tours:desk_publish", args=[event.uid])


def telling_of(event: Event) -> str:
    return reverse("announcements:desk_publish_and_tell", args=[event.uid])


def buttons(page: Any) -> list[str]:
    """The words of those that send the form, in order."""
    form = re.search(r'<form method="post" action="[^"]*" class="form".*?</form>', page.content.decode(), re.DOTALL)
    return re.findall(r"<button[^>]*>(.*?)</button>", form.group() if form else "")


def sent(page: Any, **typed: str) -> dict[str, str]:
    seen = {"seen": "on"} if "seen" in page.context["form"].fields else {}
    return {"expected": page.context["form"]["expected"].value(), **seen, **typed}


def test_first_version_is_news_to_nobody(browser: Client, event: Event) -> None:
    makers.told(event, "Ana")
    makers.visit(event)
    page = browser.get(page_of(event))
    assert "Nobody is told of a change: this is the first version." in page.content.decode()
    assert buttons(page) == ["Publish version 1"]


def test_sending_now_is_the_first_button_where_something_is_near(
    browser: Client, event: Event, visit: AgendaItem
) -> None:
    change(visit, room="Gate 4")
    page = browser.get(page_of(event))
    assert buttons(page) == ["Publish and send now", "Publish version 2"]
    text = page.content.decode()
    assert "1 person is told what changes for them, 5 minutes later or at once." in text
    assert f'<button class="button" formaction="{telling_of(event)}">' in text


def test_waiting_is_the_first_button_where_nothing_is_near(browser: Client, event: Event, visit: AgendaItem) -> None:
    change(visit, day=LATER)
    rows.publish(event)
    Notice.objects.create(event=event, since=1, number=2, state=NoticeState.CANCELLED, ended_at=EVENING)
    change(visit, room="Gate 4")
    page = browser.get(page_of(event))
    assert buttons(page) == ["Publish version 3", "Publish and send now"]
    assert "begins within 24 hours" not in page.content.decode()


def test_change_that_concerns_nobody_is_told_to_nobody(browser: Client, event: Event, visit: AgendaItem) -> None:
    visit.groups.set([makers.group(event, "C")])
    event.delegates.all().delete()
    page = browser.get(page_of(event))
    assert "Nobody is told: nothing changes for anybody who may be told" in page.content.decode()
    assert buttons(page) == ["Publish version 2"]


def test_it_is_compared_with_what_was_told_last(browser: Client, event: Event, notice: Notice) -> None:
    """A change that waits is taken back by the next version, so nobody would be told."""
    change(event.items.get(), room="Gate 2")
    assert "Nobody is told" in browser.get(page_of(event)).content.decode()


def test_publishing_with_telling_sends_at_once(
    browser: Client, event: Event, visit: AgendaItem, mailoutbox: list[EmailMessage]
) -> None:
    change(visit, room="Gate 4")
    answer = browser.post(telling_of(event), sent(browser.get(page_of(event))))
    row = Notice.objects.get()
    assert answer["Location"] == reverse("announcements:desk_notice", args=[event.uid, row.pk])
    send_due(EVENING)
    row.refresh_from_db()
    assert (event.editions.count(), row.state, [mail.to for mail in mailoutbox]) == (
        2,
        NoticeState.SENT,
        [["boris@example.org"]],
    )
    text = browser.get(answer["Location"]).content.decode()
    assert "Version 2 is published." in text


def test_what_is_refused_publishes_and_tells_nothing(browser: Client, event: Event, visit: AgendaItem) -> None:
    change(visit, room="Gate 4")
    old = sent(browser.get(page_of(event)), note="New gate")
    change(visit, room="Gate 5")
    answer = browser.post(telling_of(event), old)
    text = answer.content.decode()
    assert (answer.status_code, event.editions.count(), Notice.objects.count()) == (400, 1, 0)
    assert ("New gate" in text, f'<form method="post" action="{page_of(event)}"' in text) == (True, True)
    assert f'href="{page_of(event)}?audience=public#what"' in text


def test_what_is_refused_does_not_send_what_waits(browser: Client, event: Event, notice: Notice) -> None:
    change(event.items.get(), room="Gate 5")
    answer = browser.post(telling_of(event), {"expected": "something else"})
    notice.refresh_from_db()
    assert (answer.status_code, notice.is_held, notice.goes_at) == (400, True, EVENING + HOLD)


def test_nobody_is_told_of_an_event_that_is_over(event: Event, visit: AgendaItem) -> None:
    event.contacts.create(name="Tatjana Ilić", phone="+381 11 22")
    shown, last_moment = preview(event), datetime.combine(event.ends + timedelta(days=2), time(), UTC)
    told = [waiting.telling_of(event, shown, at=at) for at in (last_moment - timedelta(seconds=1), last_moment)]
    assert told == [waiting.Telling(2, is_near=True), waiting.Telling()]


def test_telling_a_first_version_leads_to_where_publishing_leads(browser: Client, event: Event) -> None:
    makers.visit(event)
    answer = browser.post(telling_of(event), sent(browser.get(page_of(event))))
    assert (answer["Location"], event.editions.count(), Notice.objects.count()) == (page_of(event), 1, 0)


def test_small_correction_tells_nobody(browser: Client, event: Event, visit: AgendaItem) -> None:
    change(visit, summary="By the Mayor")
    page = browser.get(page_of(event))
    assert "If you tick that this is a small correction, nobody is told of it." in page.content.decode()
    browser.post(telling_of(event), sent(page, small="on"))
    send_due(EVENING)
    assert Notice.objects.get().state == NoticeState.NOTHING


def test_after_publishing_the_page_says_what_waits(browser: Client, event: Event, visit: AgendaItem) -> None:
    change(visit, room="Gate 4")
    answer = browser.post(page_of(event), sent(browser.get(page_of(event))), follow=True)
    at_list = reverse("announcements:desk_notices", args=[event.uid])
    text = answer.content.decode()
    assert "The change to version 2 is told in 5 minutes." in text
    assert f'<a href="{at_list}">See who is told, hold it, or send it now</a>' in text
    row = raise_notice(event, now=EVENING)
    assert row is not None
    link = f'<a href="{reverse("announcements:desk_notice", args=[event.uid, row.pk])}">See who is told'
    text = browser.get(page_of(event)).content.decode()
    assert ("The change to version 2 is told: 5 Sep 2017, 21:45 Seoul time." in text, link in text) == (True, True)
    hold(row, by=rows.operator())
    assert "The change to version 2 is on hold" in browser.get(page_of(event)).content.decode()


def test_number_of_queries_does_not_grow(browser: Client, event: Event, visit: AgendaItem) -> None:
    (b,) = event.groups.filter(name="B")
    change(visit, room="Gate 4")
    browser.get(page_of(event))
    with asked() as few:
        browser.get(page_of(event))
    for number in range(20):
        makers.told(event, f"Delegate {number:02}", b)
    with asked() as many:
        page = browser.get(page_of(event))
    assert "21 people are told" in page.content.decode()
    assert (few.queries, many.queries) == (35, 35)


def test_who_does_not_publish_tells_nothing(client: Client, event: Event, notice: Notice) -> None:
    change(event.items.get(), room="Gate 5")
    found = []
    for kind in (RoleKind.REGISTRAR, RoleKind.EDITOR):
        client.force_login(rows.colleague(kind, at=event))
        found.append(client.post(telling_of(event)).status_code)
    assert (found, event.editions.count()) == ([403, 403], 2)
