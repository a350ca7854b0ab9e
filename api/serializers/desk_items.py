"""Agenda items as they are edited, with what they name: venues, people, parts, links."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.serializers.fields import AddressField, ClockField, WordField
from api.serializers.strict import LARGEST_KEY, MOST_LINES, KeyField, KeyList, StrictSerializer, whole
from tours.models.agenda.items import MOST_TAKEN
from tours.models.fields import PAGES, PARAGRAPHS
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import Outcome
from tours.vocabulary import ItemKind, Level, PersonRole, Status


class VenueReferenceSerializer(StrictSerializer):
    """A venue, by its id, or by its name and, where several have that name, its city."""

    id = serializers.IntegerField(source="pk", required=False, min_value=1, max_value=LARGEST_KEY)
    name = serializers.CharField(required=False, max_length=200)
    city = KeyField("slug", required=False, max_length=90, help_text="By its slug.")

    def to_internal_value(self, data: Any) -> VenueNamed:
        facts = super().to_internal_value(data)
        if "pk" not in facts and "name" not in facts:
            raise serializers.ValidationError(_("Give the id of a venue, or its name."))
        return VenueNamed(facts.get("pk"), facts.get("name", ""), facts.get("city", ""))


class PersonReferenceSerializer(StrictSerializer):
    """A person's card, by its uid, or by the name exactly as it is printed."""

    uid = serializers.UUIDField(required=False)
    name = serializers.CharField(source="display_name", required=False, max_length=200)

    def to_internal_value(self, data: Any) -> PersonNamed:
        facts = super().to_internal_value(data)
        if not facts:
            raise serializers.ValidationError(_("Give the uid of a person, or the name."))
        return PersonNamed(facts.get("uid"), facts.get("display_name", ""))


class DraftPartSerializer(StrictSerializer):
    """A person's part in an item; without a person it is still open."""

    role = WordField(PersonRole)
    person = PersonReferenceSerializer(allow_null=True, required=False)
    confirmed = serializers.BooleanField(
        required=False, help_text="Left out, it stays; a new part is confirmed if it has a person."
    )
    level = WordField(
        Level,
        required=False,
        help_text="A guide, driver or interpreter is for staff, or for delegates if you say so. Every other part is public. Left out, it stays.",
    )

    def to_internal_value(self, data: Any) -> PartNamed:
        facts = whole(self, super().to_internal_value(data))
        return PartNamed(facts["role"], facts.get("person"), facts.get("confirmed"), facts.get("level"))


class DraftLinkSerializer(StrictSerializer):
    title = serializers.CharField(source="label", max_length=120)
    url = serializers.URLField(max_length=500)
    level = WordField(
        Level,
        required=False,
        help_text="For whom it is; left out, it stays. A link with a new title and a new address is public.",
    )

    def to_internal_value(self, data: Any) -> LinkNamed:
        return LinkNamed(**whole(self, super().to_internal_value(data)))


class DraftItemSerializer(StrictSerializer):
    """An agenda item as its coordinators edit it. Day and times are by the clocks of the place."""

    url = AddressField("api:draft_item", "event.uid", "uid")
    uid = serializers.UUIDField(read_only=True, help_text="Stays through all editions.")
    external_id = serializers.CharField(
        required=False, allow_blank=True, max_length=100, help_text="What your system calls it; once in an event."
    )
    kind = WordField(ItemKind, never=(ItemKind.EVENT,), required=False)
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=PARAGRAPHS)
    day = serializers.DateField(
        allow_null=True,
        help_text="Null for an item that waits in the tray of its event, without times: no edition has it until it has a day.",
    )
    start = ClockField(required=False, allow_null=True, input_formats=["%H:%M"])
    end = ClockField(required=False, allow_null=True, input_formats=["%H:%M"])
    ends_on = serializers.DateField(required=False, allow_null=True, help_text="Where that is another day.")
    end_zone = serializers.CharField(required=False, allow_blank=True, max_length=64, help_text="For a flight.")
    status = WordField(Status, required=False)
    level = WordField(Level, required=False, help_text="For whom it is.")
    groups = KeyList("name", required=False, help_text="Of delegates, by name or UID; the event must have them.")
    venue = VenueReferenceSerializer(required=False, allow_null=True)
    room = serializers.CharField(required=False, allow_blank=True, max_length=100)
    track = KeyField(
        "name", required=False, allow_null=True, max_length=60, help_text="By its name; it is made where it is new."
    )
    position = serializers.IntegerField(required=False, min_value=0, max_value=32767)
    language = serializers.CharField(
        required=False, allow_blank=True, max_length=12, help_text="BCP 47, such as sr-Latn."
    )
    capacity = serializers.IntegerField(
        required=False, allow_null=True, min_value=1, max_value=MOST_TAKEN, help_text="How many people it takes."
    )
    links = DraftLinkSerializer(required=False, many=True, **MOST_LINES)
    parts = DraftPartSerializer(required=False, many=True, **MOST_LINES)
    report = serializers.CharField(
        required=False, allow_blank=True, max_length=PAGES, help_text="What was said or found."
    )
    staff_note = serializers.CharField(required=False, allow_blank=True, max_length=PARAGRAPHS)
    create_missing = serializers.BooleanField(
        required=False,
        write_only=True,
        help_text="Makes the venue, in the city that is named or else in the host city, and the people that are called by a"
        " name that there is not.",
    )

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        facts = super().to_internal_value(data)
        if facts.pop("create_missing", False):
            _let_create(facts)
        return dict(facts)


class DraftItemRowSerializer(DraftItemSerializer):
    """A row of a list of items. It is of the item with its uid, or else of the one with its external_id."""

    uid = serializers.UUIDField(
        required=False, help_text="Of an item that is there; with it, the external_id may be new."
    )


class UpsertedRowSerializer(serializers.Serializer[Any]):
    external_id = serializers.CharField()
    uid = serializers.UUIDField()
    outcome = WordField(Outcome)


class UpsertedSerializer(serializers.Serializer[Any]):
    """What became of each row, in their order."""

    created = serializers.IntegerField()
    updated = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    rows = UpsertedRowSerializer(many=True)


def _let_create(facts: dict[str, Any]) -> None:
    """Lets the venue and the people that the facts name be made."""
    if facts.get("venue"):
        facts["venue"] = facts["venue"]._replace(create=True)
    if "parts" in facts:
        facts["parts"] = [
            part._replace(person=part.person._replace(create=True)) if part.person else part for part in facts["parts"]
        ]
