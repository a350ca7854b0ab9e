"""The field of a form for a picture. It says so where the picture is too large to be opened at all."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tours.pictures.cleaning import is_bomb, too_large


class PictureFileField(forms.ImageField):
    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except ValidationError as refusal:
            if is_bomb(refusal.__cause__):
                raise ValidationError(too_large()) from refusal
            raise
