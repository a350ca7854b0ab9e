"""The preview of a post before it is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from announcements.models import Post
from announcements.pages.posts import printed


def preview_page(request: HttpRequest, post: Post) -> HttpResponse:
    """The page as if the post were published today, for staff only.

    The view keeps it out of caches; a header here keeps it out of search engines.
    """
    post.published_on = post.published_on or timezone.localdate()
    context = {"post": printed(post), "original": post, "way_back": ""}
    response = render(request, "admin/announcements/post/preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
