"""Agenda items, with the people who take part in them and their links."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tours.admin.base import LANGUAGE, ONE_EVENT, WIDE, LatestEvents, PartOfEventAdmin, Rows, event_of_key
from tours.labels import LEVELS, choices
from tours.models import AgendaItem, Event, ItemLink, ItemPart
from tours.models.fields import WebAddressField
from tours.record.appearances import add_appearances
from tours.vocabulary import Level, usual_level
from tours.wording import clock

OF_THE_EVENT = {
    "track": _("Choose a track of the item's own event."),
    "groups": _("Choose groups of the item's own event."),
    "documents": _("Choose documents of the item's own event."),
}


class AgendaItemForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Offers and accepts only tracks, groups and documents of the item's event; none until the event is known."""

    class Meta:
        widgets = {"title": WIDE, "groups": forms.CheckboxSelectMultiple, "documents": forms.CheckboxSelectMultiple}
        help_texts = {
            "status": _(
                "If a published item will not take place, set it to cancelled: it stays, marked. If you delete it, it is left out."
            ),
            "language": LANGUAGE,
            "end_zone": _("For a flight, such as Europe/Vienna."),
            "level": _("Delegates also see what is for everyone, and staff see all."),
            "groups": _("Shows an item for delegates only to these groups. If none is chosen, all delegates see it."),
            "staff_note": _("Printed only in the staff run-sheet."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self._event()
        for name in OF_THE_EVENT.keys() & self.fields.keys():
            field: Any = self.fields[name]
            field.queryset = field.queryset.filter(event=event) if event else field.queryset.none()
            field.error_messages["invalid_choice"] = OF_THE_EVENT[name]
            if event is None:
                field.help_text = _("Choose the event and save. Its choices then appear here.")

    def _event(self) -> Event | None:
        if "event" not in self.fields:
            return self.instance.event if self.instance.pk else None
        try:
            event: Event = self.fields["event"].clean(self["event"].value())
        except ValidationError:
            return None
        return event


class PartForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Gives a part the usual level of its role if none is chosen."""

    level = forms.ChoiceField(
        label=_("for whom"),
        choices=[("", _("As usual for the role")), *choices(LEVELS)],
        required=False,
        widget=forms.Select(attrs={"aria-label": _("For whom")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.initial["level"] = ""

    def clean_level(self) -> str:
        chosen: str = self.cleaned_data["level"]
        return chosen or usual_level(self.cleaned_data.get("role", ""))


class Parts(Rows):
    model = ItemPart
    form = PartForm
    fields = ["role", "person", "confirmed", "level", "position"]
    autocomplete_fields = ["person"]


class Links(Rows):
    model = ItemLink
    fields = ["label", "url", "level", "position"]
    # Django's own box for an address is so wide that the row would leave the page.
    formfield_overrides = {
        **Rows.formfield_overrides,
        WebAddressField: {"widget": AdminURLFieldWidget(attrs={"class": "vTextField"})},
    }


class ForWhom(admin.ChoicesFieldListFilter):
    """Filters by level. Its own title replaces the name "for", which would read "By for"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("for whom")


@admin.register(AgendaItem)
class AgendaItemAdmin(PartOfEventAdmin):
    form = AgendaItemForm
    list_display = ["title", "on", "time", "kind", "where", "standing", "of_event"]
    list_filter = [("event", LatestEvents), "kind", "status", ("level", ForWhom)]
    list_select_related = ["event", "venue"]
    date_hierarchy = "day"
    search_fields = [
        "title",
        "summary",
        "room",
        "event__title",
        "venue__name",
        "venue__local_name",
        "parts__person__display_name",
        "parts__person__names__text",
    ]
    autocomplete_fields = ["event", "venue"]
    fieldsets = [
        (None, {"fields": ["event", "kind", "title", "summary", "status"]}),
        (
            _("When and where"),
            {"fields": ["day", ("start", "end"), ("ends_on", "end_zone"), "venue", "room", "track", "position"]},
        ),
        (_("For whom"), {"fields": ["level", "groups"]}),
        (_("More"), {"fields": ["language", "capacity", "documents", "report", "staff_note"]}),
    ]
    inlines = [Parts, Links]

    @admin.display(description=_("day"), ordering=F("day").asc(nulls_last=True))
    def on(self, item: AgendaItem) -> str:
        return date_format(item.day, "D j M Y") if item.day else str(_("Without a day"))

    @admin.display(description=_("time"), ordering="start")
    def time(self, item: AgendaItem) -> str:
        return "–".join(clock(moment) for moment in (item.start, item.end) if moment is not None)

    @admin.display(description=_("status"), ordering="status")
    def standing(self, item: AgendaItem) -> str:
        """The status, and the level if the item is not for everyone."""
        words = [item.get_status_display()]
        return ", ".join(words if item.level == Level.PUBLIC else [*words, item.get_level_display()])

    @admin.display(description=_("place"))
    def where(self, item: AgendaItem) -> str:
        return ", ".join(part for part in (item.room, item.venue.name if item.venue else "") if part)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        add_appearances(form.instance.event)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fills in the event whose items the user comes from, and the day of that event's newest item."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        listed = QueryDict(self.get_preserved_filters(request)).get("_changelist_filters", "")
        initial.setdefault("event", QueryDict(listed).get(ONE_EVENT))
        if event := event_of_key(initial["event"], request):
            last = event.items.order_by("-pk").first()
            initial.setdefault("day", (last and last.day) or event.starts)
        return initial

    def response_post_save_add(self, request: HttpRequest, obj: AgendaItem) -> HttpResponseRedirect:
        return self._items_of_event(request, obj) or super().response_post_save_add(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: AgendaItem) -> HttpResponseRedirect:
        return self._items_of_event(request, obj) or super().response_post_save_change(request, obj)

    def _items_of_event(self, request: HttpRequest, item: AgendaItem) -> HttpResponseRedirect | None:
        """Redirects to the items of the event after saving; None if the user comes from a list with filters of its own."""
        if self.get_preserved_filters(request):
            return None
        return HttpResponseRedirect(items_address(item.event_id))

    def get_readonly_fields(self, request: HttpRequest, obj: AgendaItem | None = None) -> list[str]:
        """An item stays with its event: if it moved, its UID would name two entries in people's calendars."""
        return ["event"] if obj else []


def items_address(event_key: int) -> str:
    """The address of the list of one event's items."""
    return reverse("admin:tours_agendaitem_changelist", query={ONE_EVENT: event_key})
