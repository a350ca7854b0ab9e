"""Writing to people: whom the list shows, who is chosen, and that nobody is by mistake."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from announcements.models import Notice
from announcements.notices.raising import HOLD
from announcements.notices.sending import send_due
from participants.models import Delegate
from participants.vocabulary import DelegateState
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING
from tests.counting import asked
from tests.factories import rows
from tests.participants.makers import accepted, delegation
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
MESSAGE = {"subject": "Bus", "words": "It leaves at nine."}


@pytest.fixture
def ana(event: Event) -> Delegate:
    return makers.told(event, "Ana", makers.group(event, "A"))


@pytest.fixture
def boris(event: Event) -> Delegate:
    return makers.told(event, "Boris")


def page_of(event: Event, query: str = "") -> str:
    return reverse("announcements:desk_write_message", args=[event.uid]) + query


def names(page: Any) -> list[str]:
    return [line.name for line in page.context["lines"]]


def written_to() -> list[str]:
    return [str(row.delegate) for row in Notice.objects.get().recipients.order_by("pk")]


def test_list_shows_those_who_have_a_place_and_know_of_it(
    browser: Client, event: Event, ana: Delegate, boris: Delegate
) -> None:
    rows.publish(event)
    by = rows.colleague(RoleKind.COORDINATOR, at=event)
    quiet = accepted(delegation(event, by=by), by=by, name="Decided quietly")
    Delegate.objects.filter(pk=quiet.pk).update(told_state="")
    Delegate.objects.filter(pk=makers.told(event, "Gone").pk).update(state=DelegateState.WITHDRAWN)
    (a,) = event.groups.all()
    assert names(browser.get(page_of(event))) == ["Ana", "Boris"]
    assert names(browser.get(page_of(event, f"?group={a.pk}"))) == ["Ana"]
    assert names(browser.get(page_of(event, "?q=bor"))) == ["Boris"]


def test_those_who_are_ticked_get_it(
    browser: Client, event: Event, ana: Delegate, boris: Delegate, mailoutbox: list[EmailMessage]
) -> None:
    answer = browser.post(page_of(event), {**MESSAGE, "rows": [boris.pk]})
    assert answer["Location"] == reverse("announcements:desk_notice", args=[event.uid, Notice.objects.get().pk])
    assert (written_to(), mailoutbox) == (["Boris"], [])
    page = browser.get(answer["Location"])
    assert [(line.name, entries) for line, entries in page.context["lines"]] == [("Boris", None)]
    assert "It leaves at nine." in page.content.decode()
    send_due(EVENING + HOLD)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["boris@example.org"], "Bus")]
    assert "Who has seen" not in browser.get(answer["Location"]).content.decode()


def test_all_of_the_list_are_those_whom_the_filters_find(
    browser: Client, event: Event, ana: Delegate, boris: Delegate
) -> None:
    browser.post(page_of(event, "?q=ana"), {**MESSAGE, "everybody": "on"})
    assert written_to() == ["Ana"]


@pytest.mark.usefixtures("ana")
def test_nothing_ticked_means_nobody_and_nothing_typed_is_lost(browser: Client, event: Event) -> None:
    answer = browser.post(page_of(event), MESSAGE)
    text = answer.content.decode()
    assert (answer.status_code, Notice.objects.count()) == (400, 0)
    assert "Tick at least one person to write to, or all of this list." in text
    assert ('value="Bus"' in text, "It leaves at nine." in text) == (True, True)


def test_missing_words_are_asked_for_and_ticks_stay(browser: Client, event: Event, ana: Delegate) -> None:
    answer = browser.post(page_of(event), {"subject": "Bus", "words": " ", "rows": [ana.pk]})
    assert (answer.status_code, Notice.objects.count()) == (400, 0)
    assert f'value="{ana.pk}" aria-label="Write to Ana" checked' in answer.content.decode()


def test_nobody_of_another_event_is_written_to(browser: Client, event: Event, ana: Delegate) -> None:
    far = makers.told(rows.event(title="Another", slug="another"), "Far")
    answer = browser.post(page_of(event), {**MESSAGE, "rows": [ana.pk, far.pk]})
    assert (answer.status_code, Notice.objects.count()) == (400, 0)
    assert "Choose people of this list." in answer.content.decode()


def test_filter_that_cannot_be_writes_to_nobody(browser: Client, event: Event, ana: Delegate) -> None:
    answer = browser.post(page_of(event, "?state=gone"), {**MESSAGE, "everybody": "on"})
    assert (answer.status_code, Notice.objects.count()) == (400, 0)


def test_words_of_a_message_can_be_changed_before_it_goes(browser: Client, event: Event, ana: Delegate) -> None:
    address = browser.post(page_of(event), {**MESSAGE, "rows": [ana.pk]})["Location"]
    empty = browser.post(address, {"version": "", "step": "keep", "words": ""})
    assert (empty.status_code, Notice.objects.get().words) == (400, "It leaves at nine.")
    browser.post(address, {"version": "", "step": "hold", "words": "It leaves at ten."})
    row = Notice.objects.get()
    assert (row.words, row.is_on_hold) == ("It leaves at ten.", True)


@pytest.mark.usefixtures("ana")
def test_number_of_queries_does_not_grow(browser: Client, event: Event) -> None:
    browser.get(page_of(event))
    with asked() as few:
        browser.get(page_of(event))
    for number in range(60):
        makers.told(event, f"Delegate {number:02}")
    with asked() as many:
        page = browser.get(page_of(event))
    assert (page.context["page"].paginator.count, len(page.context["lines"])) == (61, 50)
    assert (few.queries, many.queries) == (13, 13)
