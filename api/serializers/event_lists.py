"""The lists of an event as they are edited. Each is sent whole: what it leaves out is removed."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import WordField
from api.serializers.strict import KeyField, StrictSerializer, whole
from tours.models.fields import MOST_SMALL, PAGES
from tours.record.event_lists import CityNamed, ContactNamed, NoteNamed, OrganisationNamed
from tours.vocabulary import Level, OrganisationRole


class DraftSupporterSerializer(StrictSerializer):
    """An organisation with its role at the event."""

    organisation = KeyField("name", max_length=200, help_text="By its name.")
    role = WordField(OrganisationRole)

    def to_internal_value(self, data: Any) -> OrganisationNamed:
        return OrganisationNamed(**whole(self, super().to_internal_value(data)))


class DraftParticipationSerializer(StrictSerializer):
    """A city at the event with its seats, or an organisation instead."""

    city = KeyField("slug", required=False, allow_null=True, max_length=90, help_text="By its slug.")
    organisation = KeyField("name", required=False, allow_null=True, max_length=200, help_text="By its name.")
    seats = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_SMALL, help_text="Left out, they stay; a new city has one."
    )
    taken = serializers.IntegerField(read_only=True, help_text="How many of the seats have a delegate.")

    def to_internal_value(self, data: Any) -> CityNamed:
        facts = super().to_internal_value(data)
        return CityNamed(facts.get("city"), facts.get("organisation"), facts.get("seats"))


class DraftNoteSerializer(StrictSerializer):
    """A heading of the practical information, with the text below it."""

    heading = serializers.CharField(max_length=120)
    body = serializers.CharField(max_length=PAGES, help_text="A blank line begins a new paragraph.")
    level = WordField(
        Level, required=False, help_text="For whom it is; left out, it stays. A note with a new heading is public."
    )

    def to_internal_value(self, data: Any) -> NoteNamed:
        return NoteNamed(**whole(self, super().to_internal_value(data)))


class DraftContactSerializer(StrictSerializer):
    """Somebody to call. At least one of e-mail and telephone is given."""

    name = serializers.CharField(max_length=200)
    role = serializers.CharField(required=False, allow_blank=True, max_length=200, help_text="What they are there for.")
    email = serializers.EmailField(required=False, allow_blank=True)
    phone = serializers.CharField(required=False, allow_blank=True, max_length=40, help_text="With the country code.")
    level = WordField(
        Level, required=False, help_text="For whom it is; left out, it stays. A new name is for delegates."
    )

    def to_internal_value(self, data: Any) -> ContactNamed:
        return ContactNamed(**whole(self, super().to_internal_value(data)))
