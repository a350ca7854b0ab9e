"""The common parts of the administration's pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextInputWidget, RelatedFieldWidgetWrapper
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visitors import signed_in
from backstage.text.slugs import free_slug
from tours.admin.by_role import ByRole, once
from tours.admin.choices import TolerantSelect, is_long, share
from tours.editions.publishing import locked
from tours.models import Event
from tours.models.rights import allowed_anywhere
from tours.record.locking import lock_for_edit
from tours.told_of_shared import tell_of_shared
from tours.uploads.kept_file_input import KeptFileInput
from tours.wording import clock

WIDE = AdminTextInputWidget(attrs={"class": "vLargeTextField"})
DATES = {
    "input_formats": ["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
    "error_messages": {"invalid": _("Write a date as 17/12/2026, 17.12.2026 or 2026-12-17.")},
}
ONE_EVENT = "event__id__exact"
"""The query parameter that narrows a list to one event."""
LANGUAGE = _("As its language tag, such as en, ko, sr-Latn or sr-Cyrl.")


def moment(at: datetime | None) -> str:
    """The moment as `23 Nov 2026, 15:51 UTC`; `-` for none."""
    if at is None:
        return "-"
    utc = at.astimezone(UTC)
    return f"{date_format(utc, 'j M Y')}, {clock(utc.time())} UTC"


def moment_of(field: str, description: Any) -> Callable[[Any, Any], str]:
    """A column or read-only field that shows the moment in 24 hours with its zone, which Django does not."""

    @admin.display(description=description, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        return moment(getattr(row, field))

    return column


def name_of(field: str, description: Any) -> Callable[[Any, Any], str]:
    """A column or read-only field that shows only a user's name.

    Django would link to a page that only operators may open.
    """

    @admin.display(description=description, ordering=field)
    def column(_admin: Any, row: Any) -> str:
        user = getattr(row, field)
        return str(user) if user else "-"

    return column


class Fields(BaseModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Makes the fields of pages and of their inlines."""

    # A file is replaced here and read at an address of its own. Its place in the storage has no address.
    formfield_overrides = {
        models.DateField: DATES,
        models.FileField: {"widget": KeptFileInput},
        models.ImageField: {"widget": KeptFileInput},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field without its sign to delete the chosen row, which looks like removing the row from the event."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offers a plain select if there are few choices. One query for each autocomplete field."""
        offered = self.offered(db_field.name, signed_in(request))
        if offered is not None:
            kwargs["queryset"] = offered
        if db_field.name in self.get_autocomplete_fields(request):
            choices = kwargs.setdefault(
                "queryset", self.admin_site.get_model_admin(db_field.related_model).get_queryset(request)
            )
            by_typing = once(request, ("long", db_field.related_model, offered is None), lambda: is_long(choices))
            kwargs["widget"] = TolerantSelect(db_field, self.admin_site) if by_typing else forms.Select()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def offered(self, field: str, user: User) -> models.QuerySet[Any] | None:
        """The rows that the user may choose in the field, if these are fewer than they may see; else None."""
        return None


class StaffAdmin(Fields, ByRole):
    list_per_page = 25


class SharedAdmin(StaffAdmin):
    """The base of pages for rows that events share, such as cities. Higher rooms are told of what is written."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        tell_of_shared(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return signed_in(request).is_operator

    def may_list(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().seen_with)

    def may_add(self, user: User) -> bool:
        return allowed_anywhere(user, *self.model._default_manager.all().edited_with)


class PartOfPage(Fields):
    """An inline whose rows follow the permissions of its page, which Django checks first.

    A fixed one can only be read.
    """

    fixed = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.fixed


class DeletionBox(forms.CheckboxInput):
    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"aria-label": _("Delete?"), **(attrs or {})})


class Rows(PartOfPage, admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1  # an empty row, for those without JavaScript

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """The rows with what they have chosen, by which the page calls them."""
        rows: models.QuerySet[Any] = super().get_queryset(request)
        chosen = self.get_autocomplete_fields(request)
        return rows.select_related(*chosen) if chosen else rows

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The formset, whose rows read the choices of a field together."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.deletion_widget = DeletionBox
        for name in self.get_autocomplete_fields(request):
            if obj and (field := formset.form.base_fields.get(name)):
                chosen = self.model._default_manager.filter(**{formset.fk.name: obj.pk}).order_by().values(name)
                share(field, field.queryset.filter(pk__in=chosen))
        return formset

    # Django's own text box is 48em wide, which is too wide for a row with other fields.
    formfield_overrides = {
        **Fields.formfield_overrides,
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "cols": 40})},
    }

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field with only one sign beside it, to add a row that cannot be chosen yet.

        A table row has no room for more, nor for a label: screen readers are told it.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.widget.attrs["aria-label"] = capfirst(field.label)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field


class Blocks(PartOfPage, admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1


def event_of_key(key: str | None, request: HttpRequest) -> Event | None:
    """The event of a key from a link, which may be any text; None if there is none or the user may not see it.

    One query.
    """
    if not key:
        return None
    try:
        return Event.objects.visible_to(signed_in(request)).filter(pk=key).first()
    except ValueError:
        return None


class LatestEvents(admin.RelatedFieldListFilter):
    """Narrows a list to one of the 20 latest events. The rows of an earlier event are reached from its own page."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        used = model_admin.get_queryset(request).order_by().values("event")
        return list(Event.objects.filter(pk__in=used).order_by("-starts", "-pk").values_list("pk", "title")[:20])


class OfEventAdmin(StaffAdmin):
    """The base of pages for rows with an `event`: users see those of events where they have a role.

    A list that is narrowed to one event has a link back to it, and no column for the event.
    """

    change_list_template = "admin/tours/change_list_of_event.html"

    @admin.display(description=_("event"), ordering="event__title")
    def of_event(self, row: Any) -> str:
        """The event's title. The cells of the field itself would not wrap."""
        return str(row.event)

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        is_of_one = ONE_EVENT in request.GET
        return [column for column in columns if not (is_of_one and column == "of_event")]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        event = event_of_key(request.GET.get(ONE_EVENT), request)
        return super().changelist_view(request, {"event": event, **(extra_context or {})})


class PartOfEventAdmin(OfEventAdmin):
    """The base of pages for rows that are a part of their event: saving and deleting lock the event's row."""

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
    """Fills an empty slug from the row's title or name, as the page's script would."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):  # absent where the page may only be read
            slug.required = False
            made = _("If left empty, it is made from the title or name.")
            slug.help_text = format_lazy("{} {}", slug.help_text, made) if slug.help_text else made

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        text = self.cleaned_data.get("title") or self.cleaned_data.get("name")
        if text and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            model = self._meta.model
            self.cleaned_data["slug"] = free_slug(model, text, otherwise=model._meta.model_name)
        return cleaned
