"""The sitemap entries of posts and of the site's own texts."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from announcements.models import Page, Post
from tours.pages.sitemaps import MOST_ENTRIES, Entry


def news() -> Iterator[Entry]:
    """The pages of public posts. One query."""
    rows = Post.objects.visible_to(AnonymousUser()).newest_first().values_list("slug", "updated_at")
    for slug, updated_at in rows[:MOST_ENTRIES]:
        yield Entry(reverse("announcements:post", args=[slug]), updated_at)


def pages() -> Iterator[Entry]:
    """The pages of the site's own texts. One query."""
    written = dict(Page.objects.values_list("slug", "updated_at"))
    for name in ("posts", "testimonials", "accessibility", "privacy"):
        yield Entry(reverse(f"announcements:{name}"), written.get(name))
