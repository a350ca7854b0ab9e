"""The sitemap entries of posts and of the site's own texts."""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from announcements.models import Page, Post, PostQuerySet
from tours.pages.sitemaps import Entry, Section, addresses, ranges

POSTS_A_PART = 250


def _post_parts() -> Iterable[int]:
    return ranges(Post.objects.visible_to(AnonymousUser()), POSTS_A_PART)


def _post_state(part: int) -> str:
    """The posts and their last changes. A post also comes or goes with its event, which does not change the post."""
    return str(list(_posts(part).order_by("pk").values_list("pk", "updated_at")))


def _post_entries(part: int) -> Iterator[Entry]:
    """The pages of public posts. One query."""
    address = addresses("announcements:post")
    for slug, updated_at in _posts(part).order_by("pk").values_list("slug", "updated_at"):
        yield Entry(address(slug), updated_at)


def _posts(part: int) -> PostQuerySet:
    """The public posts of a part, which is a range of as many keys."""
    visible = Post.objects.visible_to(AnonymousUser())
    return visible.filter(pk__gte=(part - 1) * POSTS_A_PART, pk__lt=part * POSTS_A_PART)


NEWS = Section(_post_parts, _post_state, _post_entries)


def pages() -> Iterator[Entry]:
    """The pages of the site's own texts. One query."""
    written = dict(Page.objects.values_list("slug", "updated_at"))
    for name in ("posts", "testimonials", "accessibility", "privacy"):
        yield Entry(reverse(f"announcements:{name}"), written.get(name))
