"""How a list comes: in numbered pages, or piece by piece with a cursor, for those who copy all of it."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from accounts.change_lists.pages import FirstRows
from api.lists.cursors import Piece, piece_after
from api.lists.filtering import asks_for_changes

NUMBER = re.compile("[1-9][0-9]{0,8}")
MOST_LEFT_OUT = 2000
"""How many rows of a list may stand on the pages before the one that is asked for."""
MOST_WITH_WORDS = 500
"""How many of the rows with the words that are searched for."""
FAR = gettext_lazy(
    "Pages lead to the first %(most)d entries. Narrow the list, or walk through all of it with a cursor."
)
RELATIONS = {"next": "next", "previous": "prev"}


class NumberedPages(Paginator[Any]):
    """Pages that lead to the first MOST_LEFT_OUT entries of a list."""

    most = MOST_LEFT_OUT
    is_cut = False


class PagesOfWords(FirstRows):
    """The pages of a list that search words narrow: very many rows may have them."""

    most = MOST_WITH_WORDS


class PagesOfChanges(FirstRows):
    """The pages of what has changed since a moment: it may be nearly all, and counting it would read each row."""

    most = MOST_LEFT_OUT


class Pages(PageNumberPagination):
    """Divides a list as DRF's PageNumberPagination does, or by a cursor where one is sent.

    A page costs two queries, its count and its rows; a piece of a walk costs one. A word costs one more. DRF passes over
    a `page_size` that is no number and cuts one that is too large, and answers 404 to a `page` that is no number: here
    the parameter is refused by name (test_what_no_page_can_be_is_refused_by_name). DRF's links begin with the host of the
    request, ours with the site's own address, and stand in a Link header too
    (test_pages_lead_to_one_another_with_their_filters).
    """

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    invalid_page_message = gettext_lazy("The list has no such page.")  # type: ignore[assignment]  # DRF's own is lazy
    walk: Piece | None = None
    """Where the reader walks with a cursor, the piece that was read."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        if "cursor" not in request.query_params:
            self.django_paginator_class = _pages_of(request)
            return super().paginate_queryset(queryset, request, view)
        if self.page_query_param in request.query_params:
            raise ValidationError({self.page_query_param: [_("Either pages or a cursor, not both.")]})
        self.address = request.build_absolute_uri()
        cursor, size = request.query_params["cursor"], self.get_page_size(request)
        self.walk = piece_after(cursor, queryset, view.cursor_columns, size=size, address=request.path)
        return self.walk.rows

    def get_page_size(self, request: Request) -> int:
        size = _number(request, "page_size", self.page_size)
        if size > self.max_page_size:
            raise ValidationError({"page_size": [_("At most %(most)d at once.") % {"most": self.max_page_size}]})
        return size

    def get_page_number(self, request: Request, paginator: Any) -> int:
        """Refuses a page far into a long list: to leave out so many rows costs as much as to read them."""
        number = _number(request, self.page_query_param, 1)
        is_there = paginator.is_cut or number <= paginator.num_pages
        if (number - 1) * paginator.per_page >= paginator.most and is_there:
            raise ValidationError({self.page_query_param: [FAR % {"most": paginator.most}]})
        return number

    def get_next_link(self) -> str | None:
        if self.walk is None:
            return _of_this_site(super().get_next_link())
        cursor = self.walk.next_cursor
        return _of_this_site(cursor and replace_query_param(self.address, "cursor", cursor))

    def get_previous_link(self) -> str | None:
        return _of_this_site(super().get_previous_link())

    def _is_cut(self) -> bool:
        paginator: Any = self.page.paginator if self.page else None
        return paginator is not None and paginator.is_cut

    def get_paginated_response(self, data: Any) -> Response:
        """Adds the links in a Link header (RFC 8288)."""
        if self.walk is None:
            response = super().get_paginated_response(data)
            response.data |= {"is_cut": True} if self._is_cut() else {}
        else:
            response = Response({"next": self.get_next_link(), "results": data})
        links = [f'<{response.data[name]}>; rel="{rel}"' for name, rel in RELATIONS.items() if response.data.get(name)]
        if links:
            response["Link"] = ", ".join(links)
        return response

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Says which facts there are without a cursor alone; with one there is no count."""
        facts = {name: {**kind, "description": str(text)} for name, (kind, text) in FACTS.items()}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {**facts, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Adds the bounds, which DRF leaves out, and the cursor."""
        return [
            {"name": name, "in": "query", "description": str(text), "schema": schema}
            for name, (schema, text) in PARAMETERS.items()
        ]


def _pages_of(request: Request) -> type[Paginator[Any]]:
    if request.query_params.get("q"):
        return PagesOfWords
    return PagesOfChanges if asks_for_changes(request) else NumberedPages


URI = {"type": ["string", "null"], "format": "uri"}
FACTS: dict[str, tuple[dict[str, Any], Any]] = {
    "count": (
        {"type": "integer"},
        gettext_lazy("How many there are in all; with words at most 500, with updated_since 2000. Not with a cursor."),
    ),
    "is_cut": (
        {"type": "boolean"},
        gettext_lazy("True where there are more than are counted; otherwise it is absent."),
    ),
    "next": (URI, gettext_lazy("Where the list goes on; null at its end.")),
    "previous": (URI, gettext_lazy("The page before. Not with a cursor.")),
}
PARAMETERS: dict[str, tuple[dict[str, Any], Any]] = {
    "page": (
        {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1},
        gettext_lazy(
            "The number of a page. Pages lead to the first two thousand entries, with words to five hundred; a cursor leads"
            " to all of them."
        ),
    ),
    "page_size": (
        {"type": "integer", "minimum": 1, "maximum": Pages.max_page_size, "default": Pages.page_size},
        gettext_lazy("How many at once."),
    ),
    "cursor": (
        {"type": "string"},
        gettext_lazy(
            "Left empty, it begins a walk through the whole list; the answer's “next” leads on. Not with page."
        ),
    ),
}


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, str(default))
    if not NUMBER.fullmatch(text):
        raise ValidationError({name: [_("Give a whole number from 1.")]})
    return int(text)


def _of_this_site(link: str | None) -> str | None:
    """Puts a link below the site's own address: an answer that caches keep must not depend on how a request arrived."""
    return link and settings.BASE_URL + urlsplit(link)._replace(scheme="", netloc="").geturl()
