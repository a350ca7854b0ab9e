"""Posts and testimonials."""

from typing import Any

from django.db.models import QuerySet

from announcements.filters import PostFilter
from announcements.models import Post, Testimonial
from api.lists.filters import TestimonialFilter
from api.reading.views import ReadingDetail, ReadingList
from api.serializers.news import PostDetailSerializer, PostSerializer, TestimonialSerializer


class PostList(ReadingList):
    """Lists published posts, the latest first."""

    example = "posts/?updated_since=2017-09-01T00:00:00Z"
    serializer_class = PostSerializer
    filterset_class = PostFilter
    ordering = ("-published_on", "-pk")
    ordering_fields = ("published_on", "title", "updated_at")
    cursor_columns = ("updated_at", "pk")

    def get_queryset(self) -> QuerySet[Any]:
        return _with_relations(Post.objects.visible_to(self.request.user)).defer("body")


class PostDetail(ReadingDetail):
    """Shows a post with its text."""

    example = "posts/upp-cities-at-the-2017-world-smart-city-summit-and-smart-city-week/"
    serializer_class = PostDetailSerializer

    def get_queryset(self) -> QuerySet[Any]:
        return _with_relations(Post.objects.visible_to(self.request.user))


class TestimonialList(ReadingList):
    """Lists what people say of the programme, in the site's own order."""

    example = "testimonials/?cursor="
    serializer_class = TestimonialSerializer
    filterset_class = TestimonialFilter
    ordering = ("order",)
    ordering_fields = ("order", "updated_at")
    cursor_columns = ("updated_at", "pk")

    def get_queryset(self) -> QuerySet[Any]:
        return Testimonial.objects.published()


def _with_relations(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.select_related("event__published").prefetch_related("categories", "themes")
