"""Refusals of the writing API that DRF has no exceptions for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.settings import api_settings


class Refusal(APIException):
    """With a sentence; `wait` is told in Retry-After."""

    def __init__(self, status_code: int, detail: str, *, wait: int | None = None) -> None:
        super().__init__(detail)
        self.status_code = status_code
        self.wait = wait


class RowsRefused(APIException):
    """A list of which nothing was written, with what is wrong in each row."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__(_("Nothing was written: see rows for what is wrong in each."))
        self.rows = rows


def messages_of(refusal: ValidationError) -> dict[str, list[str]]:
    """Of a verb's ValidationError, by field; what is of none stands where DRF puts such."""
    whole = api_settings.NON_FIELD_ERRORS_KEY
    if not hasattr(refusal, "error_dict"):
        return {whole: refusal.messages}
    return {whole if name == "__all__" else name: told for name, told in refusal.message_dict.items()}
