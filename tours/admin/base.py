"""What the administration's pages have in common."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextInputWidget, AutocompleteSelect
from django.db import DataError, models, transaction
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.admin import GuardedAdmin
from accounts.models import User
from tours.editions import locked
from tours.models import Event
from tours.slugs import free_slug

WIDE = AdminTextInputWidget(attrs={"class": "vLargeTextField"})


def operator(request: HttpRequest) -> User:
    """Who is at work. For views behind `admin_view`, which lets in nobody who is not signed in."""
    return cast("User", request.user)


class PatientSelect(AutocompleteSelect):
    """Shows its form again whatever was sent; Django's own fails where that was no key at all."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        try:
            return super().optgroups(name, value, attr)
        except (ValueError, OverflowError, DataError):
            return super().optgroups(name, [], attr)


class Fields(BaseModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """How the fields of pages and of their inlines are made."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = PatientSelect(db_field, self.admin_site)
        if db_field.related_model is Event:
            kwargs["queryset"] = Event.objects.editable_by(operator(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class StaffAdmin(Fields, GuardedAdmin):
    list_per_page = 50


class Rows(Fields, admin.TabularInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1  # an empty row, for those without JavaScript


class Blocks(Fields, admin.StackedInline):  # type: ignore[type-arg]  # generic in the stubs only
    extra = 1


class OfEventAdmin(StaffAdmin):
    """For rows with an `event`: those of events that the operator may edit, saved and deleted with the event's row locked."""

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        events = Event.objects.editable_by(operator(request))
        return super().get_queryset(request).filter(event__in=events)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        locked(obj.event)
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        locked(obj.event)
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for event in Event.objects.filter(pk__in=queryset.values("event")).order_by("pk"):
            locked(event)
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
