"""News on pages of other rooms: the latest posts, and those of one event. One query each, without the bodies."""

from collections.abc import Collection, Mapping
from datetime import date

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.template.context import Context

from accounts.models import User
from accounts.visitors import visitor
from announcements.models import Post, PostQuerySet
from announcements.pages.shown_picture import shown_picture
from tours.pictures.shown import ShownPicture
from tours.pictures.sizes import LIST

register = template.Library()


@register.simple_tag(takes_context=True)
def latest_posts(context: Context, count: int) -> PostQuerySet:
    """`{% latest_posts 3 as posts %}`: the newest posts that the visitor may see, newest first."""
    return Post.objects.visible_to(_visitor(context)).newest_first().headlines()[:count]


@register.simple_tag
def event_posts(slug: str) -> PostQuerySet:
    """`{% event_posts event.slug as posts %}`: the posts of an event, newest first.

    For the event's own page: its visitors may all see these posts, so the page can be drawn once for all.
    """
    return Post.objects.published().filter(event__published__slug=slug).newest_first().headlines()


@register.simple_tag
def posts_of_events(events: Collection[int], count: int) -> PostQuerySet:
    """`{% posts_of_events keys 5 as posts %}`: the newest posts of these events, for a page whose visitors may see them all."""
    return Post.objects.published().filter(event__in=events).newest_first().headlines()[:count]


@register.simple_tag
def latest_post_of_each(events: Collection[int]) -> Mapping[int, Post]:
    """`{% latest_post_of_each keys as posts %}`: the newest post of each of these public events, by the key of the event."""
    newest = Post.objects.published().filter(event=OuterRef("event")).newest_first().values("pk")[:1]
    posts = Post.objects.published().filter(event__in=events, pk=Subquery(newest))
    return {
        post.event_id: post
        for post in posts.only("title", "slug", "language", "published_on", "event")
        if post.event_id
    }


@register.simple_tag
def post_of(events: Collection[int], posts: Mapping[int, Post]) -> Post | None:
    """`{% post_of entry.keys posts as post %}`: the newest among the posts of these events."""
    found = [posts[event] for event in events if event in posts]
    return max(found, key=lambda post: (post.published_on or date.min, post.pk), default=None)


@register.simple_tag
def list_picture(post: Post) -> ShownPicture | None:
    """`{% list_picture post as picture %}`: its picture beside its entry of a list."""
    return shown_picture(post, post.picture, LIST)


def _visitor(context: Context) -> User | AnonymousUser:
    """The visitor of the page, or an anonymous one if it is drawn without a request."""
    request = context.get("request")
    return visitor(request) if isinstance(request, HttpRequest) else AnonymousUser()
