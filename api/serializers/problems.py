"""The one shape of all errors; `api.exceptions` makes it."""

from typing import Any

from rest_framework import serializers


class RowProblemSerializer(serializers.Serializer[Any]):
    row = serializers.IntegerField(help_text="Its place in the list, from 0.")
    external_id = serializers.CharField(help_text="As it was sent; empty where it is missing.")
    errors = serializers.DictField(  # type: ignore[assignment]  # the shape describes, and never validates
        child=serializers.ListField(child=serializers.CharField()),
        help_text="By field; what is about no single field stands under row.",
    )


class ProblemSerializer(serializers.Serializer[Any]):
    """What went wrong (RFC 9457)."""

    title = serializers.CharField(help_text="The name of the status.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence for people.")
    errors = serializers.DictField(  # type: ignore[assignment]  # the shape describes, and never validates
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text="By parameter or field, what is wrong with it; of a field within another by both, as in parts.1.role. The first twenty.",
    )
    rows = RowProblemSerializer(
        many=True, required=False, help_text="Of a list that was sent: the first twenty rows that are wrong."
    )
