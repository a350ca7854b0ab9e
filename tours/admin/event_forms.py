"""The form of an event, and the filter of the list by how far it is published."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tours.admin.base import LANGUAGE, WIDE, SluggedForm
from tours.editions.standing import with_standing
from tours.models import Event, Programme


class EventForm(SluggedForm):
    """Uses the time zone of the host city if none is given."""

    class Meta:
        widgets = {"title": WIDE, "url": WIDE, "themes": forms.CheckboxSelectMultiple}
        help_texts = {
            "language": LANGUAGE,
            "state": _(
                "An event that is cancelled or postponed keeps its page, which says so from the next version on."
            ),
            "zone": _("If left empty, the time zone of the host city is used."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if zone := self.fields.get("zone"):  # absent where the page may only be read
            zone.required = False

        if programme := self.fields.get("programme"):
            self._keep_own(programme)

    def _keep_own(self, programme: Any) -> None:
        """Keeps the event's own programme among the choices. Others are offered only if the user may edit there."""
        offered = programme.queryset.order_by().values("pk")
        programme.queryset = Programme.objects.filter(Q(pk__in=offered) | Q(pk=self.instance.programme_id))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        city = self.cleaned_data.get("host_city")
        if city and not self.cleaned_data.get("zone") and "zone" not in self.errors:
            self.cleaned_data["zone"] = city.zone
        return cleaned


class Publication(admin.SimpleListFilter):
    title = _("publication")
    parameter_name = "publication"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [
            ("draft", _("Draft")),
            ("published", _("Published")),
            ("edited", _("Edited since it was published")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        match self.value():
            case "draft":
                return queryset.filter(published__isnull=True)
            case "published":
                return queryset.filter(published__isnull=False)
            case "edited":
                return with_standing(queryset).filter(is_edited=True)
        return queryset
