"""The inlines of an event's page, for the rows that belong to an event."""

from django.db import models

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


class Organisations(Rows):
    model = EventOrganisation
    fields = ["organisation", "role", "position"]
    autocomplete_fields = ["organisation"]


class ParticipatingCities(Rows):
    """`taken` can be set here only until the verbs of participants change it; then it becomes read-only."""

    model = ParticipatingCity
    fields = ["city", "organisation", "seats", "taken", "position"]
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


class Groups(Rows):
    model = Group
    classes = ["collapse"]


class Tracks(Rows):
    model = Track
    classes = ["collapse"]
    fields = ["name", "position"]


class Documents(Blocks):
    model = Document
    classes = ["collapse"]
    fields = ["title", "file", ("language", "level", "position")]
