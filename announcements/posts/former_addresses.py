"""Redirects from addresses that posts had before, here or on an older site."""

from urllib.parse import unquote, urlsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.views.defaults import page_not_found

from accounts.visitors import visitor
from announcements.models import OldAddress, Post


def as_requested(address: str) -> str:
    """An address as browsers request it: its path and query, escaped, without the host.

    Raises ValueError if it is no address.
    """
    parts = urlsplit(address.strip())
    return escape_uri_path(unquote(parts.path) or "/") + (f"?{iri_to_uri(parts.query)}" if parts.query else "")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """The 404 handler: redirects to the post that once had this address, query included, or else answers 404.

    It runs only if no other page answers, so an old address never hides a page. One indexed query. An address with
    additional parameters, such as those of newsletters, finds the post by its path alone.
    """
    if request.method in ("GET", "HEAD"):
        paths = {request.get_full_path(), escape_uri_path(request.path)}
        visible = Post.objects.visible_to(visitor(request)).only("slug")
        rows = OldAddress.objects.filter(path__in=paths, post__in=visible.values("pk")).select_related("post")
        found = max(rows, key=lambda row: len(row.path), default=None)
        if found:
            moved = HttpResponsePermanentRedirect(found.post.get_absolute_url())
            # Caches ask again each time, as the address may be given to another post, or the post may be unpublished.
            shared = not visitor(request).is_authenticated
            moved["Cache-Control"] = "public, no-cache" if shared else "private, no-cache"
            return moved
    return page_not_found(request, exception)
