"""The list of news as a reader narrowed it, and the way back to it from an article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from announcements.filters import PostFilter
from announcements.models import PostQuerySet

_FURTHER_PAGE = re.compile("[2-9]|[1-9][0-9]{1,5}")


@dataclass(frozen=True)
class NewsList:
    """What of the visible posts a query asks for. Parameters that are no filters are passed over."""

    visible: PostQuerySet
    parameters: Mapping[str, str]

    @cached_property
    def asked(self) -> dict[str, str]:
        """The filters that have a value, in one order: the same filters have the same address."""
        given = {name: self.parameters.get(name, "").strip() for name in PostFilter.base_filters}
        return {name: value for name, value in given.items() if value}

    @cached_property
    def _filters(self) -> PostFilter:
        filters = PostFilter(self.asked, queryset=self.visible)
        filters.is_valid()
        return filters

    @property
    def form(self) -> forms.Form:
        form: forms.Form = self._filters.form
        return form

    @property
    def posts(self) -> PostQuerySet:
        """By the filters that can be."""
        posts: PostQuerySet = self._filters.qs
        return posts

    @property
    def trail(self) -> str:
        """The filters that can be, and the page: it follows the address of each article, so that the way back is known."""
        held = {name: value for name, value in self.asked.items() if name not in self.form.errors}
        page = self.parameters.get("page", "")
        return query_string(held | ({"page": page} if _FURTHER_PAGE.fullmatch(page) else {}))

    @property
    def address(self) -> str:
        return reverse("announcements:posts") + self.trail

    def others(self, name: str) -> dict[str, str]:
        """The filters without that one."""
        return {other: value for other, value in self.asked.items() if other != name}

    def without(self, name: str) -> PostQuerySet:
        """The posts without that filter."""
        posts: PostQuerySet = PostFilter(self.others(name), queryset=self.visible).qs
        return posts

    def neighbours(self) -> dict[str, Subquery]:
        """For a query on posts: the posts of this list that come before and after each, with slug, title and language."""
        day, key = OuterRef("published_on"), OuterRef("pk")
        older = self.posts.filter(Q(published_on__lt=day) | Q(pk__lt=key), published_on__lte=day)
        newer = self.posts.filter(Q(published_on__gt=day) | Q(pk__gt=key), published_on__gte=day)
        return {
            "previous_post": _first(older.order_by("-published_on", "-pk")),
            "next_post": _first(newer.order_by("published_on", "pk")),
        }


def query_string(parameters: Mapping[str, str]) -> str:
    """With its question mark; empty where there is nothing to say."""
    return f"?{urlencode(parameters)}" if parameters else ""


def _first(posts: PostQuerySet) -> Subquery:
    return Subquery(posts.values_list(JSONObject(slug="slug", title="title", language="language"))[:1])
