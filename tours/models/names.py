"""One more name of a city, organisation or person, in another language or script."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

language_code = RegexValidator(r"^[a-z]{2,3}$", _("Write the language as its ISO 639 code, such as sr or ko."))
script_code = RegexValidator(
    r"^[A-Z][a-z]{3}$", _("Write the script as its ISO 15924 code, such as Latn, Cyrl or Hang.")
)


class OtherName(models.Model):
    text = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=3, validators=[language_code])
    script = models.CharField(_("script"), max_length=4, default="Latn", validators=[script_code])

    class Meta:
        abstract = True
        ordering = ["language", "script"]

    def __str__(self) -> str:
        return self.text
