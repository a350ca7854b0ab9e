"""The posts of an event at the desk: the list, and drafts that begin there."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from announcements.drafting import DraftKind
from announcements.models import Post, State
from announcements.posts.scheduling import schedule_post
from announcements.posts.writing import draft_post
from tests.announcements.makers import post, published_event, published_post
from tests.factories import rows
from tours.models import Event
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SOON = datetime(2090, 8, 30, 22, 30, tzinfo=UTC)


def listed_at(event: Event) -> str:
    return reverse("announcements:desk_posts", args=[event.uid])


def drafted_at(event: Event) -> str:
    return reverse("announcements:desk_draft", args=[event.uid])


def entering(client: Client, kind: RoleKind, event: Event) -> Client:
    client.force_login(rows.colleague(kind, at=event))
    return client


def lines(page: bytes) -> list[tuple[str, str]]:
    """Of each line its title and state."""
    found = re.findall(
        r"<tr><td[^>]*><a[^>]*>(.*?)</a>.*?<td data-label=\"State\">(.*?)</td>", page.decode(), re.DOTALL
    )
    return [(title, " ".join(re.sub(r"<[^>]*>", "", state).split())) for title, state in found]


def test_list_tells_the_state_of_each_post(client: Client) -> None:
    event = rows.event(title="Week")
    published_post(title="Told", event=event)
    schedule_post(post(title="Planned", event=event), at=SOON, by=rows.operator())
    post(title="Begun", event=event)
    post(title="Of another")
    page = entering(client, RoleKind.EDITOR, event).get(listed_at(event)).content
    assert lines(page) == [
        ("Begun", "Draft"),
        ("Planned", "Scheduled 31 August 2090, 07:30 Seoul time (UTC+9)"),
        ("Told", "Published 30 Aug 2017"),
    ]


def test_list_says_what_somebody_should_look_at(client: Client) -> None:
    event, by = rows.full_event(title="Week"), rows.coordinator()
    rows.publish(event, by=by)
    draft_post(event, kind=DraftKind.ATTENDING)
    rows.item(event, title="A visit")
    rows.publish(event, by=by)
    held = schedule_post(post(title="Planned", event=event), at=SOON, by=by)
    Post.objects.filter(pk=held.pk).update(schedule_note="it says what was redacted.")
    page = entering(client, RoleKind.EDITOR, event).get(listed_at(event)).content.decode()
    assert re.findall("<strong>(.*?)</strong>", page) == [
        "Not published as scheduled: it says what was redacted.",
        "Drafted from version 1; version 2 is published since. Read it again.",
    ]


def test_draft_begins_at_the_event_in_the_name_of_its_programme(client: Client) -> None:
    event = published_event(title="Week")
    browser = entering(client, RoleKind.EDITOR, event)
    answer = browser.post(drafted_at(event), {"kind": "attending"})
    made = Post.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/posts/{made.pk}/")
    assert (made.byline, made.drafted_as, made.state) == ("Urban Partnership Program", "attending", State.DRAFT)


def test_draft_that_exists_is_told_and_led_to(client: Client) -> None:
    event = published_event(title="Week")
    made = draft_post(event, kind=DraftKind.ATTENDING)
    page = entering(client, RoleKind.EDITOR, event).get(drafted_at(event)).content.decode()
    assert re.findall(r'<h2>(.*?)</h2>\n<p><a href="(.*?)">', page) == [("Who will attend", f"/desk/posts/{made.pk}/")]
    assert re.findall(r"<button[^>]*>(.*?)<span", page) == ["Draft another", "Draft it"]


@pytest.mark.parametrize("published", [True, False])
def test_draft_is_offered_where_it_succeeds_and_elsewhere_the_page_says_why_not(
    client: Client, *, published: bool
) -> None:
    event = published_event(title="Week") if published else rows.event()
    browser = entering(client, RoleKind.EDITOR, event)
    page = browser.get(listed_at(event))
    offered = re.findall(r'name="kind" value="(.*?)"', page.content.decode())
    reasons = {each.kind: each.refusal for each in page.context["kinds"] if each.kind not in offered}
    assert offered == (["attending", "programme_published"] if published else [])
    assert [browser.post(drafted_at(event), {"kind": kind}).status_code for kind in offered] == [302] * len(offered)
    assert {kind: browser.post(drafted_at(event), {"kind": kind}).context["refusal"] for kind in reasons} == reasons
    assert set(re.findall(r'<p class="hint">(.*?)</p>', page.content.decode())) == set(reasons.values())


def test_change_that_was_told_is_told_of_this_version_alone(client: Client) -> None:
    event, by = rows.full_event(items=1), rows.coordinator()
    rows.publish(event, by=by)
    for title in ("A visit", "A meeting"):
        rows.item(event, title=title)
        rows.publish(event, by=by)
        kinds = entering(client, RoleKind.EDITOR, event).get(drafted_at(event)).context["kinds"]
        assert [each.kind for each in kinds if each.existing] == []
        draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
        kinds = client.get(drafted_at(event)).context["kinds"]
        assert [each.kind for each in kinds if each.existing] == [DraftKind.PROGRAMME_CHANGED]
        Post.objects.filter(state=State.DRAFT).update(state=State.PUBLISHED, published_on="2017-08-30")


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("programme_changed", "There is only one published version, so nothing has changed. Publish the change first."),
        ("nonsense", "Choose what the post is to tell."),
        ("", "Choose what the post is to tell."),
    ],
)
def test_what_cannot_be_drafted_is_refused_with_the_reason(client: Client, kind: str, refusal: str) -> None:
    event = published_event()
    answer = entering(client, RoleKind.EDITOR, event).post(drafted_at(event), {"kind": kind})
    assert (answer.status_code, answer.context["refusal"], Post.objects.count()) == (400, refusal, 0)


@pytest.mark.parametrize(
    ("kind", "list_", "draft", "offered"),
    [
        (RoleKind.EDITOR, 200, 302, 4),
        (RoleKind.REGISTRAR, 200, 403, 0),
        (RoleKind.VIEWER, 200, 403, 0),
    ],
)
def test_who_reads_the_event_reads_its_posts_and_who_writes_drafts_them(
    client: Client, kind: RoleKind, list_: int, draft: int, offered: int
) -> None:
    event = published_event()
    browser = entering(client, kind, event)
    page = browser.get(listed_at(event))
    assert (page.status_code, len(page.context["kinds"])) == (list_, offered)
    assert browser.post(drafted_at(event), {"kind": "attending"}).status_code == draft


def test_the_event_is_none_of_a_stranger_s_business(client: Client) -> None:
    event = rows.event()
    client.force_login(rows.stranger())
    assert [client.get(address).status_code for address in (listed_at(event), drafted_at(event))] == [404, 404]


@time_machine.travel("2017-09-01T12:00Z", tick=False)
def test_list_points_at_the_kind_that_should_be_written_next(client: Client) -> None:
    event = published_event(title="Week")
    page = entering(client, RoleKind.EDITOR, event).get(listed_at(event))
    assert page.context["next"] == DraftKind.PROGRAMME_PUBLISHED
