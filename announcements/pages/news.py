"""What the page of news shows beside its posts: how many there are of what, and the filters in use."""

from typing import NamedTuple

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils.translation import gettext as _

from announcements.models import Category, Post
from announcements.pages.news_list import NewsList, query_string
from tours.models import Theme
from tours.models.published import PublishedEventQuerySet

POSTS_A_PAGE = 20


class Chosen(NamedTuple):
    """A filter in use. `problem` says why it can find nothing, where that is known; `others` is the query without it."""

    label: str
    value: str
    problem: str
    others: str


class NewsPage(NamedTuple):
    """One page of the posts that match. `category` is the one that the list is narrowed to, where any post has it."""

    form: forms.Form
    asked: dict[str, str]
    chosen: list[Chosen]
    page: Page[Post]
    category: Category | None

    @property
    def query(self) -> str:
        """The filters, for what adds a page to them."""
        return query_string(self.asked).removeprefix("?")

    @property
    def own_query(self) -> str:
        """The end of the one address of this page."""
        return query_string(self.asked | ({"page": str(self.page.number)} if self.page.number > 1 else {}))


def news_page(news: NewsList, events: PublishedEventQuerySet) -> NewsPage:
    """Three queries; one more for each of an event and a theme that the list is narrowed to. Of a page that there is not,
    the last. `events` are those that the visitor may see.
    """
    categories, years = _categories(news), _years(news)
    asked = news.asked.get("category")
    category = next((category for category in categories if category.slug == asked), None)
    return NewsPage(
        form=_with_options(news.form, categories, years),
        asked=news.asked,
        chosen=_chosen(news, category, events),
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


def _page(news: NewsList, years: dict[int, int]) -> Page[Post]:
    """Every published post has a year, so the figures of the years say how many there are."""
    posts = news.posts.newest_first().headlines()
    paginator = Paginator(posts if not news.form.errors else posts.none(), POSTS_A_PAGE)
    year = news.form.cleaned_data.get("year")
    counted = years.get(int(year), 0) if year else sum(years.values())
    paginator.count = 0 if news.form.errors else counted
    return paginator.get_page(news.parameters.get("page"))


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


def _chosen(news: NewsList, category: Category | None, events: PublishedEventQuerySet) -> list[Chosen]:
    names: dict[str, object] = {"category": category}
    if "event" in news.asked:
        names["event"] = events.filter(slug=news.asked["event"]).only("title").first()
    if "theme" in news.asked:
        told_on = Theme.objects.filter(slug=news.asked["theme"], posts__in=news.visible.values("pk"))
        names["theme"] = told_on.first()  # of another theme no reader knows the name
    return [
        Chosen(
            label=str(news.form.fields[name].label),
            value=str(names.get(name) or value),
            problem=str(news.form.errors[name][0]) if name in news.form.errors else "",
            others=query_string(news.others(name)),
        )
        for name, value in news.asked.items()
    ]
