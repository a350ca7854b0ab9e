"""Documents of an event: uploaded, changed and deleted."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.documents import DraftDocumentSerializer, UploadSerializer
from api.views import Listing
from api.writing.etags import etag_of, require_match, with_etag
from api.writing.idempotency import idempotent
from api.writing.views import Form, WritingView
from tours.editions.publishing import locked
from tours.models import Document, Event
from tours.record.documents import delete_document, save_document
from tours.role_powers import Power
from tours.uploads.storing import MOST_BYTES

ROOM_FOR_FACTS = 100_000
"""Bytes that a form may have beside the file."""


class DraftDocumentList(Listing, WritingView):
    """Lists the documents of an event and of its items."""

    serializer_class = DraftDocumentSerializer
    ordering = ("position",)
    ordering_fields = ("position",)
    cursor_columns = ("pk",)
    parser_classes = [Form]
    bodies = {"POST": UploadSerializer}
    most_bytes = MOST_BYTES + ROOM_FOR_FACTS

    def get_queryset(self) -> QuerySet[Any]:
        return with_relations(self.event_for(Power.READ))

    @idempotent
    def post(self, request: Request, uid: str) -> Response:
        """Adds a document, with its file, as a form of several parts (multipart/form-data)."""
        event = self.event_for(Power.AGENDA)
        sent = UploadSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return with_etag(_shown(event, save_document(event, sent.validated_data)), status.HTTP_201_CREATED)


class DraftDocumentDetail(WritingView):
    """Shows a document of an event."""

    serializer_class = DraftDocumentSerializer

    def get(self, request: Request, uid: str, document: int) -> Response:
        event = self.event_for(Power.READ)
        return with_etag(_shown(event, self._document(event)))

    def patch(self, request: Request, uid: str, document: int) -> Response:
        """Changes the facts that are given; what is left out stays as it is, and so does the file."""
        event = self.event_for(Power.AGENDA)
        self._document(event)
        sent = DraftDocumentSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            row = self._matched(event)
            return with_etag(_shown(event, save_document(event, sent.validated_data, document=row)))

    def delete(self, request: Request, uid: str, document: int) -> Response:
        """Deletes a document. Versions that name it keep its file."""
        event = self.event_for(Power.AGENDA)
        self._document(event)
        with transaction.atomic():
            delete_document(self._matched(event), of=event)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _document(self, event: Event) -> Document:
        row = event.documents.filter(pk=self.kwargs["document"]).first()
        if row is None:
            raise Http404
        return row

    def _matched(self, event: Event) -> Document:
        """Locks the event, then compares the row as it is: another may have changed or deleted it meanwhile."""
        locked(event)
        row = self._document(event)
        require_match(self.request, etag_of(_shown(event, row)))
        return row


def with_relations(event: Event) -> QuerySet[Document]:
    return event.documents.select_related("event").prefetch_related("items")


def _shown(event: Event, row: Document) -> Any:
    return DraftDocumentSerializer(with_relations(event).get(pk=row.pk)).data
