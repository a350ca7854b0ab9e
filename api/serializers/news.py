"""Posts and testimonials."""

from typing import Any

from rest_framework import serializers

from announcements.models import Post, Testimonial
from api.serializers.events import ThemeSerializer
from api.serializers.fields import AddressField, MomentField
from api.serializers.places import EventReferenceSerializer
from backstage.text.safe_markdown import as_html


class CategorySerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class PostSerializer(serializers.Serializer[Post]):
    url = AddressField("api:post", "slug")
    slug = serializers.CharField()
    title = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47.")
    summary = serializers.CharField()
    published_on = serializers.DateField()
    dateline = serializers.CharField()
    byline = serializers.CharField()
    categories = CategorySerializer(many=True)
    themes = ThemeSerializer(many=True)
    # As its current edition has it: the row may be ahead of what readers know.
    event = EventReferenceSerializer(source="event.published", allow_null=True, read_only=True)
    page = AddressField("announcements:post", "slug", help_text="For people.")
    updated_at = MomentField()


class PostDetailSerializer(PostSerializer):
    body = serializers.CharField(help_text="Markdown (CommonMark).")
    html = serializers.SerializerMethodField(help_text="The body as HTML, of harmless elements alone.")

    def get_html(self, post: Post) -> str:
        return str(as_html(post.body))


class TestimonialSerializer(serializers.Serializer[Testimonial]):
    id = serializers.IntegerField(source="pk")
    text = serializers.CharField()
    language = serializers.CharField(help_text="BCP 47.")
    name = serializers.CharField()
    position = serializers.CharField()
    is_unattributed = serializers.BooleanField(help_text="Whoever said it did not want to be named.")
    updated_at = MomentField()
