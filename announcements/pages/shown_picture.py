"""The picture of a post, as its page and its preview show it."""

from typing import NamedTuple

from django.urls import reverse

from announcements.models import Post, State
from tours.models import Picture
from tours.pictures.sizes import SIZES, measures


class ShownPicture(NamedTuple):
    address: str
    width: int
    height: int
    alternative: str
    credit: str


def shown_picture(post: Post, picture: Picture | None) -> ShownPicture | None:
    """The post's picture, with texts that may be typed only. Of a draft, at the desk's address. None where it has none."""
    if picture is None or picture.pk is None:
        return None
    if post.state == State.PUBLISHED:
        address = reverse("announcements:picture", args=[post.slug, "page"])
    else:
        address = reverse("announcements:desk_post_picture_file", args=[post.pk])
    measured = measures(picture.width, picture.height, SIZES["page"])
    return ShownPicture(address, *measured, picture.alternative, picture.credit)
