"""What all views of the API have in common, for reading and for writing."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_filters import FilterSet
from rest_framework import generics
from rest_framework.exceptions import AuthenticationFailed, ValidationError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.headers import with_headers
from api.lists.filtering import Filtering
from api.lists.ordering import Ordering
from api.lists.pagination import PARAMETERS, Pages
from api.throttles import Strangers, TokenHolders


class AlwaysJson(BaseContentNegotiation):
    """Reads and writes JSON, whatever the request says of types (RFC 9110, section 12.5.1).

    DRF's own negotiation answers 406 or 415, and indents the answer for `Accept: application/json; indent=4`: then one address
    would have several representations, and caches would have to keep them apart
    (test_there_is_one_representation_whatever_is_asked_for, test_body_is_json_whatever_the_header_says).
    """

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        json = next(iter(renderers))
        return json, json.media_type


class ApiView(APIView):
    """Answers in JSON, counts its askers, and refuses parameters that it does not take."""

    throttle_classes = [Strangers, TokenHolders]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJson
    example: ClassVar[str] = ""
    """An address below that of the version, which the guide shows."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return with_headers(request, super().dispatch(request, *args, **kwargs))

    def perform_authentication(self, request: Request) -> None:
        """Counts a token that opens nothing as a stranger, so that nobody can try out tokens without end."""
        try:
            super().perform_authentication(request)
        except AuthenticationFailed:
            self.check_throttles(request)
            raise

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuses a parameter that the address does not take. Passed over, a misspelt filter would answer with everything."""
        super().initial(request, *args, **kwargs)
        known = list(self.parameters())
        unknown = [name for name in request.query_params if name not in known]
        if unknown and request.method in self.strict_methods:
            raise ValidationError([_no_such(unknown, known)])

    strict_methods: ClassVar[tuple[str, ...]] = ("GET", "HEAD")

    def parameters(self) -> Iterable[str]:
        """Names the parameters that the address takes."""
        return ()

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Says nothing in the body. A preflight needs the headers alone, and DRF would describe the view."""
        return Response(status=204)


class Listing(ApiView, generics.ListAPIView[Any]):
    """Lists rows: filtered, in an order of the reader's choice, by pages or by a cursor through everything."""

    filter_backends = [Filtering, Ordering]
    filterset_class: ClassVar[type[FilterSet] | None] = None
    filter_descriptions: ClassVar[Mapping[str, Promise]] = {}
    """What a filter means in this list, where that is more than in other lists."""
    pagination_class = Pages
    ordering: ClassVar[tuple[str | OrderBy, ...]]
    """The order in which the list comes by itself. The first is a name."""
    ordering_fields: ClassVar[tuple[str, ...]]
    """What readers may order by. Both attributes are read by DRF's OrderingFilter."""
    ordering_empty_last: ClassVar[frozenset[str]] = frozenset()
    """The orderings in which rows without a value come last, upwards and downwards, whatever the database does by
    itself.
    """
    cursor_columns: ClassVar[tuple[str, ...]]
    """The columns that a cursor goes by. They are never empty, and no two rows are equal in all of them."""

    def parameters(self) -> Iterable[str]:
        filters = self.filterset_class.base_filters if self.filterset_class else ()
        return (*filters, Ordering.ordering_param, *PARAMETERS)


def _no_such(unknown: list[str], known: list[str]) -> str:
    names = ngettext("There is no parameter %(names)s.", "There are no parameters %(names)s.", len(unknown))
    takes = _("This address takes %(names)s.") if known else _("This address takes none.")
    return f"{names % {'names': ', '.join(unknown)}} {takes % {'names': ', '.join(known)}}"
