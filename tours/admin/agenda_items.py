"""Agenda items, with the people who take part in them and their links."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tours.admin.base import OfEventAdmin, Rows
from tours.models import AgendaItem, Event, ItemLink, ItemPart
from tours.wording import clock

OF_THE_EVENT = {
    "track": _("Choose a track of the item's own event."),
    "groups": _("Choose groups of the item's own event."),
    "documents": _("Choose documents of the item's own event."),
}


class AgendaItemForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Offers and accepts the tracks, groups and documents of the item's event; none before that is known."""

    class Meta:
        widgets = {"groups": forms.CheckboxSelectMultiple, "documents": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self._event()
        for name in OF_THE_EVENT.keys() & self.fields.keys():
            field: Any = self.fields[name]
            field.queryset = field.queryset.filter(event=event) if event else field.queryset.none()
            field.error_messages["invalid_choice"] = OF_THE_EVENT[name]
            if event is None:
                field.help_text = _("Choose the event and save: then what it has is offered here.")

    def _event(self) -> Event | None:
        if "event" not in self.fields:
            return self.instance.event if self.instance.pk else None
        try:
            event: Event = self.fields["event"].clean(self["event"].value())
        except ValidationError:
            return None
        return event


class Parts(Rows):
    model = ItemPart
    fields = ["role", "person", "confirmed", "position"]
    autocomplete_fields = ["person"]


class Links(Rows):
    model = ItemLink
    fields = ["label", "url", "position"]


@admin.register(AgendaItem)
class AgendaItemAdmin(OfEventAdmin):
    form = AgendaItemForm
    list_display = ["title", "day", "time", "kind", "status", "level", "event"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter), "kind", "status", "level"]
    list_select_related = ["event"]
    date_hierarchy = "day"
    search_fields = ["title", "summary", "room", "event__title", "venue__name", "parts__person__display_name"]
    autocomplete_fields = ["event", "venue"]
    fieldsets = [
        (None, {"fields": ["event", "kind", "title", "summary", "status", "language"]}),
        (
            _("When and where"),
            {"fields": ["day", ("start", "end"), ("ends_on", "end_zone"), "venue", "room", "track", "position"]},
        ),
        (_("For whom"), {"fields": ["level", "groups"]}),
        (_("More"), {"fields": ["documents", "report", "staff_note"]}),
    ]
    inlines = [Parts, Links]

    @admin.display(description=_("time"), ordering="start")
    def time(self, item: AgendaItem) -> str:
        return "–".join(clock(moment) for moment in (item.start, item.end) if moment is not None)

    def get_readonly_fields(self, request: HttpRequest, obj: AgendaItem | None = None) -> list[str]:
        """An item stays with its event: in another its UID would name two entries of people's calendars."""
        return ["event"] if obj else []
