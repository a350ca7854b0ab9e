"""Programmes, with their phases, themes, tiers, target countries, partners and brochures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.visitors import signed_in
from tours.admin.base import Blocks, Rows, SluggedForm, StaffAdmin
from tours.models import (
    Document,
    Phase,
    PhaseComponent,
    Programme,
    ProgrammeOrganisation,
    TargetCountry,
    Theme,
    Tier,
)
from tours.models.rights import allowed_at_a_programme
from tours.role_powers import Power


class Phases(Blocks):
    model = Phase
    fields = ["name", ("starts", "ends"), "aim"]
    show_change_link = True


class Themes(Rows):
    model = Theme
    form = SluggedForm


class Tiers(Rows):
    model = Tier


class TargetCountries(Rows):
    model = TargetCountry
    autocomplete_fields = ["country"]


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        help_texts = {"text": _("What it does for the programme, as the Partners page prints it.")}


class Organisations(Rows):
    model = ProgrammeOrganisation
    form = OrganisationForm
    autocomplete_fields = ["organisation"]


class Brochures(Blocks):
    model = Document
    verbose_name = _("brochure")
    verbose_name_plural = _("brochures")
    fields = ["title", "file", ("language", "level", "position")]


@admin.register(Programme)
class ProgrammeAdmin(StaffAdmin):
    form = SluggedForm
    list_display = ["name", "short_name", "is_own"]
    search_fields = ["name", "short_name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [Phases, Themes, Tiers, TargetCountries, Organisations, Brochures]

    def may_list(self, user: User) -> bool:
        return allowed_at_a_programme(user, Power.READ)

    def may_edit_some(self, user: User) -> bool:
        return allowed_at_a_programme(user, Power.EVENT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return signed_in(request).is_operator

    def get_readonly_fields(self, request: HttpRequest, obj: Programme | None = None) -> list[str]:
        """Only operators choose which programme is the site's own, as its roles may write for the site."""
        return [] if signed_in(request).is_operator else ["is_own"]


class ComponentFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    """Keeps components within their phase and refuses circular parents, which no single row can detect."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "parent" in form.fields:
            form.fields["parent"].queryset = PhaseComponent.objects.filter(phase=self.instance.pk)

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        parents = {form.instance.pk: form.instance.parent_id for form in self.initial_forms}
        for component, above in parents.items():
            seen = {component}
            while above is not None and above not in seen:
                seen.add(above)
                above = parents.get(above)
            if above is not None:
                raise ValidationError(_("Components cannot be parts of one another in a circle."))


class Components(Blocks):
    model = PhaseComponent
    formset = ComponentFormSet


@admin.register(Phase)
class PhaseAdmin(StaffAdmin):
    list_display = ["name", "programme", "starts", "ends"]
    list_select_related = ["programme"]
    search_fields = ["name", "programme__name"]
    autocomplete_fields = ["programme"]
    inlines = [Components]

    def offered(self, field: str, user: User) -> QuerySet[Any] | None:
        return Programme.objects.editable_by(user) if field == "programme" else super().offered(field, user)

    def may_list(self, user: User) -> bool:
        return allowed_at_a_programme(user, Power.READ)

    def may_add(self, user: User) -> bool:
        return allowed_at_a_programme(user, Power.EVENT)
