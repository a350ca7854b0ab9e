"""How somebody said a host's table is to be read, so that the next table with the same headings is read so."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tours.models.programmes import Programme


class ChosenColumns(models.Model):
    """The columns that were chosen for a table. Only `tours.importing.tables.remembering` reads and writes here."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="chosen_columns")
    headings = models.CharField(_("headings"), max_length=64)
    """The digest of the first row's folded words: nobody need read them."""
    columns = models.CharField(_("columns"), max_length=1000)
    """The names of the columns, with commas between them; nothing stands for a column that goes to the description."""

    class Meta:
        verbose_name = _("columns of a table")
        verbose_name_plural = _("columns of tables")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "headings"],
                name="chosen_columns_once_for_headings",
                violation_error_message=_("The columns of this table are chosen already."),
            )
        ]

    def __str__(self) -> str:
        return self.columns
