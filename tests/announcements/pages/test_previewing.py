"""The preview of a post."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from announcements.models import Post
from tests.announcements.makers import post, published_event, writer
from tests.factories import rows
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


def address(of: Post) -> str:
    return reverse("admin:announcements_post_preview", args=[of.pk])


def staff(client: Client, kind: RoleKind) -> Client:
    client.force_login(writer(kind))
    return client


@pytest.fixture
def desk(client: Client) -> Client:
    return staff(client, RoleKind.EDITOR)


@time_machine.travel(date(2017, 8, 31))
def test_draft_is_shown_as_it_would_be_printed_today(desk: Client) -> None:
    draft = post(title="Cities in Seoul", body="<b>To *learn*</b>", dateline="Seoul")
    page = without_bdi(desk.get(address(draft)))
    printed = ["<h1>Cities in Seoul</h1>", "31 August 2017", "<p>&lt;b&gt;To <em>learn</em>&lt;/b&gt;</p>"]
    assert [words for words in printed if words not in page] == []
    assert "Only staff see this page." in page
    draft.refresh_from_db()
    assert draft.published_on is None


def test_preview_reaches_neither_caches_nor_search_engines_and_counts_no_reader(desk: Client) -> None:
    response = desk.get(address(post()))
    assert (response["X-Robots-Tag"], response["Cache-Control"]) == (
        "noindex, nofollow",
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    page = without_bdi(response)
    assert [words in page for words in ('<meta name="robots" content="noindex, nofollow">', "<img", "canonical")] == [
        True,
        False,
        False,
    ]


def test_draft_of_an_event_that_is_not_published_is_shown_without_it(desk: Client) -> None:
    unpublished = rows.event(title="Week")
    made = post(event=published_event(title="Days"))
    assert ("Week" in desk.get(address(post(event=unpublished))).content.decode()) is False
    assert ("Days" in desk.get(address(made)).content.decode()) is True


def test_page_of_a_post_leads_to_its_preview(desk: Client) -> None:
    draft = post()
    assert (
        f'<a href="{address(draft)}">Preview</a>'
        in desk.get(reverse("admin:announcements_post_change", args=[draft.pk])).content.decode()
    )


def test_preview_is_for_those_who_may_see_posts(client: Client) -> None:
    draft = post()
    assert client.get(address(draft)).headers["Location"] == f"/account/sign-in/?next={address(draft)}"
    client.force_login(rows.colleague(RoleKind.EDITOR, at=rows.event()))
    assert is_not_found(client.get(address(draft)))
    assert staff(client, RoleKind.VIEWER).get(address(draft)).status_code == 200


@pytest.mark.parametrize("key", ["0", "abc", "9" * 40, "%00"])
def test_preview_of_no_post_is_not_found(desk: Client, key: str) -> None:
    assert is_not_found(desk.get(f"/admin/announcements/post/{key}/preview/"))
