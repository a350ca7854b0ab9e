"""Agenda items as they are edited, one by one or many at once. Many are found by the ids that another system has for them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import as_serializer_error

from accounts.models import User
from accounts.visitors import signed_in
from api.exceptions import RowsRefused, by_path
from api.lists.filters import DraftItemFilter
from api.serializers.desk_items import DraftItemRowSerializer, DraftItemSerializer, UpsertedSerializer
from api.serializers.strict import LONGEST_NAME
from api.views import Listing
from api.writing.etags import etag_of, require_match, with_etag
from api.writing.idempotency import idempotent
from api.writing.views import WritingView
from tours.editions.publishing import locked
from tours.models import AgendaItem, Event, ItemPart
from tours.models.rights import allowed_anywhere
from tours.record.items.writing import Outcome, RefusedRows, Written, delete_item, save_item, upsert_items
from tours.role_powers import Power

MAX_ITEMS = 2000


class DraftItemList(Listing, WritingView):
    """Lists the items of an event's agenda as they are edited, in the order of their days. Those without a day come last."""

    serializer_class = DraftItemSerializer
    filterset_class = DraftItemFilter
    ordering = ("day", F("start").asc(nulls_first=True), "position")
    ordering_fields = ("day",)
    ordering_empty_last = frozenset({"day"})
    cursor_columns = ("pk",)
    bodies = {"PUT": DraftItemRowSerializer(many=True)}
    answers = {"PUT": UpsertedSerializer}

    def get_queryset(self) -> QuerySet[Any]:
        return with_relations(self.event_for(Power.READ))

    @idempotent
    def post(self, request: Request, uid: str) -> Response:
        """Adds an item."""
        event = self.event_for(Power.AGENDA)
        sent = DraftItemSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        _refuse_making(self.user, [sent.validated_data])
        return with_etag(
            _shown(event, save_item(event, sent.validated_data, by=signed_in(request)).item), status.HTTP_201_CREATED
        )

    def put(self, request: Request, uid: str) -> Response:
        """Writes a list of items by their uid or external_id: what is there is changed, an external_id that is not is added.

        An item that somebody typed is adopted by its uid: sent with an external_id, it is found by that from then on.

        Items that the list does not name stay as they are, and so does what a row leaves out; to cancel an item, set its
        status. All or nothing: where a row is wrong nothing is written, and the answer says what is wrong with the first twenty.
        """
        event = self.event_for(Power.AGENDA)
        sent: Any = request.data
        rows = _rows(sent)
        _refuse_making(self.user, rows)
        _refuse_unknown(event, sent, rows)
        try:
            written = upsert_items(event, rows, by=signed_in(request))
        except RefusedRows as refusal:
            errors = {number: as_serializer_error(error) for number, error in refusal.errors.items()}
            raise _refused(sent, errors) from refusal
        return Response(UpsertedSerializer(_counted(written)).data)


class DraftItemDetail(WritingView):
    """Shows an item as it is edited."""

    serializer_class = DraftItemSerializer

    def get(self, request: Request, uid: str, item: str) -> Response:
        event = self.event_for(Power.READ)
        return with_etag(_shown(event, self._item(event)))

    def patch(self, request: Request, uid: str, item: str) -> Response:
        """Changes the facts that are given; what is left out stays as it is."""
        event = self.event_for(Power.AGENDA)
        row = self._item(event)
        sent = DraftItemSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        _refuse_making(self.user, [sent.validated_data])
        with transaction.atomic():
            self._require_match(event, row)
            written = save_item(event, sent.validated_data, item=row, by=signed_in(request))
            return with_etag(_shown(event, written.item))

    def delete(self, request: Request, uid: str, item: str) -> Response:
        """Deletes an item. To cancel one that readers know, set its status instead: then it stays, marked as cancelled."""
        event = self.event_for(Power.AGENDA)
        row = self._item(event)
        with transaction.atomic():
            self._require_match(event, row)
            delete_item(row)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _item(self, event: Event) -> AgendaItem:
        item = event.items.filter(uid=self.kwargs["item"]).first()
        if item is None:
            raise Http404
        return item

    def _require_match(self, event: Event, row: AgendaItem) -> None:
        """Locks the event, then compares the row as it is: another may have changed or deleted it meanwhile."""
        locked(event)
        self._item(event)
        require_match(self.request, etag_of(_shown(event, row)))


def with_relations(event: Event) -> QuerySet[AgendaItem]:
    parts = Prefetch("parts", ItemPart.objects.select_related("person"))
    return event.items.select_related("event", "venue__city", "track").prefetch_related("groups", "links", parts)


def _shown(event: Event, item: AgendaItem) -> Any:
    """Shows the item as it is now. It costs four queries."""
    return DraftItemSerializer(with_relations(event).get(pk=item.pk)).data


def _rows(sent: Any) -> list[dict[str, Any]]:
    """Returns the facts of the rows, if all are well formed."""
    if not isinstance(sent, list) or not 1 <= len(sent) <= MAX_ITEMS:
        raise ValidationError([_("Send a list of 1 to %(most)d items.") % {"most": MAX_ITEMS}])
    shape = DraftItemRowSerializer(partial=True)
    rows, errors = [], {}
    for number, row in enumerate(sent):
        try:
            facts = shape.run_validation(row)
            if not (facts.get("external_id") or facts.get("uid")):
                raise ValidationError({"external_id": [_("Each row needs an external_id or a uid.")]})
            rows.append(facts)
        except ValidationError as refusal:
            errors[number] = refusal.detail
    if errors:
        raise _refused(sent, errors)
    return rows


def _refuse_making(user: User, rows: Sequence[Mapping[str, Any]]) -> None:
    """All events share venues and cards, so that a token for one event or programme makes none."""
    named = [row["venue"] for row in rows if row.get("venue")]
    named += [part.person for row in rows for part in row.get("parts", ()) if part.person]
    if any(each.create for each in named) and not allowed_anywhere(user, Power.AGENDA, Power.EVENT):
        message = _(
            "This token is for one event or programme, so it cannot make venues or people, which all events share. Leave out"
            " create_missing, or issue a token without such a limit at /desk/tokens/."
        )
        raise PermissionDenied(message)


def _refuse_unknown(event: Event, sent: list[Any], rows: list[dict[str, Any]]) -> None:
    """A uid says which item is meant, and is of none to come. One query where a row has one."""
    uids = {row["uid"] for row in rows if "uid" in row}
    known = set(event.items.filter(uid__in=uids).order_by().values_list("uid", flat=True)) if uids else set()
    told = {"uid": [_("The event has no item with this uid.")]}
    errors = {number: told for number, row in enumerate(rows) if row.get("uid") in uids - known}
    if errors:
        raise _refused(sent, errors)


def _refused(sent: list[Any], errors: dict[int, Any]) -> RowsRefused:
    told = [
        {"row": number, "external_id": _external_id(sent[number]), "errors": by_path(errors[number])}
        for number in sorted(errors)
    ]
    return RowsRefused(told)


def _external_id(row: Any) -> str:
    named = row.get("external_id") if isinstance(row, dict) else None
    return named[:LONGEST_NAME] if isinstance(named, str) else ""


def _counted(written: list[Written]) -> dict[str, Any]:
    counts = {outcome.value: sum(each.outcome is outcome for each in written) for outcome in Outcome}
    rows = [{"external_id": item.external_id, "uid": item.uid, "outcome": outcome.value} for item, outcome in written]
    return {**counts, "rows": rows}
