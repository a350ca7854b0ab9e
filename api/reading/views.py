"""What all views of the reading API have in common: they are open to everyone, and for reading alone."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import generics
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from api.authentication import TokenHolder, Visitor
from api.views import ApiView, Listing


class ReadingView(ApiView):
    """Takes GET, HEAD and OPTIONS, from everyone. What a view shows starts from `visible_to(self.request.user)`."""

    permission_classes = [AllowAny]
    authentication_classes = [TokenHolder, Visitor]
    http_method_names = ["get", "head", "options"]


class ReadingDetail(ReadingView, generics.RetrieveAPIView[Any]):
    lookup_field = "slug"


class ReadingList(Listing, ReadingView):
    pass


class NoSuchAddress(ReadingView):
    """Answers 404 to every method."""

    schema = None
    http_method_names = [*ReadingView.http_method_names, "post", "put", "patch", "delete"]

    def parameters(self) -> Iterable[str]:
        """Names whatever was sent, so that none is refused: it is the address that is wrong."""
        return self.request.query_params

    def get(self, request: Request, **kwargs: Any) -> Response:
        raise NotFound(_("The API has no such address. The guide to it is at /api/."))

    post = put = patch = delete = get
