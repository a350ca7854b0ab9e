"""What the page of news shows beside its posts: how many there are of what, and the filters in use."""

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _

from announcements.filters import PostFilter
from announcements.models import Category, Post, PostQuerySet
from backstage.lists import ChosenFilter, FilteredList, ListPage
from tours.models import PublishedEvent, Theme
from tours.models.published import PublishedEventQuerySet

NewsList = FilteredList[PostQuerySet]
POSTS_A_PAGE = 20


class NewsPage(NamedTuple):
    """One page of the posts that match. `category` is the one that the list is narrowed to, where any post has it."""

    form: forms.Form
    chosen: list[ChosenFilter]
    page: ListPage[Post]
    category: Category | None


def news_list(visible: PostQuerySet, parameters: Mapping[str, str]) -> NewsList:
    return FilteredList(PostFilter, visible, parameters)


def news_page(news: NewsList, events: PublishedEventQuerySet) -> NewsPage:
    """Three queries; one more for each of an event and a theme that the list is narrowed to. Of a page that there is not,
    the last. `events` are those that the visitor may see.
    """
    categories, years = _categories(news), _years(news)
    asked = news.in_use.get("category")
    category = next((category for category in categories if category.slug == asked), None)
    return NewsPage(
        form=_with_options(news.form, categories, years),
        chosen=news.chosen(_names(news, category, events)),
        page=_page(news, years),
        category=category,
    )


def _categories(news: NewsList) -> list[Category]:
    """Those of the posts under the other filters, each with its `count` of them."""
    rows = Category.objects.filter(posts__in=news.without("category").values("pk"))
    return list(rows.annotate(count=Count("posts")).order_by("position", "name"))


def _years(news: NewsList) -> dict[int, int]:
    """How many posts each year has under the other filters, the latest first."""
    rows = news.without("year").order_by("-published_on__year").values_list("published_on__year")
    return dict(rows.annotate(Count("pk")))


def _page(news: NewsList, years: dict[int, int]) -> ListPage[Post]:
    """Every published post has a year, so the figures of the years say how many there are."""
    year = news.form.cleaned_data.get("year")
    count = years.get(int(year), 0) if year else sum(years.values())
    posts = news.matching.newest_first().headlines()
    return news.page(posts, POSTS_A_PAGE, count=0 if news.form.errors else count)


def _with_options(form: forms.Form, categories: list[Category], years: dict[int, int]) -> forms.Form:
    """The fields of the filter bar: words are typed, category and year chosen among what there is, all else goes along."""
    for field in form.fields.values():
        field.widget = forms.HiddenInput()
    form.fields["q"].widget = forms.TextInput(attrs={"type": "search"})
    form.fields["category"].widget = forms.Select(
        choices=[("", _("All categories")), *((row.slug, f"{row} ({_count(row)})") for row in categories)]
    )
    form.fields["year"].widget = forms.Select(
        choices=[("", _("All years")), *((str(year), f"{year} ({count})") for year, count in years.items())]
    )
    return form


def _count(category: Category) -> int:
    count: int = vars(category)["count"]
    return count


def _names(news: NewsList, category: Category | None, events: PublishedEventQuerySet) -> dict[str, str]:
    """What is called by a name that the address does not have."""
    rows: dict[str, Category | PublishedEvent | Theme | None] = {"category": category}
    if "event" in news.in_use:
        rows["event"] = events.filter(slug=news.in_use["event"]).only("title").first()
    if "theme" in news.in_use:
        told_on = Theme.objects.filter(slug=news.in_use["theme"], posts__in=news.visible.values("pk"))
        rows["theme"] = told_on.first()  # of another theme no reader knows the name
    return {name: str(row) for name, row in rows.items() if row}
