"""Addresses that led to posts before, here or on an older site: they still do."""

from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.views.defaults import page_not_found

from accounts.visitors import visitor
from announcements.models import OldAddress, Post


def as_requested(address: str) -> str:
    """An address as browsers ask for it: its path and query, escaped, without the site's name. Raises ValueError for none."""
    parts = urlsplit(address.strip())
    return escape_uri_path(unquote(parts.path) or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """In place of a page that is not there: the post that was once at this address, query included, or else 404.

    Asked only where nothing else answers, so that no old address can hide a page. One query, on an index. An address with
    further parameters, as newsletters add them, finds the post of its path.
    """
    if request.method in ("GET", "HEAD"):
        paths = {request.get_full_path(), escape_uri_path(request.path)}
        visible = Post.objects.visible_to(visitor(request)).only("slug")
        rows = OldAddress.objects.filter(path__in=paths, post__in=visible.values("pk")).select_related("post")
        found = max(rows, key=lambda row: len(row.path), default=None)
        if found:
            moved = HttpResponsePermanentRedirect(found.post.get_absolute_url())
            # Asked again each time: the address may be given to another post, and the post be taken back.
            shared = not visitor(request).is_authenticated
            moved["Cache-Control"] = "public, no-cache" if shared else "private, no-cache"
            return moved
    return page_not_found(request, exception)
