"""Finds posts by the beginnings of their folded words."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from announcements.models import Post, PostQuerySet, PostWord
from tours.search import matching, rank


def posts_matching(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Posts that match by title, summary, body, byline or categories."""
    return matching(posts, text, spelled=PostWord.objects.all(), key="post")


def found_posts(text: str, user: User | AnonymousUser) -> PostQuerySet:
    """Posts that match: first those with every word as a whole word, then the others; within each, the newest first."""
    posts = posts_matching(Post.objects.visible_to(user), text).headlines()
    return posts.order_by(rank(text, spelled=PostWord.objects.all(), key="post"), "-published_on", "-pk")
