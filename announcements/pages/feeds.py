"""The feed of news, as a whole and by category."""

import hashlib

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from announcements.models import Category, Post, PostQuerySet
from announcements.pages.conditional import conditional
from announcements.rendering.atom import ATOM, Entry, Feed, Link, atom
from announcements.rendering.safe_markdown import as_html
from tours.addresses import event_address
from tours.serving.kept_outputs import EVERY_EVENT, Output, kept

ENTRIES = 50


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


def _feed(request: HttpRequest, visible: PostQuerySet, category: Category | None) -> HttpResponseBase:
    named = (category.slug, category.name) if category else ()
    name = f"news-{category.pk}.atom" if category else "news.atom"
    output = Output(EVERY_EVENT, name, (_state(visible), *named))
    return conditional(
        request,
        output.token,
        lambda: kept(output, lambda: atom(_drawn(visible, category)), gzipped=False),
        content_type=ATOM,
    )


def _state(visible: PostQuerySet) -> str:
    """A digest of all that the feed says, from one query that does not read the texts."""
    newest = Post.objects.filter(pk__in=visible.newest_first().values("pk")[:ENTRIES])
    rows = newest.order_by("-published_on", "-pk", "categories__position", "categories__name")
    facts = list(rows.values_list("pk", "updated_at", "event__published__changed_at", "categories__name"))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _drawn(visible: PostQuerySet, category: Category | None) -> Feed:
    rows = visible.newest_first().select_related("event__published").prefetch_related("categories")
    name, address, page = _named(category)
    return Feed(
        name=name,
        address=settings.BASE_URL + address,
        page=settings.BASE_URL + page,
        title=f"{settings.SITE_NAME}: {category.name if category else _('News')}",
        author=settings.SITE_NAME,
        base_url=settings.BASE_URL,
        entries=[_entry(post) for post in rows[:ENTRIES]],
    )


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
