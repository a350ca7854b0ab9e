"""The desk's list of all posts that somebody may write."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from announcements.models import Post
from announcements.posts.scheduling import schedule_post
from announcements.posts.search_words import write_words
from tests.announcements.makers import post, published_post, writer
from tests.factories import rows
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
LIST = "/desk/posts/"


def titles(client: Client, **parameters: str) -> list[str]:
    return [line.post.title for line in client.get(LIST, parameters).context["lines"]]


def test_list_holds_what_the_user_may_write(client: Client) -> None:
    event, other = rows.event(title="Week"), rows.event(title="Day")
    post(title="Ours", event=event)
    post(title="Of others", event=other)
    post(title="Of the site")
    client.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    assert titles(client) == ["Ours"]
    client.force_login(writer())
    assert titles(client) == ["Of the site", "Of others", "Ours"]


@pytest.mark.parametrize("kind", [RoleKind.REGISTRAR, RoleKind.VIEWER])
def test_who_writes_nowhere_is_told_so(client: Client, kind: RoleKind) -> None:
    event = rows.event()
    post(title="Theirs", event=event)
    client.force_login(rows.colleague(kind, at=event))
    page = client.get(LIST).content.decode()
    assert ("You cannot write posts yet." in page, "Theirs" in page) == (True, False)


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"state": "draft"}, ["Begun"]),
        ({"state": "scheduled"}, ["Held", "Planned"]),
        ({"state": "published"}, ["Told"]),
        ({"state": "held"}, ["Held"]),
        ({"state": "nonsense"}, []),
        ({"q": "tol"}, ["Told"]),
        ({"event": "smart week"}, ["Begun"]),
        ({"event": "smart", "state": "published"}, []),
    ],
)
def test_list_is_narrowed(client: Client, parameters: dict[str, str], found: list[str]) -> None:
    write_words(published_post(title="Told"))
    for title in ("Planned", "Held"):
        schedule_post(post(title=title), at=datetime(2090, 1, 1, tzinfo=UTC), by=rows.operator())
    Post.objects.filter(title="Held").update(schedule_note="no")
    post(title="Begun", event=rows.event(title="Smart City Week"))
    client.force_login(rows.operator())
    assert sorted(titles(client, **parameters)) == found
