"""The facts that the page of news shows beside its posts: the filters in use, and the number of posts for each choice."""

from collections.abc import Mapping
from typing import NamedTuple

from django import forms
from django.db.models import Count
from django.utils.translation import gettext as _

from announcements.filters import PostFilter
from announcements.models import Category, Post, PostQuerySet
from backstage.lists import ChosenFilter, FilteredList, ListPage
from tours.models import PublishedEvent, Theme
from tours.models.editions.published import PublishedEventQuerySet

NewsList = FilteredList[PostQuerySet]
POSTS_A_PAGE = 20


class NewsPage(NamedTuple):
    """One page of the posts that match. `category` is the category in use as a filter, if any post has it."""

    form: forms.Form
    chosen: list[ChosenFilter]
    page: ListPage[Post]
    category: Category | None


def news_list(visible: PostQuerySet, parameters: Mapping[str, str]) -> NewsList:
    return FilteredList(PostFilter, visible, parameters)


def news_page(news: NewsList, events: PublishedEventQuerySet) -> NewsPage:
    """The page of news that the query string asks for, or the last page if there is no such page.

    Three queries, and one more for each filter by event or theme. `events` are those that the visitor may see.
    """
    categories, years = _categories(news), _years(news)
    asked = news.in_use.get("category")
    category = next((category for category in categories if category.slug == asked), None)
    return NewsPage(
        form=_with_options(news.form, categories, years),
        chosen=_chosen(news, category, events),
        page=_page(news, years),
        category=category,
    )


def _categories(news: NewsList) -> list[Category]:
    """The categories of posts that match the other filters, each with its number of posts as `count`."""
    rows = Category.objects.filter(posts__in=news.without("category").values("pk"))
    return list(rows.annotate(count=Count("posts")).order_by("position", "name"))


def _years(news: NewsList) -> dict[int, int]:
    """The number of posts that match the other filters, by year, the latest first."""
    rows = news.without("year").order_by("-published_on__year").values_list("published_on__year")
    return dict(rows.annotate(Count("pk")))


def _page(news: NewsList, years: dict[int, int]) -> ListPage[Post]:
    """The page of posts. Their number is the sum over the years, as every published post has one."""
    year = news.form.cleaned_data.get("year")
    count = years.get(int(year), 0) if year else sum(years.values())
    posts = news.matching.newest_first().headlines()
    return news.page(posts, POSTS_A_PAGE, count=0 if news.form.errors else count)


def _with_options(form: forms.Form, categories: list[Category], years: dict[int, int]) -> forms.Form:
    """Gives the fields of the filter bar their widgets.

    Words are typed, category and year are chosen from what there is, and the other filters are hidden fields.
    """
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


def _chosen(news: NewsList, category: Category | None, events: PublishedEventQuerySet) -> list[ChosenFilter]:
    """The filters in use, with the names of rows that the address names only by a slug."""
    rows: dict[str, Category | PublishedEvent | Theme | None] = {"category": category}
    if "event" in news.valid:
        rows["event"] = events.filter(slug=news.valid["event"]).only("title", "language").first()
    if "theme" in news.valid:
        themes = Theme.objects.filter(slug=news.valid["theme"], posts__in=news.visible.values("pk"))
        rows["theme"] = themes.first()  # the name of another theme is not revealed
    event = rows.get("event")
    languages = {"event": event.language} if isinstance(event, PublishedEvent) else {}
    return news.chosen({name: str(row) for name, row in rows.items() if row}, languages)
