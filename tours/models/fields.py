"""Fields and validators that several models share."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import Case, F, Value, When
from django.forms import ChoiceField, Field
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.zones import validate_zone, zone_choices

MISTYPED_YEAR = _("Write the year in four figures, between 1900 and 2199.")
PLAUSIBLE_DAY = [MinValueValidator(FIRST_DAY, MISTYPED_YEAR), MaxValueValidator(LAST_DAY, MISTYPED_YEAR)]


# The largest small and normal whole numbers that every database accepts. SQLite itself would accept any.
MOST_SMALL, MOST = 32_767, 2_147_483_647
TOO_LARGE = _("Write a number from 0 to %(limit_value)s.")
SMALL = [MaxValueValidator(MOST_SMALL, TOO_LARGE)]
LARGE = [MaxValueValidator(MOST, TOO_LARGE)]


def within_bounds(field: str, *, name: str, most: int = MOST_SMALL) -> models.CheckConstraint:
    message = _("Write a number from 0 to 32767.") if most == MOST_SMALL else _("Write a number from 0 to 2147483647.")
    return models.CheckConstraint(
        condition=models.Q((f"{field}__range", (0, most))), name=name, violation_error_message=message
    )


POSITION_WITHIN_BOUNDS = within_bounds("position", name="%(class)s_position_within_bounds")


# How many characters a text may have, by its use: whatever readers can open is drawn from it.
SENTENCES, PARAGRAPHS, PAGES, ARTICLE = 2_000, 5_000, 10_000, 200_000


def no_longer_than(most: int) -> list[MaxLengthValidator]:
    """The validators of a text. The database has no such limit: a longer text that is stored already is not cut."""
    return [MaxLengthValidator(most, _("Shorten this text to %(limit_value)d characters. It has %(show_value)d."))]


def validate_visible(text: str) -> None:
    """Refuses a text of only spaces, control characters and invisible marks: it would print as an empty heading."""
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise ValidationError(_("Write some text. Spaces alone are not enough."), code="invisible")


class CodeField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """A short code. A form accepts more letters, so that it refuses a name that is typed here, and does not cut it."""

    def formfield(self, **kwargs: Any) -> Field | None:
        field = super().formfield(**kwargs)
        if field:
            field.widget.attrs.pop("maxlength", None)
        return field

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


class ChangedAtField(models.DateTimeField):  # type: ignore[type-arg]  # generic in the stubs only
    """The moment of the last change, which never goes back: after the clock was set back, it counts on by seconds. So
    whoever has an older state, known by its moment alone, is never told that nothing has changed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_now": True, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # Django calls it so
        before, now = getattr(model_instance, self.attname), super().pre_save(model_instance, add)
        if before and before > now:
            now = before + timedelta(seconds=1)
            setattr(model_instance, self.attname, now)
        return now

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.DateTimeField", arguments, options


def later(now: datetime) -> Case:
    """The moment for `update(changed_at=later(now))`: `now`, or a second after the stored moment where that is ahead
    of `now`.
    """
    is_ahead = When(changed_at__gt=now, then=F("changed_at") + timedelta(seconds=1))
    return Case(is_ahead, default=Value(now), output_field=models.DateTimeField())


class ZoneField(CodeField):
    """A time zone by its IANA name, which forms let people choose below its country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 64, "validators": [validate_zone], **kwargs})

    def formfield(self, **kwargs: Any) -> Field | None:
        return chosen_field(self, zone_choices(), _("“%(value)s” is not a known time zone. Choose one."), **kwargs)


def chosen_field(field: models.Field[Any, Any], choices: Any, refusal: Any, **kwargs: Any) -> Field:
    """The form field of a code that is chosen by its name. Where the code may be empty, so may the choice."""
    facts: dict[str, Any] = {
        "label": capfirst(str(field.verbose_name)),
        "required": not field.blank,
        "help_text": field.help_text,
        "initial": field.get_default() if field.has_default() else None,
        "error_messages": {"invalid_choice": refusal},
    } | {name: value for name, value in kwargs.items() if name not in ("widget", "max_length")}
    return ChoiceField(choices=[("", _("Choose")), *choices], **facts)


class WebAddressField(models.URLField):  # type: ignore[type-arg]  # generic in the stubs only
    """An http or https address. An address that is typed without a scheme becomes https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})


KEY_OPS, BEGINNING_OPS = "int8_ops", "varchar_pattern_ops"
"""How PostgreSQL keeps a column in an index: a key, and a text that is searched for by how it begins. Without this, the
index is sorted by the rules of a language and finds no beginnings. SQLite needs neither.
"""
