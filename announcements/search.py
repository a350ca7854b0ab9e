"""Finds posts by the beginnings of their folded words."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from announcements.models import Post, PostQuerySet, PostWord
from tours.search import matching, rank


def posts_matching(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Posts that match by title, summary, body, byline or categories."""
    return matching(posts, text, spelled=_post_words())


def found_posts(text: str, user: User | AnonymousUser) -> PostQuerySet:
    """Posts that match: first those with every word as a whole word, then the others; within each, the newest first."""
    posts = posts_matching(Post.objects.visible_to(user), text).headlines()
    return posts.order_by(rank(text, spelled=_post_words()), "-published_on", "-pk")


def _post_words() -> QuerySet[PostWord, Any]:
    return PostWord.objects.values("post")
