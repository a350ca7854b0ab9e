"""The desk's page of draft links."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from backstage.models import AuditEntry
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import DraftComment, DraftLink, Event
from tours.rights.draft_links import comment, draft_link_of, make_draft_link, mark_as_done
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SENT = {"label": "The host", "level": "public", "days": "3"}


def page_of(event: Event) -> str:
    return reverse("tours:desk_drafts", args=[event.uid])


def revoke_of(link: DraftLink) -> str:
    return reverse("tours:desk_revoke_draft", args=[link.pk])


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week")


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.EDITOR, at=event, name="Maja"))


def test_link_is_made_and_shown_once(event: Event, browser: Client) -> None:
    page = browser.post(page_of(event), SENT)
    [secret] = re.findall(r"\?key=(sojourn_draft_[0-9a-f]{64})", page.content.decode())
    found = draft_link_of(secret)
    assert found
    assert (found.event, found.label, found.level, found.made_by.name) == (event, "The host", "public", "Maja")
    assert (found.expires_at - found.made_at).days == 3
    assert "no-store" in page.headers["Cache-Control"]
    assert secret not in browser.get(page_of(event)).content.decode()
    assert secret[-64:] not in str(AuditEntry.objects.values())


def test_what_was_typed_stays_where_it_is_refused(event: Event, browser: Client) -> None:
    refused = browser.post(page_of(event), SENT | {"days": "31"})
    assert (refused.status_code, refused.context["form"]["label"].value(), refused.context["form"].errors) == (
        400,
        "The host",
        {"days": ["Ensure this value is less than or equal to 30."]},
    )
    assert not DraftLink.objects.exists()


def told_on(page: str) -> list[str]:
    """What the page says of each comment: who wrote it and when, how it stands, what it says, and what can be done."""
    entries = re.findall(r'<li class="entry">(.*?)</li>', page, re.DOTALL)
    return [" ".join(strip_tags(entry.replace("<br>", " ")).split()) for entry in entries]


def test_comments_stand_on_the_page_as_they_were_written_at_the_time_of_the_event(
    event: Event, browser: Client
) -> None:
    link, _secret = make_draft_link(event, by=rows.stranger(), label="The host", lasts=timedelta(days=1))
    with time_machine.travel("2017-08-30T15:30:00Z", tick=False):
        comment(link, text="<i>No</i>\n\nroom")
    page = browser.get(page_of(event)).content.decode()
    assert "<p>&lt;i&gt;No&lt;/i&gt;</p>\n\n<p>room</p>" in page
    assert told_on(page) == [
        "The host 31 Aug 2017, 00:30 Seoul time New &lt;i&gt;No&lt;/i&gt; room Done: &lt;i&gt;No&lt;/i&gt; room"
    ]


def test_comment_waits_at_the_event_until_somebody_marks_it_as_done(event: Event, browser: Client) -> None:
    rows.item(event)
    link, _secret = make_draft_link(event, by=rows.stranger(), label="The host")
    with time_machine.travel("2017-08-30T15:30:00Z", tick=False):
        first = comment(link, text="The hall is closed")
        comment(link, text="Bring a coat")
    desk = reverse("tours:desk_event", args=[event.uid])

    def waiting() -> list[tuple[str, str]]:
        told = browser.get(desk).content.decode().split('<ul class="to-do">')[1].split("</ul>")[0]
        found: list[tuple[str, str]] = re.findall(r'<li><a href="([^"]*)">([^<]* comments? [^<]*)</a>', told)
        return found

    comments = f"{page_of(event)}#comments"
    assert waiting() == [(comments, "2 new comments on the draft")]
    answer = browser.post(reverse("tours:desk_comment_done", args=[first.pk]))
    assert (answer.headers["Location"], waiting()) == (page_of(event), [(comments, "1 new comment on the draft")])
    assert told_on(browser.get(page_of(event)).content.decode()) == [
        "The host 31 Aug 2017, 00:30 Seoul time New Bring a coat Done: Bring a coat",
        "The host 31 Aug 2017, 00:30 Seoul time Done The hall is closed",
    ]
    mark_as_done(DraftComment.objects.get(text="Bring a coat"))
    assert waiting() == []


def test_who_cannot_answer_is_told_of_no_comment(event: Event) -> None:
    link, _secret = make_draft_link(event, by=rows.stranger(), label="The host")
    comment(link, text="Good")
    page = browser_of(rows.colleague(RoleKind.REGISTRAR, at=event)).get(reverse("tours:desk_event", args=[event.uid]))
    assert "on the draft" not in page.content.decode()


def test_link_is_revoked(event: Event, browser: Client) -> None:
    link, secret = make_draft_link(event, by=rows.stranger(), label="The host")
    answer = browser.post(revoke_of(link))
    assert (answer.headers["Location"], draft_link_of(secret)) == (page_of(event), None)
    DraftLink.objects.update(revoked_at=datetime(2017, 8, 30, 15, 30, tzinfo=UTC))
    assert "revoked 31 Aug 2017" in browser.get(page_of(event)).content.decode()


@pytest.mark.parametrize(("kind", "answers"), [(RoleKind.VIEWER, (403, 403, 404)), (None, (404, 404, 404))])
def test_only_who_edits_the_agenda_lets_somebody_in(
    event: Event, kind: RoleKind | None, answers: tuple[int, int, int]
) -> None:
    link, secret = make_draft_link(event, by=rows.stranger(), label="The host")
    other = browser_of(rows.colleague(kind, at=event) if kind else rows.stranger())
    found = (other.get(page_of(event)), other.post(page_of(event), SENT), other.post(revoke_of(link)))
    assert (tuple(answer.status_code for answer in found), DraftLink.objects.count()) == (answers, 1)
    assert draft_link_of(secret) == link
