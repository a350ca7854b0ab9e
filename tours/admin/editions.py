"""Editions and redactions: to be read, and withdrawn. Nothing here is added, changed or deleted."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tours.admin.base import StaffAdmin, operator
from tours.agenda import STAFF
from tours.editions import agenda_of, withdraw
from tours.history import EditionChanges, history
from tours.models import Edition, Event, Redaction


class ReadOnlyAdmin(StaffAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["event", "number", "published_at", "published_by", "note", "withdrawn_at"]
    list_display_links = ["event", "number"]
    list_filter = [("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event", "published_by"]
    search_fields = ["event__title", "note"]
    ordering = ["event", "-number"]
    fields = [
        "event",
        "number",
        "published_at",
        "published_by",
        "note",
        "withdrawn_at",
        "withdrawn_by",
        "digest",
        "format",
        "changes",
    ]
    readonly_fields = ["changes"]
    actions = ["withdraw"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the agendas: each may be hundreds of kilobytes."""
        events = Event.objects.editable_by(operator(request))
        return super().get_queryset(request).filter(event__in=events).defer("agenda")

    @admin.display(description=gettext_lazy("changes"))
    def changes(self, edition: Edition) -> SafeString:
        return render_to_string("admin/tours/_changes.html", {"edition": changes_of(edition)})

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        """Of those who may change editions, had they not been immutable."""
        return operator(request).has_perm("tours.change_edition")

    @admin.action(description=gettext_lazy("Withdraw selected editions"), permissions=["withdraw"])
    def withdraw(self, request: HttpRequest, editions: QuerySet[Edition]) -> None:
        for edition in editions.select_related("event"):
            facts = {"event": edition.event, "number": edition.number}
            try:
                withdraw(edition, by=operator(request))
            except ValidationError as refusal:
                messages.error(request, f"{edition.event}: {' '.join(refusal.messages)}")
            else:
                self.log_change(request, edition, _("Withdrawn."))
                messages.success(request, _("%(event)s: version %(number)d is withdrawn.") % facts)


def changes_of(edition: Edition) -> EditionChanges:
    """Against the standing edition before it, for staff."""
    before = edition.event.editions.standing().newest_first().filter(number__lt=edition.number).first()
    agendas = (agenda_of(each) for each in (edition, before) if each)
    return history(agendas, STAFF, most=1)[0]


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin):
    list_display = ["edition", "at", "by", "reason"]
    list_select_related = ["edition__event", "by"]
    search_fields = ["edition__event__title", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        events = Event.objects.editable_by(operator(request))
        return super().get_queryset(request).filter(edition__event__in=events).defer("edition__agenda")
