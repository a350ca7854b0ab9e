"""The public page of a post."""

import hashlib
from datetime import date
from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.visitors import visitor
from announcements.bodies import as_html
from announcements.models import Category, Post, PostQuerySet
from tours.kept import Output
from tours.models import PublishedEvent, Theme


class PostPage(NamedTuple):
    """A post as its page shows it. The event is the published one: its rows may be ahead of what readers know."""

    title: str
    slug: str
    language: str
    published_on: date | None
    dateline: str
    byline: str
    summary: str
    body_html: SafeString
    categories: list[Category]
    themes: list[Theme]
    event: PublishedEvent | None
    edition_number: int | None
    views: str


@login_not_required
@require_safe
def post(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A visitor without a session gets one page for all, answered 304 from one query; others get a page of their own."""
    user = visitor(request)
    visible = Post.objects.visible_to(user)
    if user.is_authenticated:
        response = _page(request, visible, slug)
        response["Cache-Control"] = "private, no-cache"
        return response
    etag = _etag(visible, slug)
    answer = get_conditional_response(request, etag) or _page(request, visible, slug)
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, no-cache"
    return answer


def _etag(visible: PostQuerySet, slug: str) -> str:
    """Of all that the page shows: a row for each category and theme of the post. Raises Http404 without any row.

    There is no Last-Modified beside it: a category that is renamed has no date, and two edits may share a second.
    """
    facts = visible.filter(slug=slug).order_by("categories__position", "categories__name", "themes__pk")
    rows = list(
        facts.values_list("updated_at", "event__published__changed_at", "pk", "categories__name", "themes__name")
    )
    if not rows:
        raise Http404(_("There is no such post."))
    output = Output(hashlib.sha256(repr(rows).encode()).hexdigest(), "post.html")
    return f'"{output.token}"'


def _page(request: HttpRequest, visible: PostQuerySet, slug: str) -> HttpResponse:
    rows = visible.select_related("event__published", "edition").defer("edition__agenda")
    found = rows.prefetch_related("categories", "themes").filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no such post."))
    return render(request, "announcements/post_detail.html", {"post": _printed(found)})


def _printed(post: Post) -> PostPage:
    return PostPage(
        title=post.title,
        slug=post.slug,
        language=post.language,
        published_on=post.published_on,
        dateline=post.dateline,
        byline=post.byline,
        summary=post.summary,
        body_html=as_html(post.body),
        categories=list(post.categories.all()),
        themes=list(post.themes.all()),
        event=post.event.published if post.event else None,
        edition_number=post.edition.number if post.edition else None,
        views=_views(post.earlier_views),
    )


def _views(count: int) -> str:
    """`6,889 views`; empty for none."""
    return ngettext("%(count)s view", "%(count)s views", count) % {"count": f"{count:,}"} if count else ""
