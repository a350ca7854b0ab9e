"""The inlines of an event's page, for the rows that belong to an event."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import ngettext

from tours.admin.base import WIDE, Blocks, Rows
from tours.models import (
    Contact,
    Document,
    EventOrganisation,
    Group,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Track,
)
from tours.record.groups import refuse_if_used


class Organisations(Rows):
    model = EventOrganisation
    fields = ["organisation", "role", "position"]
    autocomplete_fields = ["organisation"]


class SeatsForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """Writes what it shows and nothing else: `taken` moves by itself meanwhile."""

    def clean_seats(self) -> int:
        """The row's own rule is not asked here, as it is about a field that is in no form."""
        seats: int = self.cleaned_data["seats"]
        if seats < self.instance.taken:
            words = ngettext("%(count)d seat is taken.", "%(count)d seats are taken.", self.instance.taken)
            raise ValidationError(words % {"count": self.instance.taken}, code="taken")
        return seats

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None or not commit:
            return super().save(commit)
        self.instance.save(update_fields=self.changed_data)
        return self.instance


class ParticipatingCities(Rows):
    """`taken` is only printed: what people do moves it, while a form may lie open for hours."""

    model = ParticipatingCity
    form = SeatsForm
    fields = ["city", "organisation", "seats", "taken", "position"]
    readonly_fields = ["taken"]
    autocomplete_fields = ["city", "organisation"]


class Purposes(Rows):
    model = Purpose
    fields = ["text", "position"]
    formfield_overrides = {**Rows.formfield_overrides, models.CharField: {"widget": WIDE}}


class PracticalNotes(Blocks):
    model = PracticalNote
    classes = ["collapse"]
    fields = ["heading", "body", ("level", "position")]


class Contacts(Blocks):
    model = Contact
    classes = ["collapse"]
    fields = [("name", "role"), ("email", "phone"), ("level", "position")]


class GroupFormSet(BaseInlineFormSet):  # type: ignore[type-arg]  # generic in the stubs only
    def clean(self) -> None:
        """Refuses to delete a group that items are for."""
        super().clean()
        try:
            for group in (form.instance for form in self.deleted_forms if form.instance.pk):
                refuse_if_used(group)
        except ValidationError as refusal:
            raise ValidationError(refusal.messages) from refusal


class Groups(Rows):
    model = Group
    formset = GroupFormSet
    classes = ["collapse"]


class Tracks(Rows):
    model = Track
    classes = ["collapse"]
    fields = ["name", "position"]


class Documents(Blocks):
    model = Document
    classes = ["collapse"]
    fields = ["title", "file", ("language", "level", "position")]
