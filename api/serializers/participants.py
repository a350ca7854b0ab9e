"""The people who come to an event: counts and names. No contact, no reason, nothing that people say of themselves."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import MomentField, WordField
from api.serializers.strict import KeyField, KeyList
from participants.models import Delegate, Delegation
from participants.vocabulary import Attendance, Capacity, DelegateState, DelegationState
from tours.models import Appearance


class DelegationSerializer(serializers.Serializer[Delegation]):
    """A city or organisation that was invited, with its seats and deadlines."""

    id = serializers.IntegerField(source="pk", help_text="By which delegates name it.")
    city = KeyField("slug", source="participation.city", allow_null=True, help_text="By its slug.")
    organisation = KeyField("name", source="participation.organisation", allow_null=True, help_text="By its name.")
    state = WordField(DelegationState)
    seats = serializers.IntegerField(source="participation.seats")
    taken = serializers.IntegerField(source="participation.taken", help_text="How many of the seats are held.")
    extra = serializers.IntegerField(help_text="How many may come beside those with a seat.")
    nominate_by = serializers.DateField(allow_null=True, help_text="The day until which names are taken.")
    confirm_by = serializers.DateField(allow_null=True)
    freeze_on = serializers.DateField(allow_null=True, help_text="The last day for changes.")
    invited_at = MomentField()
    replied_at = MomentField(allow_null=True)


class DelegateSerializer(serializers.Serializer[Delegate]):
    """Somebody who comes, or was put forward. What they are stands there once they have a card at the event."""

    id = serializers.IntegerField(source="pk")
    delegation = serializers.IntegerField(source="delegation_id", allow_null=True, help_text="By its id.")
    person = serializers.UUIDField(source="person.uid", allow_null=True, default=None, help_text="The uid of the card.")
    name = serializers.SerializerMethodField(help_text="As the card has it; without a card, as it was put forward.")
    position = serializers.SerializerMethodField()
    organisation = serializers.SerializerMethodField(help_text="By its name.")
    city = serializers.SerializerMethodField(help_text="By its slug.")
    state = WordField(DelegateState)
    comes_as = WordField(Capacity, source="capacity")
    takes_seat = serializers.BooleanField()
    attends = WordField(Attendance)
    groups = KeyList("name", help_text="By name.")
    present_from = serializers.DateField(allow_null=True, help_text="Where that is not the whole event.")
    present_until = serializers.DateField(allow_null=True)
    changed_at = MomentField()

    def get_name(self, row: Delegate) -> str:
        return row.person.display_name if row.person else row.name

    def get_position(self, row: Delegate) -> str:
        there = _appearance(row)
        return there.position if there else row.position

    def get_organisation(self, row: Delegate) -> str | None:
        there = _appearance(row)
        return there.organisation.name if there and there.organisation else None

    def get_city(self, row: Delegate) -> str | None:
        there = _appearance(row)
        return there.city.slug if there and there.city else None


def _appearance(row: Delegate) -> Appearance | None:
    """The person's appearance at the event. No other appearance was read."""
    read: list[Any] = vars(row.person).get("here", []) if row.person else []
    return read[0] if read else None
