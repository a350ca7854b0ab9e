"""Events with all that hangs on them; their agenda items have pages of their own."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tours.admin.base import Blocks, Rows, SluggedForm, StaffAdmin, operator
from tours.admin.publishing import publish_page
from tours.admin.redacting import Verbs, redact_page
from tours.editions import has_unpublished_changes
from tours.models import (
    Contact,
    Document,
    Event,
    EventOrganisation,
    Group,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Track,
)


class Organisations(Rows):
    model = EventOrganisation
    fields = ["organisation", "role", "position"]
    autocomplete_fields = ["organisation"]


class ParticipatingCities(Rows):
    """`taken` can be set here only until the verbs of participants move it; it becomes read-only with them."""

    model = ParticipatingCity
    fields = ["city", "organisation", "seats", "taken", "position"]
    autocomplete_fields = ["city", "organisation"]


class Purposes(Rows):
    model = Purpose
    fields = ["text", "position"]


class PracticalNotes(Blocks):
    model = PracticalNote
    fields = ["heading", "body", ("level", "position")]


class Contacts(Blocks):
    model = Contact
    fields = [("name", "role"), ("email", "phone"), ("level", "position")]


class Groups(Rows):
    model = Group


class Tracks(Rows):
    model = Track
    fields = ["name", "position"]


class Documents(Blocks):
    model = Document
    fields = ["title", "file", ("language", "level", "position")]


class EventForm(SluggedForm):
    class Meta:
        widgets = {"themes": forms.CheckboxSelectMultiple}


@admin.register(Event)
class EventAdmin(StaffAdmin):
    """Saving writes the event's row before anything else, which locks it: no edition is composed of half a page."""

    form = EventForm
    list_display = ["title", "kind", "starts", "host_city", "state", "access", "version"]
    list_filter = ["kind", "state", "access", ("programme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["host_city", "published"]
    search_fields = ["title", "slug", "host_city__name", "host_city__names__text"]
    autocomplete_fields = ["host_city", "picture"]
    readonly_fields = ["version", "unpublished_changes"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "programme", "organised", "url"]}),
        (_("Publication"), {"fields": ["state", "access", "version", "unpublished_changes"]}),
        (_("When and where"), {"fields": [("starts", "ends"), "zone", "host_city"]}),
        (_("About"), {"fields": ["summary", "language", "themes", "tier", "conditions", "picture"]}),
    ]
    inlines = [
        Organisations,
        ParticipatingCities,
        Purposes,
        PracticalNotes,
        Contacts,
        Groups,
        Tracks,
        Documents,
    ]
    actions = ["publish"]
    redaction = Verbs()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        return Event.objects.editable_by(operator(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Event | None = None) -> list[str]:
        """Once an edition is out, people have the address on paper and in their calendars."""
        return [*self.readonly_fields, *(["slug"] if obj and obj.editions.exists() else [])]

    def get_prepopulated_fields(self, request: HttpRequest, obj: Event | None = None) -> dict[str, Sequence[str]]:
        return {} if "slug" in self.get_readonly_fields(request, obj) else {"slug": ["title"]}

    @admin.display(description=_("version"))
    def version(self, event: Event) -> int | Promise:
        """The current one."""
        return event.published.number if hasattr(event, "published") else _("Draft")

    @admin.display(description=_("unpublished changes"))
    def unpublished_changes(self, event: Event) -> Promise:
        """Composes the agenda: some twenty queries, so never in the list."""
        return _("Yes") if not event.pk or has_unpublished_changes(event) else _("No")

    def get_view_on_site_url(self, obj: Event | None = None) -> str | None:
        """None as long as there is no page to see."""
        return super().get_view_on_site_url(obj) if hasattr(obj, "published") else None

    @admin.action(description=_("Publish selected events …"), permissions=["change"])
    def publish(self, request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
        return publish_page(self, request, events)

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

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self._event_or_404(request, object_id)
        if not self.has_change_permission(request, event):
            raise PermissionDenied
        page = publish_page(self, request, Event.objects.filter(pk=event.pk))
        return page or HttpResponseRedirect(reverse("admin:tours_event_change", args=[event.pk]))

    def redact_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        event = self._event_or_404(request, object_id)
        if not operator(request).is_superuser:
            raise PermissionDenied
        page = redact_page(self, request, event, self.redaction)
        return page or HttpResponseRedirect(reverse("admin:tours_event_change", args=[event.pk]))

    def _event_or_404(self, request: HttpRequest, object_id: str) -> Event:
        event: Event | None = self.get_object(request, object_id)
        if event is None:
            raise Http404
        return event


def _publish_page_of(event: Event, request: HttpRequest) -> HttpResponse | None:
    """Where "Save and publish …" leads, once what was typed is saved."""
    if "_publish" not in request.POST:
        return None
    return HttpResponseRedirect(reverse("admin:tours_event_publish", args=[event.pk]))
