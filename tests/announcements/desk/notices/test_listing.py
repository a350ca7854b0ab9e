"""The notices of an event: what waits, and what was told; and where the desk leads to them."""

from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from announcements.models import Notice
from announcements.notices.deciding import cancel, hold
from announcements.notices.messages import write_message
from announcements.notices.raising import HOLD, raise_notice
from announcements.notices.sending import send_due
from participants.models import Delegate
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change
from tests.factories import rows
from tours.models import AgendaItem, Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def list_of(event: Event) -> str:
    return reverse("announcements:desk_notices", args=[event.uid])


def shown(page: Any, part: str) -> list[tuple[str, str, int]]:
    return [(str(line.notice), line.notice.get_state_display(), line.people) for line in page.context[part]]


def message(event: Event) -> Notice:
    keys = list(Delegate.objects.filter(event=event).values_list("pk", flat=True))
    return write_message(event, keys, subject="Bus", words="At nine.", by=rows.operator())


def test_what_waits_stands_above_what_was_told(
    browser: Client, event: Event, notice: Notice, mailoutbox: list[EmailMessage]
) -> None:
    send_due(EVENING + HOLD)
    change(event.items.get(), room="Gate 5")
    cancelled = makers.published_and_raised(event, at=EVENING)
    assert cancelled is not None
    cancel(cancelled, by=rows.operator())
    change(event.items.get(), room="Gate 6")
    makers.published_and_raised(event, at=EVENING)
    message(event)
    page = browser.get(list_of(event))
    assert shown(page, "open") == [("Bus", "Waiting", 2), ("From version 3 to version 4", "Waiting", 1)]
    assert shown(page, "lines") == [
        ("From version 2 to version 3", "Not sent", 0),
        ("From version 1 to version 2", "Sent", 1),
    ]
    text = page.content.decode()
    assert text.count("5 Sep 2017, 21:45 Seoul time") == 2


def test_version_that_is_not_noted_yet_is_announced(browser: Client, event: Event, visit: AgendaItem) -> None:
    assert browser.get(list_of(event)).context["unnoted"] is None
    change(visit, room="Gate 4")
    rows.publish(event)
    page = browser.get(list_of(event))
    assert (page.context["unnoted"], "Version 2 is noted in a few seconds" in page.content.decode()) == (2, True)
    raise_notice(event, now=EVENING)
    assert browser.get(list_of(event)).context["unnoted"] is None


def test_notice_of_nothing_that_the_release_wrote_is_not_listed(browser: Client, event: Event) -> None:
    row = Notice.objects.create(event=event, since=3, number=3, state="nothing", ended_at=EVENING)
    assert shown(browser.get(list_of(event)), "lines") == []
    assert browser.get(reverse("announcements:desk_notice", args=[event.uid, row.pk])).status_code == 404


def test_navigation_leads_to_notices_whom_it_serves(client: Client, event: Event) -> None:
    overview = reverse("tours:desk_event", args=[event.uid])
    led = {}
    for kind in (RoleKind.COORDINATOR, RoleKind.REGISTRAR, RoleKind.EDITOR):
        client.force_login(rows.colleague(kind, at=event))
        led[kind] = f'href="{list_of(event)}"' in client.get(overview).content.decode()
    assert led == {RoleKind.COORDINATOR: True, RoleKind.REGISTRAR: True, RoleKind.EDITOR: False}


def test_what_is_on_hold_is_to_do(client: Client, event: Event, notice: Notice) -> None:
    address = f'<li><a href="{reverse("announcements:desk_notice", args=[event.uid, notice.pk])}">A notice is on hold'
    at = (reverse("tours:desk_event", args=[event.uid]), reverse("tours:desk"))
    found = {}
    for step in ("waits", "on hold"):
        if step == "on hold":
            hold(notice, by=rows.operator())
        for kind in (RoleKind.COORDINATOR, RoleKind.EDITOR):
            client.force_login(rows.colleague(kind, at=event))
            found[step, kind] = [address in client.get(page).content.decode() for page in at]
    assert found == {
        ("waits", RoleKind.COORDINATOR): [False, False],
        ("waits", RoleKind.EDITOR): [False, False],
        ("on hold", RoleKind.COORDINATOR): [True, True],
        ("on hold", RoleKind.EDITOR): [False, False],
    }
