"""The desk's pages of versions: the list, two compared, one shown, withdrawing and redacting."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from tests.announcements.makers import post
from tests.factories import rows
from tests.refusals import is_bad_request, is_not_found
from tests.tours.admin.conftest import browser_of
from tours.editions.publishing import agenda_of
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event, Redaction
from tours.vocabulary import Level, RoleKind

pytestmark = pytest.mark.django_db
STALE = "Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again."


def page_of(event: Event, **query: object) -> str:
    return reverse("tours:desk_versions", args=[event.uid], query={**query} or None)


def withdraw_of(event: Event, number: int) -> str:
    return reverse("tours:desk_withdraw", args=[event.uid, number])


def redact_of(event: Event) -> str:
    return reverse("tours:desk_redact", args=[event.uid])


@pytest.fixture(scope="module")
def event(shared_rows: Path) -> Event:
    """Three versions: an item, its room, and its title as a small correction."""
    made = rows.event(title="Smart City Week")
    rows.item(made, title="Opening")
    by = rows.colleague(RoleKind.COORDINATOR, at=made, name="Maja")
    rows.publish(made, by=by, note="The programme")
    made.items.update(room="Hall 3")
    rows.item(made, title="Bus", level=Level.DELEGATES)
    rows.publish(made, by=by)
    made.items.filter(title="Opening").update(title="The opening")
    rows.publish(made, by=by, small=True)
    return made


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))


def table(page: Any) -> list[list[str]]:
    body = page.content.decode().split("<tbody>")[1].split("</tbody>")[0]
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in body.split("</tr>")[:-1]]
    return [[" ".join(strip_tags(cell).split()) for cell in (row[0], *row[2:])] for row in cells]


def marks(page: Any) -> list[tuple[str, str | None]]:
    return [(item.line.title, item.change) for _day, items in page.context["days"] for item in items]


def test_list_says_who_published_which_version_and_what_became_of_it(event: Event, browser: Client) -> None:
    withdraw(event.editions.get(number=3), by=rows.operator())
    found = table(browser.get(page_of(event)))
    again = "Version 3 was withdrawn. The programme of version 2 holds again."
    changed = [
        "What changed: version 4 · Withdraw: version 4",
        "What changed: version 3",
        "What changed: version 2",
        "",
    ]
    assert [row[:3] for row in found] == [
        ["Version 4", "Operator", again],
        ["Version 3", "Maja", "–"],
        ["Version 2", "Maja", "–"],
        ["Version 1", "Maja", "The programme"],
    ]
    assert [re.sub(r"\d+ \w+ \d{4}, \d\d:\d\d Seoul time, ", "", row[3]) for row in found] == [
        "Current Small correction",
        "Withdrawn Operator Small correction",
        "Earlier",
        "Earlier",
    ]
    assert [row[4] for row in found] == changed


def test_two_versions_are_compared_for_each_audience(event: Event, browser: Client) -> None:
    page = browser.get(page_of(event, **{"from": 3, "to": 1}))
    assert ([edition.number for edition in page.context["editions"]], marks(page)) == (
        [1, 3],
        [("Bus", "new"), ("The opening", "changed")],
    )
    public = browser.get(page_of(event, **{"from": 1, "to": 2}, audience="public"))
    assert marks(public) == [("Opening", "changed")]
    same = browser.get(page_of(event, **{"from": 2, "to": 2})).content.decode()
    assert "Nothing that they see changed." in same


def test_one_version_is_shown_as_its_readers_saw_it(event: Event, browser: Client) -> None:
    shown = {level: marks(browser.get(page_of(event, version=2, audience=level))) for level in ("staff", "public")}
    assert shown == {"staff": [("Bus", None), ("Opening", None)], "public": [("Opening", None)]}


@pytest.mark.parametrize(
    "query", [{"version": "x"}, {"version": "0"}, {"from": "1"}, {"to": "1"}, {"audience": "all", "version": "1"}]
)
def test_what_is_no_version_is_not_understood(event: Event, browser: Client, query: dict[str, str]) -> None:
    assert is_bad_request(browser.get(page_of(event, **query)))


def test_version_that_there_is_not_is_not_found(event: Event, browser: Client) -> None:
    assert is_not_found(browser.get(page_of(event, version=9)))
    for number in (9, 10**30):
        assert is_not_found(browser.get(withdraw_of(event, number)))


def test_current_version_is_withdrawn_once_it_was_shown_what_that_brings(event: Event, browser: Client) -> None:
    page = browser.get(withdraw_of(event, 3))
    text = page.content.decode()
    assert "What version 2 of" in text
    assert "<del>The opening</del>" not in text
    answer = browser.post(withdraw_of(event, 3), {"shown": page.context["withdrawal"].tag})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(event))
    assert [str(message) for message in get_messages(answer.wsgi_request)] == ["Version 3 is withdrawn."]
    assert [edition.withdrawn_at is not None for edition in event.editions.order_by("number")] == [
        False,
        False,
        True,
        False,
    ]


def test_what_was_not_shown_is_not_withdrawn(event: Event, browser: Client) -> None:
    tag = browser.get(withdraw_of(event, 3)).context["withdrawal"].tag
    redact_text(event, text="Hall", by=rows.operator(), reason="asked for")
    for sent in ({"shown": tag}, {}):
        refused = browser.post(withdraw_of(event, 3), sent)
        assert (refused.status_code, refused.context["refusals"]) == (400, [STALE])
    assert not Edition.objects.filter(withdrawn_at__isnull=False).exists()


def test_earlier_version_cannot_be_withdrawn(event: Event, browser: Client) -> None:
    text = browser.get(withdraw_of(event, 1)).content.decode()
    assert ("Version 3 is the current version" in text, '<button class="button danger">' in text) == (True, False)
    assert browser.post(withdraw_of(event, 1), {"shown": "x"}).status_code == 400


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        (RoleKind.COORDINATOR, (200, 200, 403)),
        (RoleKind.EDITOR, (200, 403, 403)),
        (RoleKind.VIEWER, (200, 403, 403)),
        (None, (404, 404, 404)),
    ],
)
def test_who_reads_the_event_reads_its_versions(
    event: Event, kind: RoleKind | None, answers: tuple[int, int, int]
) -> None:
    other = browser_of(rows.colleague(kind, at=event) if kind else rows.stranger())
    addresses = (page_of(event), withdraw_of(event, 3), redact_of(event))
    assert tuple(other.get(address).status_code for address in addresses) == answers
    assert tuple(other.post(address).status_code for address in addresses[1:]) == tuple(
        400 if answer == 200 else answer for answer in answers[1:]
    )


def test_text_is_redacted_once_it_was_found_and_the_word_typed(event: Event) -> None:
    browser, told = browser_of(rows.operator()), post(event=event, title="Hall 3 is open")
    sent = {"text": "Hall 3", "reason": "asked for"}
    looked = browser.post(redact_of(event), {**sent, "look": "1"})
    assert (looked.context["found_places"], Redaction.objects.count()) == ("2 versions, 1 row and 1 post", 0)
    sent |= {"found": looked.context["found"].tag}
    refused = browser.post(redact_of(event), {**sent, "typed": "yes"})
    assert (refused.status_code, refused.context["form"].errors) == (
        400,
        {"typed": ["This cannot be undone. Type “redact” to confirm."]},
    )
    answer = browser.post(redact_of(event), {**sent, "typed": " Redact"})
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(event))
    lines = [item.line for item in agenda_of(event.editions.get(number=2)).items if item.line]
    assert {line.title: line.room for line in lines} == {"Opening": "[removed]", "Bus": ""}
    told.refresh_from_db()
    assert (told.title, {row[3].rpartition(" ")[2] for row in table(browser.get(page_of(event)))}) == (
        "[removed] is open",
        {"Redacted", "Earlier"},
    )


def test_nothing_is_redacted_that_was_not_shown(event: Event) -> None:
    browser = browser_of(rows.operator())
    refused = browser.post(redact_of(event), {"text": "Hall 3", "reason": "asked for", "typed": "redact"})
    assert (refused.status_code, refused.context["form"].non_field_errors()) == (400, [STALE])
    nowhere = browser.post(redact_of(event), {"text": "Nowhere", "reason": "asked for", "typed": "redact"})
    assert nowhere.context["form"].errors == {"text": ["No version of this event contains this. Check what you gave."]}
    assert not Redaction.objects.exists()
