"""Events and their people as they are edited: rows, not yet what any edition says."""

from typing import Any

from rest_framework import serializers

from api.serializers.event_lists import (
    DraftContactSerializer,
    DraftNoteSerializer,
    DraftParticipationSerializer,
    DraftSupporterSerializer,
)
from api.serializers.fields import AddressField, MomentField, WordField
from api.serializers.strict import MOST_LINES, KeyField, KeyList, StrictSerializer, whole
from tours.models import Event
from tours.models.fields import MOST_SMALL, PAGES, SENTENCES
from tours.record.groups import GroupNamed
from tours.vocabulary import Access, EventKind, EventState

MOST_CITIES: Any = {"max_length": 500}


class DraftGroupSerializer(StrictSerializer):
    """A group of delegates. With its uid it gets that name; without, it is the group of that name, or a new one."""

    uid = serializers.UUIDField(required=False)
    name = serializers.CharField(max_length=60)

    def to_internal_value(self, data: Any) -> GroupNamed:
        facts = whole(self, super().to_internal_value(data))
        return GroupNamed(facts.get("uid"), facts["name"])


class DraftEventSerializer(StrictSerializer):
    """An event as its coordinators edit it; readers see what was published of it."""

    url = AddressField("api:draft_event", "uid")
    uid = serializers.UUIDField(read_only=True, help_text="Stays, whatever becomes of title and slug.")
    programme = KeyField("slug", max_length=90, help_text="By its slug. An event stays with its programme.")
    slug = serializers.SlugField(required=False, max_length=90, help_text="If left out, it is made from the title.")
    kind = WordField(EventKind)
    title = serializers.CharField(max_length=200)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=SENTENCES)
    language = serializers.CharField(required=False, max_length=12, help_text="BCP 47, such as sr-Latn.")
    starts = serializers.DateField(help_text="The first day.")
    ends = serializers.DateField(help_text="The last day.")
    zone = serializers.CharField(
        required=False, max_length=64, help_text="IANA time zone; left out, that of the host city."
    )
    host_city = KeyField("slug", max_length=90, help_text="By its slug.")
    organised = serializers.BooleanField(required=False, help_text="False: another's event.")
    themes = KeyList("slug", required=False, help_text="Of the programme, by their slugs.")
    tier = KeyField("name", required=False, allow_null=True, max_length=100, help_text="Of the programme, by its name.")
    conditions = serializers.CharField(
        required=False, allow_blank=True, max_length=PAGES, help_text="Of participation."
    )
    website = serializers.URLField(source="url", required=False, allow_blank=True, max_length=200)
    places = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=MOST_SMALL, help_text="For people in all. For staff."
    )
    tells_of_participants_items = serializers.BooleanField(
        required=False, help_text="Whether the public is told at which times participants have items of their own."
    )
    groups = DraftGroupSerializer(
        required=False, many=True, help_text="All of them: one that is left out is removed.", **MOST_LINES
    )
    organisations = DraftSupporterSerializer(required=False, many=True, help_text="With their roles.", **MOST_LINES)
    cities = DraftParticipationSerializer(
        source="participating_cities", required=False, many=True, help_text="That take part.", **MOST_CITIES
    )
    purposes = KeyList("text", longest=300, required=False, help_text="Each begins with a verb.")
    practical = DraftNoteSerializer(
        source="practical_notes", required=False, many=True, help_text="Practical information.", **MOST_LINES
    )
    contacts = DraftContactSerializer(required=False, many=True, help_text="Whom to call.", **MOST_LINES)
    access = WordField(Access, required=False)
    state = WordField(EventState, required=False)
    edition = serializers.SerializerMethodField(help_text="The number of the current one; null: nothing is published.")
    updated_at = MomentField(read_only=True, help_text="When the event, or anything of it, was last edited.")
    items = AddressField("api:draft_items", "uid")
    people = AddressField("api:draft_people", "uid")
    documents = AddressField("api:draft_documents", "uid")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """Calls the lists as the verb does, and as an edition does."""
        facts = super().to_internal_value(data)
        called = {"participating_cities": "cities", "practical_notes": "practical"}
        return {called.get(name, name): value for name, value in facts.items()}

    def get_edition(self, event: Event) -> int | None:
        published = getattr(event, "published", None)
        return published.number if published else None


class DraftPersonSerializer(StrictSerializer):
    """A person at an event. The name is the same at all events; title, position, organisation and city are of this one."""

    url = AddressField("api:draft_person", "event.uid", "person.uid")
    uid = serializers.UUIDField(source="person.uid", read_only=True, help_text="Of the card.")
    name = serializers.CharField(source="person.display_name", read_only=True)
    title = serializers.CharField(required=False, allow_blank=True, max_length=40)
    position = serializers.CharField(required=False, allow_blank=True, max_length=200)
    organisation = KeyField("name", required=False, allow_null=True, max_length=200, help_text="By its name.")
    city = KeyField("slug", required=False, allow_null=True, max_length=90, help_text="By its slug.")


class PublishingSerializer(StrictSerializer):
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=300, help_text="What has changed, for its readers."
    )
    small = serializers.BooleanField(
        required=False,
        help_text="A small correction: nobody is told of a change. Refused where an item starts, ends or takes place otherwise.",
    )
