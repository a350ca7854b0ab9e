"""Other names of a city, organisation or person, in another language or script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from tours.models.fields import CodeField

language_code = RegexValidator(r"^[a-z]{2,3}$", _("Write the language as its ISO 639 code, such as sr or ko."))
SCRIPTS = [
    "Arab",
    "Armn",
    "Beng",
    "Cans",
    "Cher",
    "Copt",
    "Cyrl",
    "Deva",
    "Ethi",
    "Geok",
    "Geor",
    "Glag",
    "Grek",
    "Gujr",
    "Guru",
    "Hang",
    "Hani",
    "Hans",
    "Hant",
    "Hebr",
    "Hira",
    "Jpan",
    "Kana",
    "Khmr",
    "Knda",
    "Kore",
    "Laoo",
    "Latf",
    "Latg",
    "Latn",
    "Mlym",
    "Mong",
    "Mymr",
    "Nkoo",
    "Orya",
    "Runr",
    "Sinh",
    "Sund",
    "Syrc",
    "Taml",
    "Telu",
    "Tfng",
    "Thaa",
    "Thai",
    "Tibt",
    "Vaii",
    "Yiii",
]
"""The ISO 15924 codes of the scripts that are used to write names today."""
NO_SCRIPT = _("“%(value)s” is no script known here. Write its ISO 15924 code, one of: %(scripts)s.")


def script_code(value: str) -> None:
    if value not in SCRIPTS:
        raise ValidationError(NO_SCRIPT, code="script", params={"value": value, "scripts": ", ".join(SCRIPTS)})


class ScriptField(CodeField):
    """A script code. A form accepts any length, so that the error for a wrong code can list the choices."""

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"max_length": None, **kwargs})


class OtherName(models.Model):
    text = models.CharField(_("name"), max_length=200)
    language = CodeField(_("language"), max_length=3, validators=[language_code])
    script = ScriptField(_("script"), max_length=4, default="Latn", validators=[script_code])

    class Meta:
        abstract = True
        ordering = ["language", "script"]

    def __str__(self) -> str:
        return self.text
