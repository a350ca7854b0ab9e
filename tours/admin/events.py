"""Events with all their rows. Agenda items have their own pages."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.visitors import signed_in
from tours.admin.agenda_items import items_address
from tours.admin.base import StaffAdmin, moment
from tours.admin.by_role import holds, once
from tours.admin.event_forms import EventForm, Publication
from tours.admin.event_parts import (
    Contacts,
    Documents,
    Groups,
    Organisations,
    ParticipatingCities,
    PracticalNotes,
    Purposes,
    Tracks,
)
from tours.admin.versions.publishing import publish_page
from tours.admin.versions.redacting import redact_page
from tours.editions.publishing import has_unpublished_changes
from tours.models import AgendaItem, Event, Programme
from tours.models.rights import allowed_anywhere, allowed_at_a_programme
from tours.role_powers import Power
from tours.vocabulary import Access
from tours.wording import date_range

OF_THE_AGENDA = (Tracks, Groups, Documents)


@admin.register(Event)
class EventAdmin(StaffAdmin):
    """Saving first writes the event's row, which locks it, so that no edition is composed of half a page.

    A user who may only change the agenda can save only the agenda's part of this page.
    """

    form = EventForm
    list_display = ["title", "dates", "place", "standing", "agenda", "current", "edited"]
    list_filter = [
        Publication,
        "kind",
        "state",
        "access",
        ("host_city__country", admin.RelatedOnlyFieldListFilter),
        ("programme", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["host_city__country", "published"]
    date_hierarchy = "starts"
    search_fields = [
        "title",
        "slug",
        "host_city__name",
        "host_city__names__text",
        "host_city__country__name",
        "participating_cities__city__name",
    ]
    autocomplete_fields = ["host_city", "picture"]
    readonly_fields = ["version", "unpublished_changes"]
    save_on_top = True
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "programme", "organised", "url"]}),
        (_("When and where"), {"fields": [("starts", "ends"), "host_city", "zone", "places"]}),
        (_("About"), {"fields": ["summary", "language", "themes", "tier", "conditions", "picture"]}),
        (
            _("Publication"),
            {
                "fields": ["state", "access", "tells_of_participants_items", "version", "unpublished_changes"],
                "description": _("Nothing on this page or in the agenda reaches readers before it is published."),
            },
        ),
    ]
    inlines = [
        Organisations,
        ParticipatingCities,
        Purposes,
        Tracks,
        Groups,
        PracticalNotes,
        Contacts,
        Documents,
    ]
    actions = ["publish"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with the number of items and the current version's moment, which the list shows."""
        items = AgendaItem.objects.filter(event=OuterRef("pk")).order_by().values("event")
        events: QuerySet[Any] = (
            super()
            .get_queryset(request)
            .annotate(
                item_count=Coalesce(Subquery(items.annotate(count=Count("pk")).values("count")), 0),
                version_at=F("published__edition__published_at"),
            )
        )
        return events

    def offered(self, field: str, user: User) -> QuerySet[Any] | None:
        return Programme.objects.editable_by(user) if field == "programme" else super().offered(field, user)

    def may_add(self, user: User) -> bool:
        return allowed_at_a_programme(user, Power.EVENT)

    def may_edit_some(self, user: User) -> bool:
        return allowed_anywhere(user, Power.EVENT)

    def has_change_permission(self, request: HttpRequest, obj: Event | None = None) -> bool:
        changed = Event.objects.allowing(signed_in(request), Power.EVENT, Power.AGENDA)
        return super().has_change_permission(request) if obj is None else holds(request, "changed", changed, obj)

    def may_change_facts(self, request: HttpRequest, event: Event | None) -> bool:
        return event is None or holds(request, "facts", Event.objects.editable_by(signed_in(request)), event)

    def get_inline_instances(self, request: HttpRequest, obj: Event | None = None) -> list[Any]:
        inlines: list[Any] = super().get_inline_instances(request, obj)
        fixed = not self.may_change_facts(request, obj)
        for inline in inlines:
            inline.fixed = fixed and not isinstance(inline, OF_THE_AGENDA)
            if inline.fixed:
                inline.max_num = 0  # no empty row, which nobody could save
        return inlines

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> list[str]:
        """Locks the slug once there is an edition, as people have the address on paper and in their calendars."""
        if not self.may_change_facts(request, obj):
            return flatten_fieldsets(self.fieldsets)
        is_known = obj is not None and once(request, ("editions", obj.pk), obj.editions.exists)
        return [*self.readonly_fields, *(["slug"] if is_known else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Event | None = None) -> dict[str, Sequence[str]]:
        return {} if "slug" in self.get_readonly_fields(request, obj) else {"slug": ["title"]}

    @admin.display(description=_("dates"), ordering="starts")
    def dates(self, event: Event) -> str:
        return date_range(event.starts, event.ends)

    @admin.display(description=_("place"), ordering="host_city__name")
    def place(self, event: Event) -> str:
        return f"{event.host_city}, {event.host_city.country}"

    @admin.display(description=_("state"), ordering="state")
    def standing(self, event: Event) -> str:
        facts = [event.get_state_display()]
        return ", ".join(facts if event.access == Access.PUBLIC else [*facts, event.get_access_display()])

    @admin.display(description=_("agenda"), ordering="item_count")
    def agenda(self, event: Any) -> SafeString:
        words = ngettext("%(count)d item", "%(count)d items", event.item_count) % {"count": event.item_count}
        return format_html('<a href="{}">{}</a>', items_address(event.pk), words)

    @admin.display(description=_("version"), ordering="published__number")
    def version(self, event: Event) -> SafeString | Promise:
        """The number of the current version, with a link to it."""
        if not hasattr(event, "published"):
            return _("Draft")
        address = reverse("admin:tours_edition_change", args=[event.published.edition_id])
        return format_html('<a href="{}">{}</a>', address, event.published.number)

    @admin.display(description=_("version"), ordering="version_at")
    def current(self, event: Any) -> SafeString | Promise:
        if event.version_at is None:
            return self.version(event)
        return format_html("{}, {}", self.version(event), moment(event.version_at))

    @admin.display(description=_("last edited"), ordering="updated_at")
    def edited(self, event: Event) -> str:
        return moment(event.updated_at)

    @admin.display(description=_("unpublished changes"))
    def unpublished_changes(self, event: Event) -> Promise:
        """Composes the agenda, with about twenty queries, so it must never be a column of the list."""
        return _("Yes") if not event.pk or has_unpublished_changes(event) else _("No")

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        """The address of the event's public page. None while there is no such page."""
        return super().get_view_on_site_url(obj) if hasattr(obj, "published") else None

    @admin.action(description=_("Publish selected events …"), permissions=["change"])
    def publish(self, request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
        allowed = self.among(request, events, Event.objects.editable_by(signed_in(request)))
        return publish_page(self, request, Event.objects.filter(pk__in=[event.pk for event in allowed]))

    def get_urls(self) -> list[URLPattern]:
        publish = self.admin_site.admin_view(self.publish_view)
        redact = self.admin_site.admin_view(self.redact_view)
        return [
            path("<path:object_id>/publish/", publish, name="tours_event_publish"),
            path("<path:object_id>/redact/", redact, name="tours_event_redact"),
            *super().get_urls(),
        ]

    def response_add(self, request: HttpRequest, obj: Event, post_url_continue: str | None = None) -> HttpResponse:
        return _publish_page_of(obj, request) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Event) -> HttpResponse:
        return _publish_page_of(obj, request) or super().response_change(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        event = context["original"]
        edited = Event.objects.allowing(signed_in(request), Power.AGENDA)
        context["may_edit_agenda"] = event is not None and holds(request, "agenda", edited, event)
        context["may_publish"] = self.may_change_facts(request, event)
        return super().render_change_form(request, context, *args, **kwargs)

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self._event_or_404(request, object_id)
        if not self.may_change_facts(request, event):
            raise PermissionDenied
        page = publish_page(self, request, Event.objects.filter(pk=event.pk))
        return page or HttpResponseRedirect(reverse("admin:tours_event_change", args=[event.pk]))

    def redact_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self._event_or_404(request, object_id)
        if not signed_in(request).is_operator:
            raise PermissionDenied
        page = redact_page(self, request, event)
        return page or HttpResponseRedirect(reverse("admin:tours_event_change", args=[event.pk]))

    def _event_or_404(self, request: HttpRequest, object_id: str) -> Event:
        event: Event | None = self.get_object(request, object_id)
        if event is None:
            raise Http404
        return event


def _publish_page_of(event: Event, request: HttpRequest) -> HttpResponse | None:
    """Redirects to the page that publishes, after "Save and publish …" has saved the input."""
    if "_publish" not in request.POST:
        return None
    return HttpResponseRedirect(reverse("admin:tours_event_publish", args=[event.pk]))
