"""Whether a row that SQLite held fits into another database: SQLite holds numbers of any size and texts of any length."""

from typing import Any

from django.core.management.base import CommandError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _


def check_row(model: type[models.Model], row: tuple[Any, ...], target: BaseDatabaseWrapper) -> None:
    """Raises CommandError, which names table, row, field and value. `row` has the values of all columns in their order."""
    fields = model._meta.concrete_fields
    if target.vendor == "sqlite":
        return
    for field, value in zip(fields, row, strict=True):
        if why := _misfit(field, value, target):
            keys = ", ".join(
                f"{key.column} {value}" for key, value in zip(fields, row, strict=True) if key in model._meta.pk_fields
            )
            said = {"table": model._meta.db_table, "row": keys, "field": field.column, "why": why}
            raise CommandError(_("Nothing was moved. Of %(table)s: row %(row)s, field %(field)s: %(why)s") % said)


def _misfit(field: Any, value: Any, target: BaseDatabaseWrapper) -> str:
    """Empty for a value that fits. A foreign key is as its target is."""
    while field.is_relation:
        field = field.target_field
    if isinstance(value, int) and isinstance(field, models.IntegerField):
        least, most = target.ops.integer_field_range(field.get_internal_type())
        if (least is not None and value < least) or (most is not None and value > most):
            return _("%(value)d is not a number from %(least)s to %(most)s.") % {
                "value": value,
                "least": least,
                "most": most,
            }
    if isinstance(value, str) and isinstance(field, models.CharField | models.TextField):
        if "\0" in value:
            return _("the text holds a null character (NUL).")
        if field.max_length and not isinstance(field, models.TextField) and len(value) > field.max_length:
            return _("“%(value)s” is longer than %(most)d characters.") % {
                "value": value[:60],
                "most": field.max_length,
            }
    return ""
