"""The pictures of a post, as its page, its preview and lists show them."""

from collections.abc import Callable

from django.urls import reverse

from announcements.models import Post, State
from tours.models import Picture
from tours.pictures.shown import ShownPicture, shown
from tours.pictures.sizes import GALLERY, PAGE, Shape
from tours.serving.pictures import FOR_OTHER_SITES


def shown_picture(post: Post, picture: Picture | None, shape: Shape = PAGE) -> ShownPicture | None:
    """The picture of the post, with texts that may be typed only. Of a draft, at the desk's addresses. None for none."""
    if picture is None or picture.pk is None:
        return None
    return shown(picture, shape, _addresses(post, picture.digest))


def shown_gallery(post: Post) -> list[ShownPicture]:
    """Nothing for a post that is not stored. One query, unless they were prefetched."""
    rows = post.gallery.all() if post.pk else []
    return [shown(row.picture, GALLERY, _addresses(post, row.picture.digest)) for row in rows]


def card_of(post: Post) -> str:
    """The address of what other sites show beside a link to the post: its picture, or its words on a card."""
    if post.picture is None:
        return reverse("announcements:card", args=[post.slug])
    return reverse("announcements:picture", args=[post.slug, post.picture.digest, FOR_OTHER_SITES])


def _addresses(post: Post, digest: str) -> Callable[[str], str]:
    if post.state == State.PUBLISHED:
        return lambda size: reverse("announcements:picture", args=[post.slug, digest, size])
    return lambda size: reverse("announcements:desk_post_picture_file", args=[post.pk, digest, size])
