"""Documents: of an event as they are edited, and what everyone is told of their files."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import AddressField, WordField
from api.serializers.strict import LARGEST_KEY, MOST_KEYS, StrictSerializer
from tours.models import Document
from tours.models.fields import MOST_SMALL
from tours.vocabulary import Level


class PublicFileSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    language = serializers.CharField()
    media_type = serializers.CharField()
    size = serializers.IntegerField(help_text="In bytes.")
    digest = serializers.CharField(help_text="SHA-256 of the bytes.")
    file_name = serializers.CharField()


class ItemUids(serializers.ListField):
    """The items that a document belongs to, by their UIDs."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.UUIDField(), max_length=MOST_KEYS, **options)

    def get_attribute(self, instance: Any) -> Any:
        return [item.uid for item in instance.items.all()]


class DraftDocumentSerializer(StrictSerializer):
    """A document of an event. Its file stays as it is; another file is another document."""

    url = AddressField("api:draft_document", "event.uid", "pk")
    id = serializers.IntegerField(source="pk", read_only=True, min_value=1, max_value=LARGEST_KEY)
    title = serializers.CharField(max_length=200)
    language = serializers.CharField(required=False, max_length=12, help_text="BCP 47, such as sr-Latn.")
    level = WordField(Level, required=False, help_text="For whom it is; a new one is public.")
    position = serializers.IntegerField(required=False, min_value=0, max_value=MOST_SMALL)
    items = ItemUids(
        required=False, help_text="The items that it belongs to, by their UIDs; of none, it is of the event."
    )
    file_name = serializers.CharField(read_only=True)
    media_type = serializers.CharField(read_only=True, help_text="Read from the file itself.")
    size = serializers.IntegerField(read_only=True, help_text="In bytes.")
    digest = serializers.CharField(read_only=True, help_text="The SHA-256 of the file, in hexadecimal digits.")


class UploadSerializer(DraftDocumentSerializer):
    """A document with its file, as a form of several parts (multipart/form-data)."""

    file = serializers.FileField(
        write_only=True,
        max_length=Document._meta.get_field("file_name").max_length,
        help_text="PDF, an office document or a picture, of at most 25 MB.",
    )
