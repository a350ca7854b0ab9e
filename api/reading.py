"""What all addresses of the reading API have in common: open to everyone, for reading alone."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models.expressions import OrderBy
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import User
from accounts.visitors import visitor
from api.answers import answered
from api.filtering import Filtering
from api.ordering import Ordering
from api.pagination import Pages
from api.throttles import Strangers


class Visitor(BaseAuthentication):
    """Whoever is signed in on the site. Nothing can be changed here, so no token against forged requests is asked for."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        user = visitor(request._request)
        return (user, None) if isinstance(user, User) else None


class AlwaysJson(BaseContentNegotiation):
    """There is one representation, and whoever asks for another gets it all the same (RFC 9110, section 12.5.1)."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        json = next(iter(renderers))
        return json, json.media_type


class ReadingView(APIView):
    """GET, HEAD and OPTIONS, for everyone. What a view shows starts from `visible_to(self.request.user)`."""

    permission_classes = [AllowAny]
    authentication_classes = [Visitor]
    throttle_classes = [Strangers]
    renderer_classes = [JSONRenderer]
    content_negotiation_class = AlwaysJson
    http_method_names = ["get", "head", "options"]
    example: ClassVar[str] = ""
    """An address, below that of the version, for the guide to show."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return answered(request, super().dispatch(request, *args, **kwargs))

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204)


class ReadingDetail(ReadingView, generics.RetrieveAPIView[Any]):
    lookup_field = "slug"


class ReadingList(ReadingView, generics.ListAPIView[Any]):
    """By pages, or by a cursor through everything; filtered, and in an order of the reader's choice."""

    filter_backends = [Filtering, Ordering]
    pagination_class = Pages
    orderings: ClassVar[Mapping[str, tuple[str | OrderBy, ...]]]
    """What readers may order by, and the columns that it is; a minus turns the first of them alone. The list comes by itself
    in the first order.
    """
    walked_by: ClassVar[tuple[str, ...]]
    """The columns that a cursor goes by, never empty, which together are those of one row alone."""


class NoSuchAddress(ReadingView):
    schema = None

    def get(self, request: Request, **kwargs: Any) -> Response:
        raise NotFound(_("The API has no such address. The guide to it is at /api/."))
