"""The filters of posts: one FilterSet for the page of news and the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from announcements.models import Post, PostQuerySet
from announcements.search import posts_matching
from backstage.lists import LONGEST_QUERY
from tours.filters import MomentFilter, YearFilter


class PostFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """Narrows any queryset of posts: start from `visible_to`.

    A valid value that no post has finds no posts. An invalid value is an error of the form, and `qs` ignores that
    filter. `event` is the slug in the event's current edition.
    """

    category = django_filters.CharFilter(field_name="categories__slug", label=_("Category"))
    theme = django_filters.CharFilter(field_name="themes__slug", label=_("Theme"))
    year = YearFilter(field_name="published_on__year", label=_("Year"), min_value=1, max_value=9999)
    event = django_filters.CharFilter(field_name="event__published__slug", label=_("Event"))
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte", label=_("Changed since"))
    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)

    class Meta:
        model = Post
        fields: list[str] = []

    def with_words(self, posts: PostQuerySet, _name: str, query: str) -> PostQuerySet:
        """Posts with a word that begins with each word of the query."""
        return posts_matching(posts, query)
