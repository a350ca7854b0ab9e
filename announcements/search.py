"""Finds posts by the beginnings of their folded words, or by their day."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts.models import User
from announcements.models import Post, PostQuerySet, PostWord, PostWordForm
from tours.search.asked import Meant, Query, Table, meant_otherwise, meant_words, public_words
from tours.search.matching import matching, matching_or_near, rank


def posts_matching(posts: PostQuerySet, text: str) -> PostQuerySet:
    """Posts that match by title, summary, body, byline or categories."""
    return matching_or_near(posts, text, spelled=PostWord.objects.all(), key="post", near=_words_of_everyone())


def found_posts(query: Query, user: User | AnonymousUser) -> PostQuerySet:
    """Posts that match: first those with every word as a whole word, then the others; within each, the newest first. Of a
    query that is a day, those of the day.
    """
    visible = Post.objects.visible_to(user).headlines()
    if query.day and not query.day.rest:
        return visible.filter(published_on__in=query.day.days).order_by("-published_on", "-pk")
    spelled = PostWord.objects.all()
    posts = matching(visible, query.text, spelled=spelled, key="post", meant=query.meant)
    return posts.order_by(rank(query.text, spelled=spelled, key="post", meant=query.meant), "-published_on", "-pk")


def meant_by(text: str) -> Meant:
    """The words of events, people and posts that were meant by those words of a query that none of these has. Where they
    have each, but nothing has them all, by any of them.
    """
    tables = (public_words(), _words_of_everyone())
    return meant_words(text, *tables) or meant_otherwise(text, *tables)


def _words_of_everyone() -> Table:
    """The words of posts that everyone sees."""
    visible = Post.objects.visible_to(AnonymousUser()).order_by()
    return PostWord.objects.filter(Exists(visible.filter(pk=OuterRef("post")))), PostWordForm
