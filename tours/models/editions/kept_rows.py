"""What each bulk step changed in the rows of an event, kept so that the step can be undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tours.labels import STEPS, choices
from tours.models.events import Event
from tours.models.fields import LARGE, MOST, within_bounds


class KeptRows(models.Model):
    """The rows that one bulk step changed, as they were before it and after it. Only `tours.record.undoing` writes here."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="kept_rows", verbose_name=_("event"))
    number = models.PositiveIntegerField(_("number"), validators=LARGE)
    at = models.DateTimeField(_("done"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    step = models.CharField(_("step"), max_length=20, choices=choices(STEPS))
    version = models.PositiveIntegerField(
        _("version"),
        validators=LARGE,
        null=True,
        blank=True,
        help_text=_("The version that the rows were made equal to."),
    )
    rows = models.TextField(_("rows"))
    undone = models.BooleanField(_("undone"), default=False)

    class Meta:
        verbose_name = _("bulk step")
        verbose_name_plural = _("bulk steps")
        ordering = ["event", "number"]
        constraints = [
            within_bounds("number", name="kept_rows_number_within_bounds", most=MOST),
            within_bounds("version", name="kept_rows_version_within_bounds", most=MOST),
            models.UniqueConstraint(
                fields=["event", "number"],
                name="kept_rows_number_once_per_event",
                violation_error_message=_("This event already has that step."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display()
