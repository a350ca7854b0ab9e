"""Other names of a city, organisation or person, in another language or script."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from backstage.text.language_tags import canonical, parts_of
from backstage.text.scripts import is_written_in, script_of
from tours.labels import SCRIPT_NAMES
from tours.models.fields import CodeField, chosen_field

language_code = RegexValidator(r"^[a-z]{2,3}$", _("Write the language as its ISO 639 code, such as sr or ko."))
NO_LANGUAGE = _(
    "“%(value)s” is no language known here. Write its ISO 639 code, and where needed the script or country: ko, sr-Latn, pt-BR."
)
SCRIPTS = list(SCRIPT_NAMES)
LONGEST_TAG = 12
NO_SUCH_SCRIPT = _("“%(value)s” is no script known here. Choose one.")
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
    """A script code, which forms let people choose by its name."""

    def formfield(self, **kwargs: Any) -> Field | None:
        by_name = sorted(((code, str(name)) for code, name in SCRIPT_NAMES.items()), key=lambda choice: choice[1])
        return chosen_field(self, by_name, NO_SUCH_SCRIPT, **kwargs)


class OtherName(models.Model):
    text = models.CharField(_("name"), max_length=200)
    language = CodeField(_("language"), max_length=3, validators=[language_code])
    script = ScriptField(_("script"), max_length=4, default="Latn", validators=[script_code])

    class Meta:
        abstract = True
        ordering = ["language", "script"]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Takes the script from the letters, where they are not of the one that is given."""
        super().clean()
        if not is_written_in(self.text, self.script):
            self.script = script_of(self.text)
