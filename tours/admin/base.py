"""What the administration's pages have in common."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import DataError, models, transaction
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visitors import signed_in
from backstage.text.slugs import free_slug
from tours.admin.by_role import ByRole
from tours.admin.kept_files import KeptFileInput
from tours.editions.publishing import locked
from tours.locking import lock_for_edit
from tours.models import Event
from tours.models.rights import allowed_anywhere
from tours.wording import clock

WIDE = AdminTextInputWidget(attrs={"class": "vLargeTextField"})
FEW = 100
"""Up to so many rows are offered in a plain select, which works without JavaScript; of more one types a part of the name."""
DATES = {
    "input_formats": ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
    "error_messages": {"invalid": _("Write a date as 17/12/2026, 17.12.2026 or 2026-12-17.")},
}
ONE_EVENT = "event__id__exact"
"""The parameter by which a list is narrowed to one event."""
LANGUAGE = _("As its ISO 639 code, such as en, ko or sr.")


def moment(at: datetime | None) -> str:
    """`23 Nov 2026, 15:51 UTC`; `-` for none."""
    if at is None:
        return "-"
    utc = at.astimezone(UTC)
    return f"{date_format(utc, 'j M Y')}, {clock(utc.time())} UTC"


def moment_of(field: str, description: Any) -> Callable[[Any, Any], str]:
    """A column, or a field that is only printed, that tells `field` by 24 hours and with its zone, as Django does not."""

    @admin.display(description=description, ordering=field)
    def told(_admin: Any, row: Any) -> str:
        return moment(getattr(row, field))

    return told


def name_of(field: str, description: Any) -> Callable[[Any, Any], str]:
    """The user in `field` by name alone: Django would lead to their page, which opens to operators only."""

    @admin.display(description=description, ordering=field)
    def told(_admin: Any, row: Any) -> str:
        user = getattr(row, field)
        return str(user) if user else "-"

    return told


class PatientSelect(AutocompleteSelect):
    """Shows its form again whatever was sent; Django's own fails where that was no key at all."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        try:
            return super().optgroups(name, value, attr)
        except (ValueError, OverflowError, DataError):
            return super().optgroups(name, [], attr)


class Fields(BaseModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """How the fields of pages and of their inlines are made."""

    # A file is replaced here, and read at an address of its own: its place in the storage is none.
    formfield_overrides = {
        models.DateField: DATES,
        models.FileField: {"widget": KeptFileInput},
        models.ImageField: {"widget": KeptFileInput},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A city or person is not deleted beside the field that chooses it, where it looks like taking it off the event."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Costs a query for each field that may have many choices: whether it has."""
        offered = self.offered(db_field.name, signed_in(request))
        if offered is not None:
            kwargs["queryset"] = offered
        if db_field.name in self.get_autocomplete_fields(request):
            choices = kwargs.setdefault(
                "queryset", self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
            )
            is_long = choices.order_by()[FEW : FEW + 1].exists()
            kwargs["widget"] = PatientSelect(db_field, self.admin_site) if is_long else forms.Select()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def offered(self, field: str, user: User) -> models.QuerySet[Any] | None:
        """What the user may choose in that field, where it is less than what they may see. Nothing else is accepted."""
        return None


class StaffAdmin(Fields, ByRole):
    list_per_page = 50


class SharedAdmin(StaffAdmin):
    """For what events share, such as cities."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return signed_in(request).is_operator

    def may_list(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().seen_with)

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().edited_with)


class PartOfPage(Fields):
    """Is seen by whoever may see the page, and changed by whoever may save it, which Django asks first; unless it is fixed."""

    fixed = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed


class Rows(PartOfPage, admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1  # an empty row, for those without JavaScript
    # Django's own text box is 48em wide, and no row beside others fits a screen with it.
    formfield_overrides = {
        **Fields.formfield_overrides,
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A row has room for one sign beside a field: to add what cannot be chosen yet."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field


class Blocks(PartOfPage, admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1


def event_of_key(key: str | None, request: HttpRequest) -> Event | None:
    """Of a key as a link gives it, which may be anything. One query where there is a key."""
    if not key:
        return None
    try:
        return Event.objects.visible_to(signed_in(request)).filter(pk=key).first()
    except ValueError:
        return None


class LatestEvents(admin.RelatedFieldListFilter):
    """Narrows a list to one of the latest events; what an earlier one has is reached from its own page."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        used = model_admin.get_queryset(request).order_by().values("event")
        return list(Event.objects.filter(pk__in=used).order_by("-starts", "-pk").values_list("pk", "title")[:20])


class OfEventAdmin(StaffAdmin):
    """For rows with an `event`: those of events at which the user has a role.

    A list that is narrowed to one event leads back to it, and has no column that says it in every row.
    """

    change_list_template = "admin/tours/change_list_of_event.html"

    @admin.display(description=_("event"), ordering="event__title")
    def of_event(self, row: Any) -> str:
        """Not the field itself, whose cells would not wrap."""
        return str(row.event)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        is_of_one = ONE_EVENT in request.GET
        return [column for column in columns if not (is_of_one and column == "of_event")]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        event = event_of_key(request.GET.get(ONE_EVENT), request)
        return super().changelist_view(request, {"event": event, **(extra_context or {})})


class PartOfEventAdmin(OfEventAdmin):
    """For rows that are edited as a part of their event: saved and deleted with its row locked."""

    def offered(self, field: str, user: User) -> models.QuerySet[Any] | None:
        if field != "event":
            return super().offered(field, user)
        return Event.objects.allowing(user, *self.model._default_manager.all().edited_with)

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().edited_with)

    def lock(self, row: Any) -> None:
        locked(row.event)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        lock_for_edit(obj.event)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        lock_for_edit(obj.event)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for event in Event.objects.filter(pk__in=queryset.values("event")).order_by("pk"):
            lock_for_edit(event)
        super().delete_queryset(request, queryset)


class SluggedForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Makes the name in addresses of the row's title or name where it is left empty, as the page's script would."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):  # absent where the page may only be read
            slug.required = False
            made = _("Left empty, it is made of the title or name.")
            slug.help_text = format_lazy("{} {}", slug.help_text, made) if slug.help_text else made

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        text = self.cleaned_data.get("title") or self.cleaned_data.get("name")
        if text and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            model = self._meta.model
            self.cleaned_data["slug"] = free_slug(model, text, otherwise=model._meta.model_name)
        return cleaned
