"""The picture of a post: chosen at the desk, kept through refusals, shown to readers in sizes, and redacted."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from announcements.models import Post, State
from announcements.posts.redacting import found_text, redact_text
from announcements.posts.writing import publish_post
from tests.announcements.makers import post, published_event
from tests.counting import asked
from tests.factories import rows
from tests.tours.pictures.photographs import said_to_be
from tours.models import Event, Picture
from tours.serving.outputs import LASTING
from tours.uploads.storing import open_whole
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db
SHOWN = {"picture_shows": "The bridge", "picture_caption": "At dusk", "picture_credit": "City of Seoul"}


@pytest.fixture
def event() -> Event:
    return published_event()


@pytest.fixture
def desk(client: Client, event: Event) -> Client:
    client.force_login(rows.colleague(RoleKind.EDITOR, at=event))
    return client


@pytest.fixture
def draft(event: Event) -> Post:
    return post(title="Cities", slug="cities", event=event)


def photograph(width: int = 2400, height: int = 1600) -> SimpleUploadedFile:
    """A JPEG that says where and by which camera it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ana"
    file = BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("Bridge.jpg", file.getvalue(), "image/jpeg")


def send(desk: Client, made: Post, **typed: Any) -> Any:
    facts = {"title": made.title, "slug": made.slug, "language": "en", "about": made.event.slug if made.event else ""}
    return desk.post(reverse("announcements:desk_post", args=[made.pk]), facts | {"then": "save"} | typed)


def test_picture_is_stored_without_what_the_camera_told_and_shown_at_the_desk(desk: Client, draft: Post) -> None:
    assert send(desk, draft, picture=photograph(), **SHOWN).status_code == 302
    draft.refresh_from_db()
    assert draft.picture
    assert (draft.picture.alternative, draft.picture.credit, draft.picture.width) == (
        "The bridge",
        "City of Seoul",
        2400,
    )
    with open_whole(draft.picture.digest, draft.picture.file_name) as stored:
        assert b"Camera of Ana" not in stored.read()
    address = reverse("announcements:desk_post_picture_file", args=[draft.pk, draft.picture.digest, "page-960.jpg"])
    page = send(desk, draft, then="preview", picture_shows="The old bridge").content.decode()
    assert f'<img src="{address}" width="960" height="640" alt="The old bridge">' in page
    answer = desk.get(address)
    assert (answer["Content-Type"], Image.open(BytesIO(answer.content)).size) == ("image/jpeg", (960, 640))
    assert Picture.objects.get().alternative == "The bridge"


def test_chosen_picture_stays_chosen_where_the_form_is_refused(desk: Client, draft: Post) -> None:
    refused = send(desk, draft, picture=photograph())
    assert (refused.status_code, refused.context["form"].errors) == (
        400,
        {"picture_shows": ["This field cannot be blank."]},
    )
    [key] = re.findall(r'name="picture-kept" value="([^"]+)"', refused.content.decode())
    assert send(desk, draft, **{"picture-kept": key}, **SHOWN).status_code == 302
    assert Post.objects.get().picture == Picture.objects.get()


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        (SHOWN, {"picture": ["Choose the picture that these words are about."]}),
        (
            {"picture": SimpleUploadedFile("a.jpg", b"no picture"), **SHOWN},
            {"picture": ["Upload a valid image. The file you uploaded was either not an image or a corrupted image."]},
        ),
        (
            {"picture": SimpleUploadedFile("a.png", said_to_be(60_000, 60_000)), **SHOWN},
            {"picture": ["The picture has more than 40 million pixels. Make it smaller."]},
        ),
    ],
)
def test_words_without_a_picture_and_what_is_none_are_refused(
    desk: Client, draft: Post, typed: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    answer = send(desk, draft, **typed)
    assert (answer.status_code, answer.context["form"].errors) == (400, errors)
    assert not Picture.objects.exists()


def test_words_are_mended_and_the_picture_is_taken_away(desk: Client, draft: Post) -> None:
    send(desk, draft, picture=photograph(80, 60), **SHOWN)
    send(desk, draft, picture_shows="The new bridge")
    assert Picture.objects.values_list("alternative", "credit").get() == ("The new bridge", "")
    send(desk, draft, picture_goes="on", picture_shows="The new bridge")
    assert Post.objects.get().picture is None


def test_readers_get_the_picture_in_sizes_on_page_in_lists_and_where_it_is_shared(desk: Client, draft: Post) -> None:
    send(desk, draft, picture=photograph(), **SHOWN)
    reader = Client()
    draft.refresh_from_db()
    assert draft.picture
    home = f"/news/cities/pictures/{draft.picture.digest}"
    addresses = {size: f"{home}/{size}.jpg" for size in ("page-960", "list-320", "card-1200")}
    assert [reader.get(address).status_code for address in addresses.values()] == [404] * 3
    publish_post(draft, by=rows.coordinator(), on=date(2017, 8, 30))
    sizes = {size: Image.open(BytesIO(reader.get(address).content)).size for size, address in addresses.items()}
    assert sizes == {"page-960": (960, 640), "list-320": (320, 168), "card-1200": (1200, 630)}
    card = reader.get(addresses["card-1200"])
    assert (card["Cache-Control"], card["Cross-Origin-Resource-Policy"]) == ("public, no-cache", "cross-origin")
    assert reader.get(f"{home}/page-961.jpg").status_code == 404
    assert reader.get(f"/news/cities/pictures/{'0' * 64}/page-960.jpg").status_code == 404
    page = reader.get("/news/cities/").content.decode()
    widths = ", ".join(f"{home}/page-{width}.webp {width}w" for width in (320, 640, 960, 1280, 1920))
    assert f'<source type="image/webp" srcset="{widths}" sizes="(min-width: 960px) 960px, 100vw">' in page
    assert f'<img src="{home}/page-960.jpg" width="960" height="640" alt="The bridge">' in page
    assert (
        '<figcaption dir="auto"><bdi>At dusk</bdi> <span class="credit">Picture: <bdi>City of Seoul</bdi></span></figcaption>'
        in page
    )
    shared = re.findall(r'<meta property="og:image:?([a-z]*)" content="([^"]*)">', page)
    assert shared == [
        ("", f"http://127.0.0.1:8000{home}/card-1200.jpg"),
        ("type", "image/jpeg"),
        ("width", "1200"),
        ("height", "630"),
        ("alt", "The bridge"),
    ]
    assert f'"image":"http://127.0.0.1:8000{home}/card-1200.jpg"' in page
    for listing in ("/news/", "/", f"/events/{draft.event.slug if draft.event else ''}/"):
        assert reader.get(listing).content.decode().count(f'src="{home}/list-320.jpg"') == 1


def test_kept_picture_costs_one_query(desk: Client, draft: Post) -> None:
    send(desk, draft, picture=photograph(80, 60), **SHOWN)
    publish_post(draft, by=rows.coordinator())
    address = f"/news/cities/pictures/{Picture.objects.get().digest}/list-320.webp"
    first = Client().get(address)
    with asked() as warm:
        again = Client().get(address)
    assert (again.content == first.content, again["Cache-Control"], warm.queries) == (True, LASTING, 1)


def test_what_is_redacted_from_the_event_is_redacted_from_the_words_of_a_picture(
    desk: Client, draft: Post, event: Event
) -> None:
    item = rows.item(event, title="Talk by Ana Anić")
    rows.publish(event)
    send(desk, draft, picture=photograph(80, 60), picture_shows="Ana Anić speaks", picture_credit="Ana Anić")
    assert found_text(event, text="Ana Anić").posts == 1
    redact_text(event, text="Ana Anić", by=rows.operator(), reason="She asked for it.")
    assert Picture.objects.values_list("alternative", "credit").get() == ("[removed] speaks", "[removed]")
    item.refresh_from_db()
    Post.objects.update(state=State.PUBLISHED, published_on=date(2017, 8, 30))
    answer = send(desk, draft, picture=photograph(60, 60), picture_shows="Ana Anić speaks")
    assert answer.status_code == 400
