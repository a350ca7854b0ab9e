"""Documents and pictures."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from tours.admin.base import StaffAdmin, operator
from tours.editions import locked
from tours.models import Document, Event, Picture

KNOWN_OF_BYTES = ["file_name", "media_type", "size", "digest"]


@admin.register(Document)
class DocumentAdmin(StaffAdmin):
    list_display = ["title", "event", "programme", "language", "level", "media_type", "size"]
    list_filter = ["level", "language"]
    list_select_related = ["event", "programme"]
    search_fields = ["title", "event__title", "programme__name"]
    autocomplete_fields = ["event", "programme"]
    readonly_fields = KNOWN_OF_BYTES

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        events = Event.objects.editable_by(operator(request))
        return super().get_queryset(request).filter(Q(event__isnull=True) | Q(event__in=events))

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        if obj.event:
            locked(obj.event)
        super().save_model(request, obj, form, change)


@admin.register(Picture)
class PictureAdmin(StaffAdmin):
    list_display = ["alternative", "credit", "width", "height"]
    search_fields = ["alternative", "credit", "file_name"]
    readonly_fields = [*KNOWN_OF_BYTES, "width", "height"]
