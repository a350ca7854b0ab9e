"""The further pictures of a post: added, described, put in order, taken off, and redacted."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.stale_forms.tags import NAME
from announcements.models import Post, PostPicture
from announcements.posts import gallery
from announcements.posts.redacting import found_text, naming, redact_text
from announcements.posts.writing import publish_post
from backstage.models import AuditEntry
from tests.announcements.makers import post, published_event
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tests.tours.desk.pictures.uploads import photograph
from tours.models import Event, Picture
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
COLOURS = {"The bridge": "teal", "The hall": "navy", "The square": "olive"}


@pytest.fixture
def event() -> Event:
    return published_event()


@pytest.fixture
def desk(event: Event) -> Client:
    return browser_of(rows.colleague(RoleKind.EDITOR, at=event))


@pytest.fixture
def draft(event: Event) -> Post:
    return post(title="Cities", slug="cities", event=event)


def page(draft: Post) -> str:
    return f"/desk/posts/{draft.pk}/pictures/"


def add(desk: Client, draft: Post, words: str, **typed: Any) -> Any:
    facts = {"file": photograph(COLOURS.get(words, "gray")), "alternative": words}
    return desk.post(page(draft), facts | typed)


def names(draft: Post) -> list[str]:
    return [str(row) for row in PostPicture.objects.filter(post=draft)]


def test_pictures_are_added_moved_and_taken_off(desk: Client, draft: Post) -> None:
    assert [add(desk, draft, words).status_code for words in COLOURS] == [302] * 3
    bridge, _hall, square = PostPicture.objects.filter(post=draft)
    for row, then, order in [
        (square, "up", ["The bridge", "The square", "The hall"]),
        (bridge, "up", ["The bridge", "The square", "The hall"]),
        (bridge, "down", ["The square", "The bridge", "The hall"]),
        (square, "remove", ["The bridge", "The hall"]),
    ]:
        desk.post(f"{page(draft)}{row.pk}/", {"then": then})
        assert names(draft) == order
    assert Picture.objects.count() == 3


def test_what_was_chosen_stays_chosen_and_what_is_said_is_mended(desk: Client, draft: Post) -> None:
    refused = add(desk, draft, "")
    assert (refused.status_code, refused.context["form"].errors) == (400, {"alternative": ["This field is required."]})
    [key] = re.findall(r'name="file-kept" value="([^"]+)"', refused.content.decode())
    desk.post(page(draft), {"file-kept": key, "alternative": "The bridge"})
    row = PostPicture.objects.get()
    desk.post(f"{page(draft)}{row.pk}/", {"alternative": "The old bridge", "caption": "At dusk", "consent": "Nobody"})
    told = Picture.objects.values_list("alternative", "caption", "consent").get()
    assert told == ("The old bridge", "At dusk", "Nobody")
    assert desk.post(f"{page(draft)}{row.pk}/", {"alternative": ""}).status_code == 400


def test_what_a_colleague_said_meanwhile_is_not_overwritten(desk: Client, draft: Post) -> None:
    add(desk, draft, "The bridge")
    one = f"{page(draft)}{PostPicture.objects.get().pk}/"
    tag = desk.get(one).context["form"][NAME].value()
    Picture.objects.update(consent="She took it back")
    typed = {"alternative": "The old bridge", NAME: tag}
    refused = desk.post(one, typed)
    form = refused.context["form"]
    told = Picture.objects.values_list("alternative", "consent").get()
    assert (refused.status_code, told) == (400, ("The bridge", "She took it back"))
    assert (form["alternative"].value(), form["consent"].value()) == ("The old bridge", "She took it back")


def test_readers_see_them_below_the_text_as_they_are_now(desk: Client, draft: Post) -> None:
    for words in ("The bridge", "The hall"):
        add(desk, draft, words, caption=f"{words} at dusk", consent="Asked on the spot")
    reader = Client()
    digests = [row.picture.digest for row in PostPicture.objects.filter(post=draft)]
    sizes = [f"/news/cities/pictures/{digest}/gallery-480.jpg" for digest in digests]
    assert [reader.get(size).status_code for size in sizes] == [404, 404]
    publish_post(draft, by=rows.coordinator(), on=date(2017, 8, 30))
    assert [reader.get(size)["Content-Type"] for size in sizes] == ["image/jpeg", "image/jpeg"]
    first = reader.get("/news/cities/")
    shown = re.findall(r'<img src="([^"]+)" width="480" height="320" alt="([^"]+)"', first.content.decode())
    assert shown == [(sizes[0], "The bridge"), (sizes[1], "The hall")]
    assert ("The hall at dusk" in first.content.decode(), "Asked on the spot" in first.content.decode()) == (
        True,
        False,
    )
    Picture.objects.get(digest=digests[1]).save()  # by whatever way its words change
    assert reader.get("/news/cities/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_picture_of_another_post_is_not_shown_under_this_one(desk: Client, draft: Post, event: Event) -> None:
    add(desk, draft, "The bridge")
    publish_post(post(title="Other", slug="other", event=event), by=rows.coordinator(), on=date(2017, 8, 30))
    digest = Picture.objects.get().digest
    other = Post.objects.get(slug="other")
    assert Client().get(f"/news/other/pictures/{digest}/gallery-480.jpg").status_code == 404
    assert desk.get(f"{page(other)}{digest}/gallery-480.jpg").status_code == 404


def test_post_holds_only_so_many(desk: Client, draft: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "MOST_PICTURES", 1)
    add(desk, draft, "The bridge")
    refused = add(desk, draft, "The hall")
    assert (refused.status_code, names(draft)) == (400, ["The bridge"])
    assert "A post has 1 further pictures at most." in refused.content.decode()


def test_who_only_reads_the_post_looks_at_its_pictures_alone(desk: Client, draft: Post, event: Event) -> None:
    add(desk, draft, "The bridge")
    viewer = Client()
    viewer.force_login(rows.colleague(RoleKind.VIEWER, at=event))
    row = PostPicture.objects.get()
    assert [viewer.get(page(draft)).status_code, add(viewer, draft, "The hall").status_code] == [403, 403]
    assert viewer.post(f"{page(draft)}{row.pk}/", {"then": "remove"}).status_code == 403
    assert viewer.get(f"{page(draft)}{row.picture.digest}/list-320.jpg").status_code == 200
    assert viewer.get(f"{page(draft)}{'0' * 64}/list-320.jpg").status_code == 404


def test_what_is_redacted_goes_from_the_words_of_every_picture(desk: Client, draft: Post, event: Event) -> None:
    rows.item(event, title="Talk by Ana Anić")
    rows.publish(event)
    add(desk, draft, "The bridge", caption="Ana Anić speaks", consent="Ana Anić agreed")
    assert (found_text(event, text="Ana Anić").posts, [*naming(["Ana Anić"])]) == (1, [draft])
    redact_text(event, text="Ana Anić", by=rows.operator(), reason="She asked for it.")
    assert Picture.objects.values_list("caption", "consent").get() == ("[removed] speaks", "[removed] agreed")
    assert "Anić" not in repr(list(AuditEntry.objects.values("object_repr", "changes", "words")))
    publish_post(draft, by=rows.coordinator(), on=date(2017, 8, 30))
    refused = add(desk, draft, "The hall", caption="Ana Anić speaks")
    assert (refused.status_code, names(draft)) == (400, ["The bridge"])
