"""Finds posts by the beginnings of their folded words, or by their day."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from announcements.models import Post, PostQuerySet, PostWord, PostWordForm
from tours.search.asked import AS_TYPED, Meant, meant_otherwise, meant_words, public_words, query_day
from tours.search.matching import matching, matching_or_near, rank


def posts_matching(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Posts that match by title, summary, body, byline or categories."""
    return matching_or_near(posts, text, spelled=PostWord.objects.all(), key="post", forms=PostWordForm)


def found_posts(text: str, user: User | AnonymousUser, meant: Meant = AS_TYPED) -> PostQuerySet:
    """Posts that match: first those with every word as a whole word, then the others; within each, the newest first. Of a
    query that is a day, those of the day.
    """
    visible = Post.objects.visible_to(user).headlines()
    day = query_day(text)
    if day and not day.rest:
        return visible.filter(published_on__in=day.days).order_by("-published_on", "-pk")
    spelled = PostWord.objects.all()
    posts = matching(visible, text, spelled=spelled, key="post", meant=meant)
    return posts.order_by(rank(text, spelled=spelled, key="post", meant=meant), "-published_on", "-pk")


def meant_by(text: str) -> Meant:
    """The words of events, people and posts that were meant by those words of a query that none of these has. Where they
    have each, but nothing has them all, by any of them.
    """
    tables = (public_words(), (PostWord.objects.all(), PostWordForm))
    return meant_words(text, *tables) or meant_otherwise(text, *tables)
