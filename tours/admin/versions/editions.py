"""Editions, redactions and what is remembered of these: pages to read them, to withdraw editions, and to let operators
lift what is remembered. Nothing else is added, changed or deleted here.
"""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.admin import GuardedAdmin
from accounts.visitors import signed_in
from tours.admin.base import LatestEvents, OfEventAdmin, moment_of, name_of
from tours.admin.versions.withdrawing import withdraw_page
from tours.editions.preview import changes_of
from tours.editions.redaction_memory.memory import lift
from tours.models import Edition, Redacted, Redaction


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    list_per_page = 25

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin, OfEventAdmin):
    list_display = ["number", "of_event", "standing", "at", "by", "small", "note"]
    list_display_links = ["number", "of_event"]
    list_filter = [("event", LatestEvents)]
    list_select_related = ["event__published", "published_by"]
    date_hierarchy = "published_at"
    search_fields = ["event__title", "note"]
    ordering = ["event", "-number"]
    fields = [
        "event",
        "number",
        "at",
        "publisher",
        "note",
        "small",
        "withdrawn",
        "withdrawer",
        "digest",
        "format",
        "changes",
    ]
    readonly_fields = ["at", "publisher", "withdrawn", "withdrawer", "changes"]
    at = moment_of("published_at", _("published"))
    publisher = name_of("published_by", _("published by"))
    withdrawer = name_of("withdrawn_by", _("withdrawn by"))
    withdrawn = moment_of("withdrawn_at", _("withdrawn"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows without their agendas, as each may have hundreds of kilobytes."""
        return super().get_queryset(request).defer("agenda")

    @admin.display(description=_("state"))
    def standing(self, edition: Edition) -> Promise:
        if edition.withdrawn_at is not None:
            return _("Withdrawn")
        return _("Current") if edition.event.published.edition_id == edition.pk else _("Earlier")

    @admin.display(description=_("by"), ordering="published_by__email")
    def by(self, edition: Edition) -> str:
        return str(edition.published_by)

    @admin.display(description=_("changes"))
    def changes(self, edition: Edition) -> SafeString:
        return render_to_string("tours/publishing/_changes.html", {"edition": changes_of(edition)})

    def may_withdraw(self, request: HttpRequest, edition: Edition | None) -> bool:
        withdrawable = Edition.objects.withdrawable_by(signed_in(request))
        return edition is not None and withdrawable.filter(pk=edition.pk).exists()

    def get_urls(self) -> list[URLPattern]:
        withdraw = self.admin_site.admin_view(self.withdraw_view)
        return [path("<path:object_id>/withdraw/", withdraw, name="tours_edition_withdraw"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["may_withdraw"] = self.may_withdraw(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        edition: Edition | None = self.get_object(request, object_id)
        if edition is None:
            raise Http404
        if not self.may_withdraw(request, edition):
            raise PermissionDenied
        page = withdraw_page(self, request, edition)
        return page or HttpResponseRedirect(reverse("admin:tours_edition_change", args=[edition.pk]))


@admin.register(Redaction)
class RedactionAdmin(ReadOnlyAdmin, GuardedAdmin):
    list_display = ["edition", "redacted_at", "by", "reason"]
    fields = ["edition", "by", "redacted_at", "reason", "digest_before", "digest_after"]
    readonly_fields = ["redacted_at"]
    redacted_at = moment_of("at", _("date"))
    list_select_related = ["edition__event", "by"]
    search_fields = ["edition__event__title", "reason"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("edition__agenda")


@admin.register(Redacted)
class RedactedAdmin(ReadOnlyAdmin, GuardedAdmin):
    """The remembered redactions. Whoever deletes one lifts it: what was redacted may be published again."""

    list_display = ["what", "event", "redacted_at", "by", "reason", "person"]
    list_filter = [("event", LatestEvents)]
    fields = ["what", "event", "by", "redacted_at", "reason", "person"]
    readonly_fields = ["what", "redacted_at"]
    redacted_at = moment_of("at", _("date"))
    list_select_related = ["event", "by"]
    search_fields = ["event__title", "reason"]

    @admin.display(description=_("remembered"))
    def what(self, row: Redacted) -> str:
        return str(row)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return signed_in(request).is_operator

    def delete_model(self, request: HttpRequest, obj: Redacted) -> None:
        lift(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Redacted]) -> None:
        for row in queryset:
            lift(row)
