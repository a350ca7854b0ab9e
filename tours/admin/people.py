"""Organisations, the cards of people, and what people are at events."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visitors import signed_in
from tours.admin.base import ONE_EVENT, LatestEvents, PartOfEventAdmin, Rows, SharedAdmin, StaffAdmin
from tours.admin.merging import merge_page
from tours.models import Appearance, ItemPart, Organisation, OrganisationName, Person, PersonName
from tours.models.rights import allowed_anywhere
from tours.record.appearances import prefill
from tours.told_of_shared import tell_of_shared


class OrganisationNames(Rows):
    model = OrganisationName


@admin.register(Organisation)
class OrganisationAdmin(SharedAdmin):
    list_display = ["name", "short_name", "country", "city"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country", "city"]
    search_fields = ["name", "short_name", "names__text", "city__name", "city__names__text"]
    autocomplete_fields = ["country", "city", "logo"]
    inlines = [OrganisationNames]


class PersonNames(Rows):
    model = PersonName


class AtEvents(Rows):
    """What the person is at the events that the user may read. Each row leads to its own page, where it is changed."""

    model = Appearance
    fields = ["event", *Appearance.FACTS]
    verbose_name_plural = _("at events")
    fixed = show_change_link = True
    max_num = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        visible = Appearance.objects.visible_to(signed_in(request)).order_by().values("pk")
        rows = super().get_queryset(request).select_related("event", "person", "organisation", "city")
        return rows.filter(pk__in=visible).order_by("-event__starts", "-pk")


@admin.register(Person)
class PersonAdmin(StaffAdmin):
    list_display = ["display_name", "position"]
    search_fields = ["display_name", "names__text"]
    inlines = [PersonNames, AtEvents]
    actions = ["merge"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with what each person was last, at an event that the user may read."""
        visible = Appearance.objects.latest_first().visible_to(signed_in(request))
        last = visible.filter(person=OuterRef("pk")).values("position")[:1]
        rows: QuerySet[Any] = super().get_queryset(request).annotate(last_position=Subquery(last))
        return rows

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().edited_with)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return signed_in(request).is_operator

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        tell_of_shared(obj)

    @admin.display(description=_("position"))
    def position(self, person: Any) -> str:
        return person.last_position or "-"

    @admin.action(description=_("Merge the two selected cards …"), permissions=["change"])
    def merge(self, request: HttpRequest, people: QuerySet[Person]) -> HttpResponse | None:
        return merge_page(self, request, list(people))


@admin.register(Appearance)
class AppearanceAdmin(PartOfEventAdmin):
    """Whoever is added without any facts begins as what they were at their last event."""

    list_display = ["person", *Appearance.FACTS, "of_event"]
    list_filter = [("event", LatestEvents)]
    list_select_related = ["event", "person", "organisation", "city"]
    search_fields = [
        "person__display_name",
        "person__names__text",
        "position",
        "organisation__name",
        "organisation__short_name",
        "city__name",
        "city__names__text",
    ]
    autocomplete_fields = ["event", "person", "organisation", "city"]
    fields = ["event", "person", *Appearance.FACTS]

    def get_readonly_fields(self, request: HttpRequest, obj: Appearance | None = None) -> list[str]:
        return ["event", "person"] if obj else []

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fills in the event whose people the user comes from."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        listed = QueryDict(self.get_preserved_filters(request)).get("_changelist_filters", "")
        initial.setdefault("event", QueryDict(listed).get(ONE_EVENT))
        return initial

    def save_model(self, request: HttpRequest, obj: Appearance, form: Any, change: bool) -> None:
        if not change:
            prefill(obj)
        super().save_model(request, obj, form, change)

    def get_deleted_objects(self, objs: Iterable[Appearance], request: HttpRequest) -> Any:
        """Protects whoever has a part at the event: the next edition would print them without their position."""
        rows = list(objs)
        listed, counts, missing, protected = super().get_deleted_objects(rows, request)
        parts = ItemPart.objects.filter(person=OuterRef("person"), item__event=OuterRef("event"))
        speaking = Appearance.objects.filter(Exists(parts), pk__in=[row.pk for row in rows])
        return listed, counts, missing, [*protected, *map(str, speaking)]
