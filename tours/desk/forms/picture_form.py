"""The form of a picture at the desk: its file, which stays chosen where another field is refused, and what is said of it."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tours.models import Picture
from tours.uploads.kept_file_input import KeptFileInput
from tours.uploads.picture_field import PictureFileField

FILE_HINT = _("JPEG, PNG or WebP, of at most 25 MB. Its place, time, camera and author are taken out.")


class PictureForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    WORDS: ClassVar[tuple[str, ...]] = ("alternative", "caption", "credit", "consent")

    class Meta:
        model = Picture
        fields: tuple[str, ...] = ("file", "alternative", "caption", "credit", "consent")
        field_classes: ClassVar[dict[str, Any]] = {"file": PictureFileField}
        widgets: ClassVar[dict[str, Any]] = {"file": KeptFileInput}
        help_texts: ClassVar[dict[str, Any]] = {"file": FILE_HINT}
