"""Other names of a city, organisation or person, in another language or script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from backstage.text.language_tags import canonical, parts_of
from tours.models.fields import CodeField

language_code = RegexValidator(r"^[a-z]{2,3}$", _("Write the language as its ISO 639 code, such as sr or ko."))
NO_LANGUAGE = _(
    "“%(value)s” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR."
)
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
LONGEST_TAG = 12
NO_SCRIPT = _("“%(value)s” is no script known here. Write its ISO 15924 code, one of: %(scripts)s.")


def script_code(value: str) -> None:
    if value not in SCRIPTS:
        raise ValidationError(NO_SCRIPT, code="script", params={"value": value, "scripts": ", ".join(SCRIPTS)})


def language_tag(value: str) -> None:
    """Refuses what is no language tag (BCP 47), and a script that is none."""
    try:
        _language, script, _region = parts_of(value)
    except ValueError as refusal:
        raise ValidationError(NO_LANGUAGE, code="language", params={"value": value}) from refusal
    if script:
        script_code(script)


class LanguageField(CodeField):
    """The language of a text, as a tag such as `ko`, `sr-Latn` or `pt-BR`. It is stored in its usual letters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST_TAG, "validators": [language_tag], **kwargs})

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        try:
            return canonical(text) if text else text
        except ValueError:
            return text  # the validator refuses it


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
