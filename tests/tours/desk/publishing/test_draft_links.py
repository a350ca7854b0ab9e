"""The desk's page of draft links."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from backstage.models import AuditEntry
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import DraftLink, Event
from tours.rights.draft_links import comment, draft_link_of, make_draft_link
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


def test_comments_stand_on_the_page_as_they_were_written(event: Event, browser: Client) -> None:
    link, _secret = make_draft_link(event, by=rows.stranger(), label="The host")
    comment(link, text="<i>No</i>\n\nroom")
    text = browser.get(page_of(event)).content.decode()
    assert ("Comments: The host" in text, "<p>&lt;i&gt;No&lt;/i&gt;</p>\n\n<p>room</p>" in text) == (True, True)


def test_link_is_revoked(event: Event, browser: Client) -> None:
    link, secret = make_draft_link(event, by=rows.stranger(), label="The host")
    answer = browser.post(revoke_of(link))
    assert (answer.headers["Location"], draft_link_of(secret)) == (page_of(event), None)
    assert f"revoked {DraftLink.objects.get().revoked_at:%-d %b %Y}" in browser.get(page_of(event)).content.decode()


@pytest.mark.parametrize(("kind", "answers"), [(RoleKind.VIEWER, (403, 403, 404)), (None, (404, 404, 404))])
def test_only_who_edits_the_agenda_lets_somebody_in(
    event: Event, kind: RoleKind | None, answers: tuple[int, int, int]
) -> None:
    link, secret = make_draft_link(event, by=rows.stranger(), label="The host")
    other = browser_of(rows.colleague(kind, at=event) if kind else rows.stranger())
    found = (other.get(page_of(event)), other.post(page_of(event), SENT), other.post(revoke_of(link)))
    assert (tuple(answer.status_code for answer in found), DraftLink.objects.count()) == (answers, 1)
    assert draft_link_of(secret) == link
