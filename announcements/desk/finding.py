"""Finds the event or post of a page, and says whether the user may write there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from announcements.models import Post, PostQuerySet
from tours.models import Event
from tours.models.rights import allowed_anywhere
from tours.role_powers import Power


def event_or_404(request: HttpRequest, uid: object) -> Event:
    """The event, with what the user may do there: `writes_posts` and others. One query."""
    user = signed_in(request)
    return get_object_or_404(Event.objects.visible_to(user).with_rights_of(user).select_related("programme"), uid=uid)


def writing_at(request: HttpRequest, uid: object) -> Event:
    """The same, for a page of those who write its posts. Raises PermissionDenied for others who may read it."""
    event = event_or_404(request, uid)
    if not vars(event)["writes_posts"]:
        raise PermissionDenied
    return event


def post_or_404(request: HttpRequest, key: int) -> Post:
    """The post with its event and the version that it was drafted from, which the user may read."""
    return get_object_or_404(whole_posts(Post.objects.allowing(signed_in(request), Power.READ)), pk=key)


def may_write(request: HttpRequest, post: Post) -> bool:
    return Post.objects.editable_by(signed_in(request)).filter(pk=post.pk).exists()


def whole_posts(posts: PostQuerySet) -> PostQuerySet:
    return posts.select_related("event__programme", "edition").defer("edition__agenda")


def require_writer(request: HttpRequest) -> None:
    """Raises PermissionDenied for those who write posts nowhere."""
    if not allowed_anywhere(signed_in(request), Power.POSTS):
        raise PermissionDenied
