"""The posts before and after a post in a list of news."""

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from announcements.models import PostQuerySet


def neighbours(posts: PostQuerySet) -> dict[str, Subquery]:
    """Annotations for a query on posts: the previous and the next one of `posts`, each with slug, title and language."""
    day, key = OuterRef("published_on"), OuterRef("pk")
    older = posts.filter(Q(published_on__lt=day) | Q(pk__lt=key), published_on__lte=day)
    newer = posts.filter(Q(published_on__gt=day) | Q(pk__gt=key), published_on__gte=day)
    return {
        "previous_post": _first(older.order_by("-published_on", "-pk")),
        "next_post": _first(newer.order_by("published_on", "pk")),
    }


def _first(posts: PostQuerySet) -> Subquery:
    return Subquery(posts.values_list(JSONObject(slug="slug", title="title", language="language"))[:1])
