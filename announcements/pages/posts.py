"""The public pages of news: the list, a post, and the picture that counts its readers."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.reading import open_to_readers
from accounts.visitors import visitor
from announcements.models import Category, Post, PostPicture
from announcements.pages.conditional import conditional
from announcements.pages.neighbours import neighbours
from announcements.pages.news_list import NewsList, news_list, news_page
from announcements.pages.shown_picture import card_of, shown_gallery, shown_picture
from announcements.posts.reading_counts import PIXEL, READS, is_by_a_person
from backstage.text.safe_markdown import as_html
from tours.models import Edition, Programme, PublishedEvent, Theme
from tours.pictures.shown import ShownPicture
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PAGE
from tours.serving.public_pages import public_page


class Neighbour(NamedTuple):
    """The previous or next post in the list from which the reader came."""

    title: str
    language: str
    address: str


class PostPage(NamedTuple):
    """A post as its page shows it.

    `event` is the published one, as its rows may hold changes that are not published yet.
    """

    title: str
    slug: str
    language: str
    published_on: date | None
    updated_at: datetime
    dateline: str
    byline: str
    is_by_programme: bool
    """Whether the byline is the name of the event's programme, and so no person's."""
    summary: str
    body_html: SafeString
    picture: ShownPicture | None
    card: str
    """The address of what other sites show beside a link to the page."""
    gallery: list[ShownPicture]
    categories: list[Category]
    themes: list[Theme]
    event: PublishedEvent | None
    edition: Edition | None
    views: str
    address: str


@public_page
def posts(request: HttpRequest) -> HttpResponse:
    """The list of posts, narrowed by `PostFilter` and paged by `?page=2`."""
    user = visitor(request)
    news = news_list(Post.objects.visible_to(user), request.GET.dict())
    page = news_page(news, PublishedEvent.objects.visible_to(user))
    return render(request, "announcements/post_list.html", {"news": page})


@open_to_readers
def post(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page of a post. Visitors without a session all get the same page, and a 304 costs one query.

    The query of the address is that of the list from which the reader came; an invalid one is ignored.
    """
    user = visitor(request)
    visible = Post.objects.visible_to(user)
    news = news_list(visible, request.GET.dict())
    rows = _facts(news, slug)
    if user.is_authenticated:
        response = _page(request, news, slug, rows[0])
        response["Cache-Control"] = "private, no-cache"
        return response
    return conditional(
        request,
        _token(rows, news.way_back),
        lambda: _page(request, news, slug, rows[0]).content,
        content_type=PAGE,
        weak=True,
    )


@open_to_readers
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """Counts a reader by a picture at the end of the post.

    No cache keeps it, so readers of cached pages ask for it too.
    """
    key = Post.objects.visible_to(visitor(request)).filter(slug=slug).values_list("pk", flat=True).first()
    if key is None:
        raise Http404(_("There is no such post."))
    if request.method == "GET" and is_by_a_person(request):
        READS.count(key)
    return HttpResponse(PIXEL, content_type="image/gif", headers={"Cache-Control": "no-store"})


def _facts(news: NewsList, slug: str) -> list[dict[str, Any]]:
    """All that the page shows: a row for each category and theme of the post.

    One query. Raises Http404 if there is no row.
    """
    rows = news.visible.filter(slug=slug).order_by("categories__position", "categories__name", "themes__pk")
    facts = (
        "updated_at",
        "event__published__changed_at",
        "edition__withdrawn_at",
        "pk",
        "picture__changed_at",
        "categories__name",
        "themes__name",
    )
    more = PostPicture.objects.filter(post=OuterRef("pk")).order_by("-picture__changed_at")
    newest = Subquery(more.values("picture__changed_at")[:1])
    found = list(rows.values(*facts, gallery_changed_at=newest, **neighbours(news.narrowed)))
    if not found:
        raise Http404(_("There is no such post."))
    return found


def _token(rows: list[dict[str, Any]], way_back: str) -> str:
    """A token for all that the page shows, except the number of views, which is only as exact as the day.

    There is no Last-Modified: a category that is renamed has no date, and two edits may be in the same second.
    """
    facts = hashlib.sha256(repr([list(row.values()) for row in rows]).encode()).hexdigest()
    return Output(facts, "post.html", (way_back, timezone.localdate().isoformat())).token


def _page(request: HttpRequest, news: NewsList, slug: str, facts: Mapping[str, Any]) -> HttpResponse:
    rows = news.visible.select_related("event__published", "event__programme", "edition", "views", "picture").defer(
        "edition__agenda"
    )
    found = rows.prefetch_related("categories", "themes", "gallery__picture").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no such post."))
    context = {
        "post": printed(found),
        "way_back": news.way_back,
        "previous_post": _neighbour(facts["previous_post"], news.way_back),
        "next_post": _neighbour(facts["next_post"], news.way_back),
    }
    return render(request, "announcements/post_detail.html", context)


def _neighbour(row: dict[str, str] | None, way_back: str) -> Neighbour | None:
    if not row:
        return None
    address = Post(slug=row["slug"]).get_absolute_url()
    return Neighbour(row["title"], row["language"], address + way_back)


def printed(post: Post) -> PostPage:
    views = getattr(post, "views", None)
    return PostPage(
        title=post.title,
        slug=post.slug,
        language=post.language,
        published_on=post.published_on,
        updated_at=post.updated_at,
        dateline=post.dateline,
        byline=post.byline,
        is_by_programme=bool(post.event and post.byline in _names(post.event.programme)),
        summary=post.summary,
        body_html=as_html(post.body),
        picture=shown_picture(post, post.picture),
        card=card_of(post),
        gallery=shown_gallery(post),
        categories=list(post.categories.all()),
        themes=list(post.themes.all()),
        event=getattr(post.event, "published", None),  # the event of a draft may be unpublished too
        edition=post.edition,
        views=_views(post.earlier_views + (views.count if views else 0)),
        address=f"{settings.BASE_URL}{post.get_absolute_url()}",
    )


def _names(programme: Programme) -> set[str]:
    return {programme.name, programme.short_name}


def _views(count: int) -> str:
    """`6,889 views`; empty for 0."""
    return ngettext("%(count)s view", "%(count)s views", count) % {"count": f"{count:,}"} if count else ""
