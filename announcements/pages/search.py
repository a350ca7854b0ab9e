"""The page of search: the results, grouped by their sort."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.visitors import visitor
from announcements.pages.results import SORTS, Result, Sort
from announcements.search import meant_by
from backstage.lists import LONGEST_QUERY, query_string
from backstage.text.search_keys import asked_keys
from backstage.text.tidying import tidy
from tours.search.asked import AS_TYPED, MOST_WORDS, Meant, query_day, query_words
from tours.search.matching import Found, first
from tours.serving.public_pages import public_page

MOST_SHOWN = 10
"""The most results of each group."""
MOST_ALONE = 100
"""The most results of a group that is shown alone."""


class ResultGroup(NamedTuple):
    """The first results of one sort, and the number of all.

    `address_of_all` leads to the others; it is empty if there is no link. If the search `is_cut`, there are more than
    `total`.
    """

    name: str
    heading: Promise
    results: list[Result]
    total: int
    is_cut: bool
    link_to_all: str
    address_of_all: str


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """Shows what matches the query `q`, and where nothing does, what was meant by its words.

    At most twelve queries: two per group, and one more for the count of a long group. `show` names a sort that is shown
    alone, with more results; any other value shows every sort.
    """
    query = " ".join(tidy(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    words = asked_keys(query)
    alone = next((sort for sort in SORTS if sort.name == request.GET.get("show") and not sort.page), None)
    groups, meant = _searched(query, visitor(request), alone) if words else ([], AS_TYPED)
    context = {
        "query": query,
        "words": words,
        "is_cut": len(words) > MOST_WORDS,
        "groups": [group for group in groups if group.total],
        "alone": alone,
        "total": sum(group.total for group in groups),
        "is_more": any(group.is_cut for group in groups),
        "is_missing": any(group.is_cut and not group.total for group in groups),
        "is_near": bool(meant),
        "keys": _marked(query, meant),
        "footnotes": _footnotes(groups),
    }
    return render(request, "announcements/search.html", context)


def _searched(query: str, user: User | AnonymousUser, alone: Sort | None) -> tuple[list[ResultGroup], Meant]:
    """What has the words as they were typed. Where nothing has them all, what has those that were meant; and these."""
    groups = _found(query, user, alone, AS_TYPED)
    if any(group.total or group.is_cut for group in groups):
        return groups, AS_TYPED
    meant = meant_by(query)
    near = _found(query, user, alone, meant) if meant else []
    return (near, meant) if any(group.total for group in near) else (groups, AS_TYPED)


def _found(query: str, user: User | AnonymousUser, alone: Sort | None, meant: Meant) -> list[ResultGroup]:
    keys = _marked(query, meant)
    if alone:
        return [_group(alone, first(alone.find(query, user, meant), MOST_ALONE), keys)]
    return [_group(sort, first(sort.find(query, user, meant), MOST_SHOWN), keys, query) for sort in SORTS]


def _marked(query: str, meant: Meant) -> list[str]:
    """The keys of the words that are marked in the results: those beside a day, as they were typed or meant."""
    day = query_day(query)
    words = query_words(day.rest if day else query)
    return [key for word in words for key in meant.get(word, (word,))]


def _group(sort: Sort, found: Found[Any], keys: list[str], query: str = "") -> ResultGroup:
    """The group of a sort. With a query, it has a link to all results."""
    label = _("More of them") if found.is_cut else str(sort.link_to_all) % {"count": found.count}
    address = _address_of_all(sort, query) if query else ""
    results = sort.results(found.rows, keys)
    return ResultGroup(sort.name, sort.heading, results, found.count, found.is_cut, label, address)


def _address_of_all(sort: Sort, query: str) -> str:
    if sort.page:
        return reverse(sort.page) + query_string({"q": query})
    return reverse("announcements:search") + query_string({"q": query, "show": sort.name})


def _footnotes(groups: Iterable[ResultGroup]) -> list[str]:
    """The footnotes of the countries in the results, each once."""
    footnotes = (result.footnote for group in groups for result in group.results)
    return list(dict.fromkeys(filter(None, footnotes)))
