"""Where a program begins."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.reading.views import ReadingView
from api.serializers.fields import AddressField


class StartSerializer(serializers.Serializer[Any]):
    programmes = AddressField("api:programmes")
    events = AddressField("api:events")
    items = AddressField("api:items")
    cities = AddressField("api:cities")
    organisations = AddressField("api:organisations")
    posts = AddressField("api:posts")
    testimonials = AddressField("api:testimonials")
    documents = AddressField("api:documents")


class Start(ReadingView):
    """Gives the addresses of all lists."""

    serializer_class = StartSerializer

    def get(self, request: Request) -> Response:
        return Response(StartSerializer({}).data)
