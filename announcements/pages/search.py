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
from tours.search.asked import MOST_WORDS, Query, read_query
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

    For one word, three queries a group at most, the third for the number of a long one; more for other common words, and again
    for what was meant. One for a day without its year. `show` names a sort that is shown alone, with more results; any other
    value shows every sort.
    """
    text = " ".join(tidy(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    words = asked_keys(text)
    alone = next((sort for sort in SORTS if sort.name == request.GET.get("show") and not sort.page), None)
    groups, query = _searched(read_query(text), visitor(request), alone) if words else ([], Query(text))
    context = {
        "query": text,
        "words": words,
        "is_cut": len(words) > MOST_WORDS,
        "groups": [group for group in groups if group.total],
        "alone": alone,
        "total": sum(group.total for group in groups),
        "is_more": any(group.is_cut for group in groups),
        "is_missing": any(group.is_cut and not group.total for group in groups),
        "is_near": bool(query.meant),
        "keys": query.keys,
        "footnotes": _footnotes(groups),
    }
    return render(request, "announcements/search.html", context)


def _searched(query: Query, user: User | AnonymousUser, alone: Sort | None) -> tuple[list[ResultGroup], Query]:
    """What has the words as they were typed. Where nothing has them all, what has those that were meant; and the query so."""
    groups = _found(query, user, alone)
    if any(group.total or group.is_cut for group in groups):
        return groups, query
    meant = query._replace(meant=meant_by(query.text))
    near = _found(meant, user, alone) if meant.meant else []
    return (near, meant) if any(group.total for group in near) else (groups, query)


def _found(query: Query, user: User | AnonymousUser, alone: Sort | None) -> list[ResultGroup]:
    if alone:
        return [_group(alone, first(alone.find(query, user), MOST_ALONE), query.keys)]
    return [_group(sort, first(sort.find(query, user), MOST_SHOWN), query.keys, query.text) for sort in SORTS]


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
