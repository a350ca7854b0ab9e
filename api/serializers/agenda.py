"""An edition: the whole agenda as one audience sees it, and what changed between two."""

from functools import cached_property
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.documents import PublicFileSerializer
from api.serializers.fields import ClockField, MomentField, WordField, address
from api.serializers.places import CitySerializer, CountrySerializer, NameSerializer
from tours.agenda.changes.comparing import ChangeKind
from tours.agenda.clocks.participants_times import ParticipantsTime
from tours.agenda.facts import Document, Picture
from tours.agenda.view import AgendaView, ItemView
from tours.models import Edition
from tours.vocabulary import Access, EventKind, EventState, ItemKind, Level, OrganisationRole, PersonRole, Status

FILE = {"type": ["string", "null"], "format": "uri"}
SMALL_CORRECTION = "Whether it is a small correction: every item is where and when it was, and no change is told."
NO_FILE = "Null where the edition is not the current one: files are given of that alone."


class EditionSerializer(serializers.Serializer[Edition]):
    url = serializers.SerializerMethodField()
    number = serializers.IntegerField()
    published_at = MomentField()
    note = serializers.CharField(help_text="What has changed, in the words of who published it.")
    small = serializers.BooleanField(help_text=SMALL_CORRECTION)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, row: Edition) -> str:
        return address("api:edition", self.context["slug"], row.number)


class OrganisationSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    short_name = serializers.CharField()
    names = NameSerializer(many=True)
    country = CountrySerializer(allow_null=True)
    city = CitySerializer(allow_null=True)
    website = serializers.CharField(source="url")


class SupporterSerializer(serializers.Serializer[Any]):
    role = WordField(OrganisationRole)
    organisation = OrganisationSerializer()


class ParticipationSerializer(serializers.Serializer[Any]):
    """A city at the event, or an organisation in a city's stead."""

    city = CitySerializer(allow_null=True)
    organisation = OrganisationSerializer(allow_null=True)
    seats = serializers.IntegerField()
    taken = serializers.IntegerField()


class PointSerializer(serializers.Serializer[Any]):
    """A point on the map, in degrees (WGS 84)."""

    latitude = serializers.FloatField()
    longitude = serializers.FloatField()


class PlaceSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    city = serializers.CharField()
    address = serializers.CharField()
    local_name = serializers.CharField()
    local_address = serializers.CharField()
    point = PointSerializer(allow_null=True)


class PersonSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    names = NameSerializer(many=True)
    title = serializers.CharField()
    position = serializers.CharField()
    organisation = serializers.CharField()
    city = serializers.CharField()


class PartSerializer(serializers.Serializer[Any]):
    """A person's part in an item; without a person it is still open."""

    role = WordField(PersonRole)
    person = PersonSerializer(allow_null=True)
    confirmed = serializers.BooleanField()
    level = WordField(Level, help_text="For whom it is.")


class LinkSerializer(serializers.Serializer[Any]):
    title = serializers.CharField(source="label")
    url = serializers.CharField()
    level = WordField(Level, help_text="For whom it is.")


class DocumentSerializer(PublicFileSerializer):
    file = serializers.SerializerMethodField(help_text=NO_FILE)

    @extend_schema_field(FILE)
    def get_file(self, document: Document) -> str | None:
        return _file(self, "tours:document", document)


class PictureSerializer(serializers.Serializer[Picture]):
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alternative = serializers.CharField(help_text="What it shows.")
    caption = serializers.CharField()
    credit = serializers.CharField()
    file = serializers.SerializerMethodField(help_text=NO_FILE)

    @extend_schema_field(FILE)
    def get_file(self, picture: Picture) -> str | None:
        return _file(self, "tours:picture", picture)


class NoteSerializer(serializers.Serializer[Any]):
    heading = serializers.CharField()
    body = serializers.CharField()


class ContactSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    role = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()


class LineSerializer(serializers.Serializer[Any]):
    """An item at one moment. `day`, `start` and `end` are by the clocks of the place."""

    kind = WordField(ItemKind)
    status = WordField(Status)
    title = serializers.CharField()
    summary = serializers.CharField()
    day = serializers.DateField()
    start = ClockField(allow_null=True)
    end = ClockField(allow_null=True)
    zone = serializers.CharField(help_text="IANA time zone.")
    starts_at = MomentField(allow_null=True)
    ends_at = MomentField(allow_null=True)
    where = serializers.CharField(help_text="Room, place and city on one line.")
    room = serializers.CharField()
    place = PlaceSerializer(allow_null=True)
    track = serializers.CharField()
    groups = serializers.ListField(
        child=serializers.CharField(), help_text="UIDs of groups of delegates; empty: for all of them."
    )
    capacity = serializers.IntegerField(allow_null=True, help_text="How many people it takes.")
    language = serializers.CharField(help_text="BCP 47; empty: that of the event.")
    people = PartSerializer(many=True, source="parts")
    links = LinkSerializer(many=True)
    documents = DocumentSerializer(many=True)
    report = serializers.CharField(help_text="What was said or found.")


class AgendaItemSerializer(LineSerializer):
    uid = serializers.CharField(help_text="Stays through all editions.")
    sequence = serializers.IntegerField(help_text="RFC 5545: raised when start, end, place, title or status change.")
    created_in = serializers.IntegerField(help_text="The edition that brought it.")
    changed_in = serializers.IntegerField(help_text="The edition that last changed it, apart from small corrections.")

    @cached_property
    def _line(self) -> LineSerializer:
        return LineSerializer(context=self.context)

    def to_representation(self, item: ItemView) -> dict[str, Any]:
        return {
            "uid": item.uid,
            "sequence": item.sequence,
            "created_in": item.created.number,
            "changed_in": item.told.number,
            **self._line.to_representation(item.line),
        }


class GroupSerializer(serializers.Serializer[Any]):
    uid = serializers.CharField(help_text="Stays, whatever becomes of its name.")
    name = serializers.CharField()


class ParticipantsTimeSerializer(serializers.Serializer[ParticipantsTime]):
    """When participants have items of their own: by the clocks of the place, and nothing else of them."""

    day = serializers.DateField()
    start = ClockField(allow_null=True, help_text="Null where only the day is known.")
    end = ClockField(allow_null=True)
    ends_on = serializers.DateField(source="last_day")
    zone = serializers.CharField(help_text="IANA time zone.")
    end_zone = serializers.CharField(help_text="Empty: the same.")


class ProgrammeReferenceSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    short_name = serializers.CharField()


class AgendaSerializer(serializers.Serializer[AgendaView]):
    """The event and its agenda as published in one edition. Nothing of it changes; a text may be redacted."""

    url = serializers.SerializerMethodField()
    event = serializers.SerializerMethodField()
    uid = serializers.CharField(source="event.uid")
    number = serializers.IntegerField(source="stamp.number")
    published_at = MomentField(source="stamp.at")
    is_current = serializers.SerializerMethodField()
    note = serializers.CharField()
    small = serializers.BooleanField(source="is_small", help_text=SMALL_CORRECTION)
    kind = WordField(EventKind, source="event.kind")
    title = serializers.CharField(source="event.title")
    language = serializers.CharField(source="event.language", help_text="BCP 47.")
    summary = serializers.CharField(source="event.summary")
    starts = serializers.DateField(source="event.starts")
    ends = serializers.DateField(source="event.ends")
    zone = serializers.CharField(source="event.zone")
    state = WordField(EventState, source="event.state")
    access = WordField(Access, source="event.access")
    organised = serializers.BooleanField(source="event.organised", help_text="False: another's event.")
    website = serializers.CharField(source="event.url")
    programme = ProgrammeReferenceSerializer(source="event.programme")
    tier = serializers.CharField(source="event.tier")
    themes = serializers.ListField(source="event.themes", child=serializers.CharField())
    purposes = serializers.ListField(source="event.purposes", child=serializers.CharField())
    conditions = serializers.CharField(source="event.conditions")
    groups = GroupSerializer(source="event.named_groups", many=True, help_text="Of delegates; none for the public.")
    host_city = CitySerializer(source="event.host_city")
    cities = ParticipationSerializer(source="event.cities", many=True)
    organisations = SupporterSerializer(source="event.supporters", many=True)
    practical = NoteSerializer(source="event.practical", many=True)
    contacts = ContactSerializer(source="event.contacts", many=True)
    documents = DocumentSerializer(source="event.documents", many=True)
    picture = PictureSerializer(source="event.picture", allow_null=True)
    footnotes = serializers.ListField(child=serializers.CharField())
    items = AgendaItemSerializer(source="standing", many=True)
    participants_times = ParticipantsTimeSerializer(
        many=True, help_text="Of items that not everyone sees, where the event tells of them; apart from one another."
    )

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_url(self, view: AgendaView) -> str:
        return address("api:edition", self.context["slug"], view.stamp.number)

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_event(self, _view: AgendaView) -> str:
        return address("api:event", self.context["slug"])

    def get_is_current(self, _view: AgendaView) -> bool:
        return bool(self.context["is_current"])


class DetailSerializer(serializers.Serializer[Any]):
    """One fact that has another text now. An empty text means that there was, or is, none."""

    fact = serializers.CharField(source="label")
    before = serializers.CharField()
    after = serializers.CharField()


class ItemChangeSerializer(serializers.Serializer[Any]):
    kind = WordField(ChangeKind)
    uid = serializers.CharField()
    details = DetailSerializer(many=True)
    before = LineSerializer(allow_null=True, help_text="Null for a new item.")
    after = LineSerializer(source="line", help_text="As it stood last, where it is cancelled.")


class ChangesSerializer(serializers.Serializer[Any]):
    """What changed between two editions, as far as the reader may read both."""

    facts = DetailSerializer(many=True, help_text="Of the event itself.")
    items = ItemChangeSerializer(many=True)


def _file(serializer: serializers.BaseSerializer[Any], name: str, file: Document | Picture) -> str | None:
    if not serializer.context["is_current"]:
        return None
    return address(name, serializer.context["slug"], file.digest, file.file_name)
