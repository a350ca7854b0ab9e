"""Finds the post of a page, or the event that it is to be about, and says whether the user may write there."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from announcements.models import Post, PostQuerySet
from tours.desk.finding import event_to_change
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power


def writing_at(request: HttpRequest, uid: object) -> Any:
    """The event, for a page of those who write its posts. Raises PermissionDenied for others who may read it. One query."""
    return event_to_change(request, uid, Power.POSTS)


def post_or_404(request: HttpRequest, key: int) -> Post:
    """The post with its event and the version that it was drafted from, which the user may read."""
    return get_object_or_404(whole_posts(Post.objects.allowing(signed_in(request), Power.READ)), pk=key)


def may_write(request: HttpRequest, post: Post) -> bool:
    return Post.objects.editable_by(signed_in(request)).filter(pk=post.pk).exists()


def whole_posts(posts: PostQuerySet) -> PostQuerySet:
    return posts.select_related("event__programme", "edition", "picture").defer("edition__agenda")


def require_writer(request: HttpRequest) -> None:
    """Raises PermissionDenied for those who write posts nowhere."""
    if not allowed_anywhere(signed_in(request), Power.POSTS):
        raise PermissionDenied
