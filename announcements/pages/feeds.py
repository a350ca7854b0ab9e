"""The feed of news, as a whole and by category."""

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from announcements.models import Category, Post, PostQuerySet
from announcements.pages.conditional import conditional
from announcements.rendering.atom import ATOM, Entry, Feed, Link, atom
from backstage.lists import FURTHER_PAGE
from backstage.text.safe_markdown import as_html
from tours.addresses import event_address
from tours.serving.kept_outputs import EVERY_EVENT, Output, kept

ENTRIES = 30
"""The posts of a page. A reader that wants more follows the link to older ones."""


@open_to_readers
def feed(request: HttpRequest) -> HttpResponseBase:
    """The newest posts that everyone may see. A 304 costs one query."""
    return _feed(request, Post.objects.visible_to(AnonymousUser()), None)


@open_to_readers
def category_feed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The newest posts of one category. A 304 costs two queries. A category without a public post is a 404."""
    visible = Post.objects.visible_to(AnonymousUser()).filter(categories__slug=slug)
    category = Category.objects.filter(slug=slug, posts__in=visible.values("pk")).first()
    if category is None:
        raise Http404(_("There is no such category."))
    return _feed(request, visible, category)


class Part(NamedTuple):
    """A page of a feed (RFC 5005, section 3): its posts begin after `start`, and an older page follows if `is_more`."""

    number: int
    start: int
    is_more: bool
    digest: str


def _feed(request: HttpRequest, visible: PostQuerySet, category: Category | None) -> HttpResponseBase:
    """The newest posts, or with `?page=2` older ones. A page without posts is a 404, but for the first."""
    asked = request.GET.get("page", "")
    part = _part(visible, int(asked) if FURTHER_PAGE.fullmatch(asked) else 1)
    named = (category.slug, category.name) if category else ()
    name = f"news-{category.pk}" if category else "news"
    output = Output(EVERY_EVENT, f"{name}-{part.number}.atom", (part.digest, str(part.is_more), *named))
    return conditional(
        request,
        output.token,
        lambda: kept(output, lambda: atom(_drawn(visible, category, part)), gzipped=False),
        content_type=ATOM,
    )


def _part(visible: PostQuerySet, number: int) -> Part:
    """The part, with a digest of all that it says, from one query that does not read the texts."""
    start = (number - 1) * ENTRIES
    shown = Post.objects.filter(pk__in=visible.newest_first().values("pk")[start : start + ENTRIES + 1])
    rows = shown.order_by("-published_on", "-pk", "categories__position", "categories__name")
    found = list(rows.values_list("pk", "updated_at", "event__published__changed_at", "categories__name"))
    keys = list(dict.fromkeys(key for key, *_facts in found))
    if not keys and number > 1:
        raise Http404(_("The feed has no such page."))
    facts = [row for row in found if row[0] in keys[:ENTRIES]]
    return Part(number, start, len(keys) > ENTRIES, hashlib.sha256(repr(facts).encode()).hexdigest())


def _drawn(visible: PostQuerySet, category: Category | None, part: Part) -> Feed:
    rows = visible.newest_first().select_related("event__published").prefetch_related("categories")
    name, address, page = _named(category)
    whole = settings.BASE_URL + address
    return Feed(
        name=name,
        address=_at(whole, part.number),
        page=settings.BASE_URL + page,
        title=f"{settings.SITE_NAME}: {category.name if category else _('News')}",
        author=settings.SITE_NAME,
        base_url=settings.BASE_URL,
        entries=[_entry(post) for post in rows[part.start : part.start + ENTRIES]],
        newer=_at(whole, part.number - 1) if part.number > 1 else "",
        older=_at(whole, part.number + 1) if part.is_more else "",
    )


def _at(address: str, number: int) -> str:
    return f"{address}?page={number}" if number > 1 else address


def _named(category: Category | None) -> tuple[str, str, str]:
    """The permanent name of the feed, its address, and the address of the page with the same posts."""
    page = reverse("announcements:posts")
    if category is None:
        return "news", reverse("announcements:feed"), page
    address = reverse("announcements:category_feed", args=[category.slug])
    return f"news/categories/{category.pk}", address, f"{page}?category={category.slug}"


def _entry(post: Post) -> Entry:
    assert post.published_on is not None  # noqa: S101  (a constraint of the database says so)
    event = post.event.published if post.event else None
    return Entry(
        name=f"news/{post.pk}",
        address=settings.BASE_URL + post.get_absolute_url(),
        title=post.title,
        language=post.language,
        author=post.byline,
        summary=post.summary,
        html=as_html(post.body),
        published_on=post.published_on,
        updated_at=post.updated_at,
        categories=tuple(category.name for category in post.categories.all()),
        event=Link(event_address(settings.BASE_URL, event.slug), event.title) if event else None,
    )
